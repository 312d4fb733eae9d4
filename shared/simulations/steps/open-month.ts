import { addMonths, lastDayOf, type Month } from "../../base/calendar/month.ts";
import { refusal, refuse } from "../../base/issues/issue.ts";
import { sum } from "../../base/money/money.ts";
import { inParallel } from "../../base/runtime/parallel.ts";
import { evaluate } from "../../engine/earnings/evaluate.ts";
import { type EarningsInputs, earlierRowsOfYear, rowsOf, type Terms } from "../../engine/earnings/inputs.ts";
import { planIdOn } from "../../engine/facts/advisor.ts";
import { PlanBook } from "../../engine/plan/plan-versions.ts";
import type { Plan } from "../../engine/plan/schema.ts";
import { inputsAsOf, rowsFromPeriod, storesOf, termsAt } from "../../ledger/close/as-of-period.ts";
import { recordsCompleted } from "../../ledger/sellers/whole-record.ts";
import { unratedIn } from "../model/data-source.ts";
import type { OpenMonth, SimulationRequest } from "../model/simulation.ts";
import type { OpenMonthDeps, ReadSimulationDeps } from "./deps.ts";

const [SHARDS_CONCURRENCY, ADVISORS_CONCURRENCY] = [4, 8];

/** Counts what the open month costs with and without a trial's draft, and notes it with the trial. Done where it is noted already. */
export async function countOpenMonth(simulationId: string, counting: OpenMonthDeps & ReadSimulationDeps): Promise<void> {
  const trial = await counting.trials.find(simulationId);
  if (trial === undefined || trial.openMonth !== undefined || trial.issues !== undefined) return;
  const { draft, replaces, base } = trial.request;
  // What isn't rated can't be evaluated on tallies; nor can such a draft be published.
  if (unratedIn(draft, counting.rating.ratedFacets).length > 0) return;
  await counting.trials.noteOpenMonth(simulationId, await openMonthOf({ draft, replaces, base }, counting));
}

/**
 * What the month after the last closed one costs so far, with the facts as they stand now, minor units: as if the draft's
 * base had always been in force, and as if the draft had. Without a base, before is what it costs as plans stand. It is evaluated on tallies: credits that the draft would earn in another month stay
 * where they are.
 * @throws RefusedError where no month is closed yet, or the draft matches a facet that the agency doesn't rate.
 */
export async function openMonthOf(
  { draft, replaces, base }: Pick<SimulationRequest, "draft" | "replaces" | "base">,
  { ledger, rating, shards }: OpenMonthDeps,
): Promise<OpenMonth> {
  const unrated = unratedIn(draft, rating.ratedFacets);
  if (unrated.length > 0) refuse(refusal("facets-unrated", { facets: unrated.join(", ") }));
  const state = await ledger.state();
  if (state.closedMonth === undefined) return refuse(refusal("no-month-closed"));
  const month = addMonths(state.closedMonth, 1);
  const [plans, rowsFrom] = await Promise.all([ledger.recordedPlans(), rowsFromPeriod(state, ledger)]);
  const completed = await recordsCompleted(shards, rowsFrom, ledger);
  const costs = await inParallel(
    Array.from({ length: shards }, (_, shard) => shard),
    SHARDS_CONCURRENCY,
    async (shard) => {
      const records = await inParallel(await ledger.advisorsOfShard(shard), ADVISORS_CONCURRENCY, async (advisorId) =>
        completed(advisorId, await ledger.advisorRecord(advisorId, rowsFrom)),
      );
      const terms = termsAt(state.period, plans, await storesOf(records, ledger), rating.ratedFacets);
      const always = (plan: Plan): Terms => ({ ...terms, plans: new PlanBook(terms.plans.all()).withAlways(plan, replaces) });
      const [without, withDraft] = [base === undefined ? terms : always(base), always(draft)];
      return records.map((record) => {
        const books = inputsAsOf(state.period, record, terms);
        if (books === undefined) return { before: 0n, after: 0n };
        const costUnder = (under: Terms) => evaluate({ ...books, terms: under }, month).amount;
        if (touches(books, month, replaces)) return { before: costUnder(without), after: costUnder(withDraft) };
        const cost = costUnder(terms);
        return { before: cost, after: cost };
      });
    },
  );
  const all = costs.flat();
  return { month, before: sum(all.map(({ before }) => before)), after: sum(all.map(({ after }) => after)) };
}

/** Whether what replaces a plan can change an advisor's month: the plan is theirs on the last day, or pays any of the year's credits so far. */
export function touches(books: EarningsInputs, month: Month, replaces: string): boolean {
  if (planIdOn(books.advisor, lastDayOf(month)) === replaces) return true;
  const isOf = ({ planId }: { readonly planId: string }) => planId === replaces;
  return rowsOf(books, month).some(isOf) || earlierRowsOfYear(books, month).some(isOf);
}
