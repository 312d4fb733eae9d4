import type { Month } from "../calendar/month.ts";
import type { Credit } from "../credits/credit.ts";
import { compare } from "../credits/recipients.ts";
import type { Books } from "../earnings/books.ts";
import { earlierRowsOfYear } from "../earnings/books.ts";
import { byLine, explainEarnings } from "../earnings/explain.ts";
import { mergeRows, rowKey } from "../earnings/tally.ts";
import type { Agency } from "../facts/agency.ts";
import type { Plan } from "../plan/schema.ts";
import { explainAdjustment, type Standing } from "./explain-adjustment.ts";
import type { Settlement } from "./settle.ts";
import type { Statement } from "./statement.ts";

/** What a statement's body is made of. */
export interface BodyInput {
  readonly agency: Agency;
  readonly books: Books;
  readonly settlement: Settlement & { readonly statement: Statement };
  /** The hash of her statement before; the first has none. */
  readonly previousHash: string | undefined;
  /** The month's earned credits, and for each adjusted month how it stood when settled, if it was, and how it stands now. */
  readonly credits: readonly Credit[];
  readonly adjusted: ReadonlyMap<Month, { readonly before: Standing | undefined; readonly now: Standing }>;
}

/**
 * A statement's body: the statement, everything that explains it, and the facts that it was computed from. Plain data
 * whose canonical JSON is stored, hashed, and chained to the advisor's previous statement.
 */
export function statementBody({ agency, books, settlement, previousHash, credits, adjusted }: BodyInput) {
  const { statement, earnings, equity, manual } = settlement;
  const { month } = statement;
  const earlier = mergeRows(earlierRowsOfYear(books, month)).sort((a, b) => compare(rowKey(a), rowKey(b)));
  return {
    format: "fenrun-statement-1",
    agency,
    advisor: books.advisor,
    statement,
    earnings: explainEarnings(earnings, credits),
    adjustments: statement.adjustments.map(({ month: of, amount }) => {
      const standing = adjusted.get(of);
      if (standing === undefined) throw new Error(`the credits of ${of} are needed to explain its adjustment`);
      return explainAdjustment(of, amount, standing.before, standing.now);
    }),
    manualAdjustments: [...manual].sort((a, b) => compare(a.adjustmentId, b.adjustmentId)),
    equity,
    facts: {
      plans: plansUsed(books, settlement),
      earlierInYear: earlier,
      credits: [...credits].sort(byLine),
    },
    previousHash: previousHash ?? null,
  };
}

/** The plan versions that pay the month's credits, and the one in force at its end. */
function plansUsed({ terms }: Books, { earnings }: Settlement): Plan[] {
  const used = new Map<string, Plan>();
  const plans = [...earnings.paid.map(({ plan }) => plan.plan), ...(earnings.plan === undefined ? [] : [earnings.plan.plan])];
  for (const plan of plans) used.set(JSON.stringify([plan.planId, plan.version]), terms.plans.version(plan.planId, plan.version) ?? plan);
  return [...used].sort(([a], [b]) => compare(a, b)).map(([, plan]) => plan);
}
