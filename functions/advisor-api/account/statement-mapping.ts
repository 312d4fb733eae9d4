import { sum } from "../../../shared/base/money/rounding.ts";
import type { Plan } from "../../../shared/engine/plan/schema.ts";
import type { ChangedOrder, ChangedTerms, ExplainedAdjustment } from "../../../shared/engine/statement/explain-adjustment.ts";
import type { Statement } from "../../../shared/engine/statement/statement.ts";
import type { StatementFile } from "../../../shared/engine/statement/statement-file.ts";
import type { ClosedMonth, IssuedStatement } from "../../../shared/ledger/store/ledger-reader.ts";
import { type Pay, payIn, whole } from "../../_platform/api/money.ts";
import { identityOf, toComponent, toDraw, toFactor } from "./component-mapping.ts";
import type { AdjustmentResource, CloseResource, StatementResource, StatementSummaryResource } from "./statement-schema.response.ts";

/** How many of an adjustment's orders are told; the file holds all. */
const ORDERS_TOLD = 100;

/** A statement's totals. @param url where the list stands that it is in. */
export function toSummary(
  { statement, hash }: Pick<IssuedStatement, "statement" | "hash">,
  pay: Pay,
  url: string,
): StatementSummaryResource {
  const adjustments = pay(sum(statement.adjustments.map(({ amount }) => amount)));
  return { object: "statement_summary", ...totalsOf(statement, hash, pay, url), adjustments };
}

/** A statement with what explains it. @param url where the list stands that it is in. */
export function toStatement({ body, hash, inclusion }: StatementFile, url: string): StatementResource {
  const pay = payIn(body.agency.currency);
  return {
    object: "statement",
    ...totalsOf(body.statement, hash, pay, url),
    components: body.earnings.components.map((component) => toComponent(component, body.facts.plans, pay)),
    adjustments: body.adjustments.map((adjustment) => toAdjustment(adjustment, body.facts.plans, pay)),
    manual: body.manualAdjustments.map(({ adjustmentId, month, amount, reason, kind }) => {
      const counted = body.writeOffs?.find((each) => each.adjustmentId === adjustmentId)?.amount;
      return { adjustmentId, month, amount: pay(counted ?? BigInt(amount)), reason, kind: kind ?? null };
    }),
    previousHash: body.previousHash,
    inclusion:
      inclusion === undefined ? null : { root: inclusion.root, size: inclusion.size, index: inclusion.index, path: [...inclusion.path] },
  };
}

function totalsOf(statement: Statement, hash: string, pay: Pay, url: string) {
  const {
    advisorId,
    month,
    earnings,
    manualAdjustments,
    writtenOff = 0n,
    broughtForward,
    payable,
    carriedForward,
    draw,
    equityEligible,
  } = statement;
  return {
    advisorId,
    month,
    earnings: pay(earnings),
    manualAdjustments: pay(manualAdjustments),
    writtenOff: pay(writtenOff),
    broughtForward: pay(broughtForward),
    payable: pay(payable),
    carriedForward: pay(carriedForward),
    draw: toDraw(draw, pay),
    equityEligible,
    hash,
    url: `${url}/${month}`,
    fileUrl: `${url}/${month}/file`,
  };
}

function toAdjustment(adjustment: ExplainedAdjustment, plans: readonly Plan[], pay: Pay): AdjustmentResource {
  const { month, amount } = adjustment;
  if (adjustment.kind === "opened") {
    const components = adjustment.earnings.components.map((component) => toComponent(component, plans, pay));
    return { kind: "opened", month, amount: pay(amount), components };
  }
  const { facts, ladderAndFactors } = adjustment;
  return {
    kind: "restated",
    month,
    amount: pay(amount),
    orderCount: facts.length,
    orders: heaviest(facts).map((order) => toChangedOrder(order, plans, pay)),
    tiersAndFactors: {
      amount: pay(ladderAndFactors.amount),
      changes: ladderAndFactors.because.map((each) => toChangedTerms(each, plans, pay)),
    },
  };
}

function heaviest(orders: readonly ChangedOrder[]): ChangedOrder[] {
  const weight = ({ amount }: ChangedOrder) => (amount < 0n ? -amount : amount);
  return [...orders].sort((left, right) => Number(weight(right) - weight(left))).slice(0, ORDERS_TOLD);
}

function toChangedOrder({ orderId, revisionBefore, revisionNow, parts, amount }: ChangedOrder, plans: readonly Plan[], pay: Pay) {
  return {
    orderId,
    revisionBefore: revisionBefore ?? null,
    revisionNow: revisionNow ?? null,
    amount: pay(amount),
    parts: parts.map((part) => ({
      ...identityOf(part, plans),
      baseBefore: pay(part.baseBefore),
      baseNow: pay(part.baseNow),
      unitsBefore: whole(part.unitsBefore),
      unitsNow: whole(part.unitsNow),
      settledRate: part.settledRate,
    })),
  };
}

function toChangedTerms(terms: ChangedTerms, plans: readonly Plan[], pay: Pay) {
  return {
    ...identityOf(terms, plans),
    amountBefore: pay(terms.amountBefore),
    amountNow: pay(terms.amountNow),
    rateBefore: terms.rateBefore ?? null,
    rateNow: terms.rateNow ?? null,
    factorsBefore: (terms.factorsBefore ?? []).map(toFactor),
    factorsNow: (terms.factorsNow ?? []).map(toFactor),
  };
}

/** What a close publishes: of its sums, which are the agency's own, nothing. */
export function toClose({ month, summary }: ClosedMonth): CloseResource {
  return { object: "close", month, statements: summary.statements, statementsRoot: summary.statementsRoot };
}
