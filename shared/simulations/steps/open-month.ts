import { addMonths, januaryOf, lastDayOf, type Month, monthsOf } from "../../base/calendar/month.ts";
import { refusal, refuse } from "../../base/issues/issue.ts";
import { sum } from "../../base/money/money.ts";
import { inParallel, READS_CONCURRENCY } from "../../base/runtime/runtime.ts";
import { evaluate, unroundedOf } from "../../engine/earnings/evaluate.ts";
import { attributeOf, type EarningsInputs, earlierRowsOfYear, rowsOf, type Terms } from "../../engine/earnings/tally.ts";
import { decideEquity } from "../../engine/equity/decide.ts";
import { planIdOn } from "../../engine/facts/advisor.ts";
import { PlanBook } from "../../engine/plan/plan-versions.ts";
import type { Plan } from "../../engine/plan/schema.ts";
import { inputsAsOf, rowsFromPeriod, settledAt, storesOf, termsAt } from "../../ledger/close/as-of-period.ts";
import { recordsCompleted, wholeRecord } from "../../ledger/sellers/whole-record.ts";
import { earnedParts } from "../../ledger/snapshots/component-earnings.ts";
import { type SnapshotAdvisor, writeSnapshot } from "../../ledger/snapshots/write-snapshot.ts";
import { unratedIn } from "../model/data-source.ts";
import { bookWithBase, bookWithDraft } from "../model/draft-in-plans.ts";
import type { InputText, OpenMonth, Simulation, SimulationRequest } from "../model/simulation.ts";
import type { OpenMonthDeps, ReadSimulationDeps, SimulationDeps } from "./deps.ts";
import { keepText } from "./evaluate-inputs.ts";
import { talliesWithDraft } from "./tallies-with-draft.ts";

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

/**
 * Derives of the credits what a trial is to be evaluated on, for the advisors of some shards, as the facts stand now:
 * with the draft their tallies, without it what they earn. It is kept in the form of the closes' snapshots, so that it
 * stands still from then on and is evaluated as they are.
 */
export async function creditsBasis(trial: Simulation, shards: readonly number[], trying: SimulationDeps): Promise<InputText[]> {
  const { ledger, rating, archive } = trying;
  const { simulationId, request } = trial;
  const state = await ledger.state();
  const [recordedPlans, rowsFrom] = await Promise.all([ledger.recordedPlans(), rowsFromPeriod(state, ledger)]);
  const plans = recordedPlans.map(({ fact }) => fact);
  const ofShards = await Promise.all(shards.map(async (shard) => ({ shard, advisorIds: await ledger.advisorsOfShard(shard) })));
  const ratedFacets = [...rating.ratedFacets, ...unratedIn(request.draft, rating.ratedFacets)];
  const range = { from: januaryOf(request.from), to: request.to };
  const tallies = await talliesWithDraft(
    { advisorIds: ofShards.flatMap(({ advisorIds }) => advisorIds), plans: bookWithDraft(plans, request), ratedFacets, range, state },
    request.draft,
    trying,
  );
  const plansBefore = bookWithBase(plans, request);
  const before =
    plansBefore === undefined || request.base === undefined
      ? undefined
      : await talliesWithDraft(
          { advisorIds: [...tallies.keys()], plans: plansBefore, ratedFacets: rating.ratedFacets, range, state },
          request.base,
          trying,
        );
  const basis: InputText[] = [];
  for (const { shard, advisorIds } of ofShards) {
    const records = await inParallel(advisorIds, READS_CONCURRENCY, (advisorId) => wholeRecord(advisorId, rowsFrom, ledger));
    const terms = termsAt(state.period, recordedPlans, await storesOf(records, ledger), rating.ratedFacets);
    const known = records.flatMap((record) => {
      const books = inputsAsOf(state.period, record, terms);
      if (books === undefined) return [];
      const { advisorId } = books.advisor;
      const withRows = (rows: EarningsInputs["rows"] | undefined): EarningsInputs => ({ ...books, rows: rows ?? new Map() });
      const assumed =
        plansBefore === undefined ? undefined : { ...withRows(before?.get(advisorId)), terms: { ...terms, plans: plansBefore } };
      return [
        { now: books, assumed, withDraft: withRows(tallies.get(advisorId)), settled: settledAt(state.period, record).settled.byMonth },
      ];
    });
    for (const month of monthsOf(request)) {
      const text = writeSnapshot(
        month,
        known.map((each) => asSnapshot(each, month)),
        ratedFacets,
        plans,
      );
      const kept = await keepText({ simulationId, folder: "basis", name: `${month}-${shard}`, ending: "ndjson" }, text, archive);
      basis.push({ month, shard, ...kept });
    }
  }
  return basis;
}

interface Known {
  readonly now: EarningsInputs;
  /** As if the draft's base had always been in force, where that is what it is compared with. */
  readonly assumed: EarningsInputs | undefined;
  readonly withDraft: EarningsInputs;
  readonly settled: ReadonlyMap<Month, bigint>;
}

/** The rows are those with the draft; what is earned, and who is eligible, is told without it. */
function asSnapshot({ now, assumed, withDraft, settled }: Known, month: Month): SnapshotAdvisor {
  const terms = now.terms.plans.forAdvisor(now.advisor, lastDayOf(month))?.equity;
  const before = assumed ?? now;
  const earnings = evaluate(before, month);
  return {
    books: withDraft,
    parts: earnedParts(before, earnings),
    inForce: assumed === undefined ? undefined : evaluate(now, month).amount,
    unrounded: unroundedOf(earnings),
    settled,
    equityEligible: decideEquity(terms, month, settled, (key) => attributeOf(now, key, month)).eligible,
  };
}
