import type { Month } from "../../../base/calendar/month.ts";
import type { Credit } from "../../credits/credit.ts";
import { addRow, isNil, negate, rowOf, type TallyRow } from "../../earnings/tally.ts";
import type { StatementBody } from "../body.ts";
import { type Check, type Difference, differencesOf } from "./differences.ts";

/** How many differences are named. */
const AT_MOST = 20;

/**
 * Whether the facts fit together, so that one that was changed is found where no figure depends on it: every credit is
 * of this advisor and of its month, and between an adjusted month's sums before and now lie exactly the changed credits.
 */
export function checkFacts(body: StatementBody): Check {
  try {
    const differences = [...strangers(body), ...unexplained(body)].slice(0, AT_MOST);
    return differences.length === 0 ? { id: "facts", result: "right" } : { id: "facts", result: "wrong", differences };
  } catch (error) {
    return { id: "facts", result: "wrong", detail: (error as Error).message };
  }
}

/** Facts that are of another advisor, or of another month than they are stated for. */
function strangers({ statement, advisor, manualAdjustments, facts }: StatementBody): Difference[] {
  const { advisorId } = statement;
  const placed = (credits: readonly Credit[]) =>
    credits.map(({ recipient }) => ({ advisorId: recipient.advisorId, month: recipient.month, state: recipient.state }));
  const expected = (credits: readonly Credit[], month: Month) => credits.map(() => ({ advisorId, month, state: "earned" }));
  const stated = {
    advisor: advisor.advisorId,
    manualAdjustments: manualAdjustments.map((adjustment) => adjustment.advisorId),
    facts: {
      before: facts.before?.advisor.advisorId,
      credits: placed(facts.credits),
      adjusted: facts.adjusted.map(({ before, now }) => ({ before: placed(before ?? []), now: placed(now) })),
    },
  };
  const asExpected = {
    advisor: advisorId,
    manualAdjustments: manualAdjustments.map(() => advisorId),
    facts: {
      before: facts.before === null ? undefined : advisorId,
      credits: expected(facts.credits, statement.month),
      adjusted: facts.adjusted.map(({ month, before, now }) => ({ before: expected(before ?? [], month), now: expected(now, month) })),
    },
  };
  return differencesOf(stated, asExpected, AT_MOST);
}

/** What changed between an adjusted month's sums, against the credits and the sellers' sums that changed. */
function unexplained({ facts }: StatementBody): Difference[] {
  return facts.adjusted.flatMap(({ month, before, now, sellers = [] }) => {
    const rowsBefore = before === null ? [] : (facts.before?.rows[month] ?? []);
    const bySums = changeOf(rowsBefore, facts.rows[month] ?? []);
    const byCredits = changeOf((before ?? []).map(rowOf), [...now.map(rowOf), ...sellers.flatMap(({ rows }) => rows)]);
    return differencesOf({ facts: { rows: { [month]: bySums } } }, { facts: { rows: { [month]: byCredits } } }, AT_MOST);
  });
}

/** By plan version and facets: what was added to each sum. */
function changeOf(before: readonly TallyRow[], now: readonly TallyRow[]): Record<string, unknown> {
  const tally = new Map<string, TallyRow>();
  for (const row of now) addRow(tally, row);
  for (const row of before) addRow(tally, negate(row));
  const changed = [...tally].filter(([, row]) => !isNil(row));
  return Object.fromEntries(
    changed.map(([key, { price, refunded, cost, units, count, discounts }]) => [
      key,
      { price, refunded, cost, units, count, ...named(discounts) },
    ]),
  );
}

const named = (discounts: TallyRow["discounts"]): Record<string, bigint> =>
  Object.fromEntries(Object.entries(discounts).flatMap(([name, amount]) => (amount === 0n ? [] : [[`discounts.${name}`, amount]])));
