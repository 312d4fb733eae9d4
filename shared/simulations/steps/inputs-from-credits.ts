import { januaryOf, lastDayOf, type Month, monthsOf } from "../../base/calendar/month.ts";
import { inParallel } from "../../base/runtime/parallel.ts";
import { READS_CONCURRENCY } from "../../base/runtime/runtime.ts";
import { evaluate, unroundedOf } from "../../engine/earnings/evaluate.ts";
import { attributeOf, type EarningsInputs } from "../../engine/earnings/inputs.ts";
import { decideEquity } from "../../engine/equity/decide.ts";
import { inputsAsOf, rowsFromPeriod, settledAt, storesOf, termsAt } from "../../ledger/close/as-of-period.ts";
import { wholeRecord } from "../../ledger/sellers/whole-record.ts";
import { earnedParts } from "../../ledger/snapshots/component-earnings.ts";
import { type SnapshotAdvisor, writeSnapshot } from "../../ledger/snapshots/write-snapshot.ts";
import { unratedIn } from "../model/data-source.ts";
import { bookWithBase, bookWithDraft } from "../model/draft-in-plans.ts";
import type { InputText, Simulation } from "../model/simulation.ts";
import type { SimulationDeps } from "./deps.ts";
import { keepText } from "./evaluate-inputs.ts";
import { talliesWithDraft } from "./tallies-with-draft.ts";

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
