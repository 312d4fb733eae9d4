import { namesOf } from "../../../shared/account/views/seller-tables.ts";
import { sum } from "../../../shared/base/money/money.ts";
import type { Plan } from "../../../shared/engine/plan/schema.ts";
import type { ChangedOrder, ChangedTerms, ExplainedAdjustment } from "../../../shared/engine/statement/explain-adjustment.ts";
import { sellerLines } from "../../../shared/engine/statement/seller-parts.ts";
import type { Statement } from "../../../shared/engine/statement/statement.ts";
import type { StatementFile } from "../../../shared/engine/statement/statement-file.ts";
import type { ClosedMonth, IssuedStatement } from "../../../shared/ledger/store/ledger-reader.ts";
import { labelled, named, toComponent } from "./component-mapping.ts";
import type { AdjustmentResource, CloseResource, StatementResource, StatementSummaryResource } from "./statement-schema.response.ts";

/** How many of an adjustment's orders are told; the file holds all. */
const ORDERS_TOLD = 100;

/** A statement's totals. @param url where the list stands that it is in. */
export const toSummary = ({ statement, hash }: Pick<IssuedStatement, "statement" | "hash">, url: string): StatementSummaryResource => ({
  ...totalsOf(statement, hash, url),
  adjustments: sum(statement.adjustments.map(({ amount }) => amount)),
});

/** A statement with what explains it. @param url where the list stands that it is in. */
export function toStatement({ body, hash, inclusion }: StatementFile, url: string): StatementResource {
  const { plans } = body.facts;
  const names = namesOf(sellerLines(body));
  return {
    ...totalsOf(body.statement, hash, url),
    components: body.earnings.components.map((component) => toComponent(component, plans, undefined, names)),
    adjustments: body.adjustments.map((adjustment) => toAdjustment(adjustment, plans, names)),
    manualAdjustmentEntries: body.manualAdjustments.map((each) => {
      const counted = body.writeOffs?.find(({ adjustmentId }) => adjustmentId === each.adjustmentId)?.amount;
      return { ...each, amount: counted ?? BigInt(each.amount) };
    }),
    previousHash: body.previousHash,
    inclusion,
  };
}

const totalsOf = (statement: Statement, hash: string, url: string) => ({
  ...statement,
  writtenOff: statement.writtenOff ?? 0n,
  hash,
  url: `${url}/${statement.month}`,
  fileUrl: `${url}/${statement.month}/file`,
});

function toAdjustment(adjustment: ExplainedAdjustment, plans: readonly Plan[], names: ReadonlyMap<string, string>): AdjustmentResource {
  if (adjustment.kind === "opened")
    return {
      ...adjustment,
      components: adjustment.earnings.components.map((component) => toComponent(component, plans, undefined, names)),
    };
  const { facts, sellers = [], ladderAndFactors } = adjustment;
  return {
    ...adjustment,
    orderCount: facts.length,
    orders: heaviest(facts).map((order) => ({ ...order, parts: order.parts.map((part) => labelled(part, plans)) })),
    sellers: named(sellers, names).map((seller) => ({ ...seller, parts: seller.parts.map((part) => labelled(part, plans)) })),
    tiersAndFactors: {
      amount: ladderAndFactors.amount,
      changes: ladderAndFactors.because.map((each) => toChangedTerms(each, plans)),
    },
  };
}

function heaviest(orders: readonly ChangedOrder[]): ChangedOrder[] {
  const weight = ({ amount }: ChangedOrder) => (amount < 0n ? -amount : amount);
  return [...orders].sort((left, right) => Number(weight(right) - weight(left))).slice(0, ORDERS_TOLD);
}

const toChangedTerms = (terms: ChangedTerms, plans: readonly Plan[]) => ({
  ...labelled(terms, plans),
  factorsBefore: terms.factorsBefore ?? [],
  factorsNow: terms.factorsNow ?? [],
});

/** What a close publishes: of its sums, which are the agency's own, nothing. */
export const toClose = ({ month, summary }: ClosedMonth): CloseResource => ({ ...summary, month });
