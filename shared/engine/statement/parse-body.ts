import type { Month } from "../../base/calendar/month.ts";
import { parseDecimal } from "../../base/money/money.ts";
import type { EarningsInputs, Terms } from "../earnings/inputs.ts";
import { mergeRows, tallyOf } from "../earnings/tally.ts";
import type { EquityProgress } from "../equity/decide.ts";
import { ratedFacets } from "../facts/agency.ts";
import type { AttributeHistory } from "../facts/attributes.ts";
import { PlanBook } from "../plan/plan-versions.ts";
import type { AdjustedMonth, BodyInput, StatementBody } from "./body.ts";
import type { BooksFacts, HistoryFacts } from "./body-facts.ts";
import { NOTHING_SETTLED, type Settled, settle } from "./settle.ts";

/** Counts in a body that are small; every other integer is an amount or a sum, and stays exact whatever its size. */
const COUNTS = new Set(["version", "revision", "revisionBefore", "revisionNow"]);
/** Parts of a body that are facts as they were sent, with small integers all through. */
const AS_SENT = new Set(["agency", "advisor", "plans", "manualAdjustments"]);

/** A body from what `parseExact` gives of its text. Trusts its shape: `inputOf` and the verifier don't trust its content. */
export function bodyFrom(parsed: unknown): StatementBody {
  const body = revive(parsed) as StatementBody;
  return { ...body, equity: { ...body.equity, anyOf: body.equity.anyOf.map(withCounts) } };
}

/** Months are counted, and so are those that must reach it; amounts stay exact. */
function withCounts(rule: EquityProgress): EquityProgress {
  const months = Number(rule.months);
  return rule.kind === "each" ? { ...rule, months, count: Number(rule.count) } : { ...rule, months };
}

/** Facts from what `parseExact` gives of them. */
export function revive(value: unknown, asSent = false): unknown {
  if (typeof value === "bigint") return asSent ? Number(value) : value;
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map((item) => revive(item, asSent));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      // Named by the agency, be it like one of the counts.
      key === "discounts"
        ? item
        : COUNTS.has(key) && typeof item === "bigint"
          ? Number(item)
          : revive(item, asSent || (AS_SENT.has(key) && typeof item === "object")),
    ]),
  );
}

/**
 * What a body must have been made of, from its facts alone.
 * @throws where the facts contradict each other so far that nothing can be computed: a credit by an unknown plan version, say.
 */
export function inputOf({ agency, statement, manualAdjustments, facts, previousHash }: StatementBody): BodyInput {
  const rated = ratedFacets(agency);
  const { month } = statement;
  const books = withRowsOf(month, facts, booksFrom(facts, rated));
  const booksBefore = facts.before === null ? undefined : booksFrom(facts.before, rated);
  const settledBefore: Settled = { ...NOTHING_SETTLED, ...facts.settledBefore, byMonth: new Map(facts.settledBefore.byMonth) };
  const months = facts.adjusted.map((each) => each.month);
  const settlement = settle(books, month, facts.firstMonth, settledBefore, manualAdjustments, months);
  if (settlement.statement === undefined) throw new Error("by its facts there is nothing to state");
  const adjusted = facts.adjusted.map((each): [Month, AdjustedMonth] => [
    each.month,
    {
      before: booksBefore === undefined || each.before === null ? undefined : { books: booksBefore, credits: each.before },
      now: { books, credits: each.now },
      ...(each.sellers === undefined ? {} : { sellers: each.sellers }),
    },
  ]);
  return {
    agency,
    books,
    settlement: { ...settlement, statement: settlement.statement },
    firstMonth: facts.firstMonth,
    settledBefore,
    previousHash: previousHash ?? undefined,
    credits: facts.credits,
    adjusted: new Map(adjusted),
    ...(facts.sellers === undefined ? {} : { sellers: facts.sellers }),
    ...(facts.views === undefined ? {} : { views: facts.views }),
  };
}

function booksFrom({ advisor, plans, attributes, stores, rows }: BooksFacts, rated: readonly string[]): EarningsInputs {
  const histories = new Map(Object.entries(stores).map(([storeId, facts]) => [storeId, historyFrom(facts)]));
  const terms: Terms = { plans: new PlanBook(plans), ratedFacets: rated, storeHistory: (storeId) => histories.get(storeId) };
  return { advisor, terms, attributes: historyFrom(attributes), rows: new Map(Object.entries(rows)) };
}

/** The month's own rows are those of its credits and sellers: one that was changed shows in every figure above it. */
function withRowsOf(month: Month, { credits, sellers }: Facts, books: EarningsInputs): EarningsInputs {
  const own = [...tallyOf(credits).values()];
  const rows = sellers === undefined ? own : mergeRows([...own, ...sellers.flatMap((each) => each.rows)]);
  return { ...books, rows: new Map([...books.rows, [month, rows]]) };
}

type Facts = StatementBody["facts"];

function historyFrom(facts: HistoryFacts): AttributeHistory {
  return new Map(
    Object.entries(facts).map(([name, values]) => [name, values.map(([month, value]) => ({ month, value: parseDecimal(value) }))]),
  );
}
