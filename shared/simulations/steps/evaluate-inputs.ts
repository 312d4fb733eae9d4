import { lastDayOf, type Month, monthsOf } from "../../base/calendar/month.ts";
import { refusal, refuse } from "../../base/issues/issue.ts";
import { type Artifact, ArtifactError, getArtifact, putArtifact } from "../../base/runtime/artifacts.ts";
import { inParallel } from "../../base/runtime/parallel.ts";
import type { ObjectStore } from "../../base/runtime/runtime.ts";
import { PlanBook } from "../../engine/plan/plan-versions.ts";
import type { Plan } from "../../engine/plan/schema.ts";
import { SharedLists, Snapshot } from "../../ledger/snapshots/parse-snapshot.ts";
import { bookWithBase, bookWithDraft } from "../model/draft-in-plans.ts";
import { evaluateShard, type ShardMonth } from "../model/evaluate-shard.ts";
import { linesText } from "../model/lines-file.ts";
import { type InputText, outcomeCodec, type Simulation, type SimulationOutcome, type StoredText } from "../model/simulation.ts";
import { SimulationTotals } from "../model/totals.ts";
import type { SimulationDeps } from "./deps.ts";

/** Reads a text of the basis as it lies there. */
export type ReadBasis = (text: InputText) => Promise<string>;
/** While one shard is evaluated others are read and kept. */
const SHARDS_CONCURRENCY = 4;

/** Does something with the lines of a shard; says where they lie. */
export type KeepLines = (shard: number, text: string) => Promise<StoredText>;

/**
 * Evaluates a trial on texts of its basis, shard by shard: the same texts give the same outcome.
 * @param milestone earnings of a month that the agency looks out for, minor units.
 */
export async function evaluateBasis(
  trial: Simulation,
  basis: readonly InputText[],
  milestone: bigint,
  { ledger }: { readonly ledger: Pick<SimulationDeps["ledger"], "recordedPlans" | "close"> },
  read: ReadBasis,
  keep: KeepLines,
): Promise<SimulationOutcome> {
  const { draft, replaces } = trial.request;
  const tried = { draft, replaces, rowsTell: trial.way.reads === "snapshots" };
  const months = monthsOf(trial.request);
  const bookOf = await booksOfMonths(trial, months, ledger);
  const totals = new SimulationTotals(trial.request, milestone);
  const lists = new SharedLists();
  const shards = [...Map.groupBy(basis, ({ shard }) => shard)].sort(([a], [b]) => a - b);
  const lines = await inParallel(shards, SHARDS_CONCURRENCY, async ([shard, ofShard]) => {
    const ofMonths = await Promise.all(
      [...ofShard]
        .sort((left, right) => (left.month < right.month ? -1 : 1))
        .map(async (text): Promise<ShardMonth> => {
          const snapshot = readable(text, await read(text), lists);
          return { snapshot, ...bookOf(snapshot) };
        }),
    );
    return keep(shard, linesText(evaluateShard(ofMonths, tried, totals)));
  });
  return { totals: totals.totals(), lines, basis };
}

/** @throws RefusedError where it is no snapshot, or one of a form that is no longer read. */
function readable({ key, month }: InputText, text: string, lists: SharedLists): Snapshot {
  try {
    return new Snapshot(text, lists);
  } catch {
    return refuse(refusal("snapshot-invalid", { key, month }));
  }
}

/** The plans of a month with the draft among them, and with its base alone where that is what it is compared with. */
type BooksOfMonth = Omit<ShardMonth, "snapshot">;

/** The plans with the draft among them as they were known at each month's close; or those that the basis itself names. */
async function booksOfMonths(
  { request, way }: Simulation,
  months: readonly Month[],
  ledger: Pick<SimulationDeps["ledger"], "recordedPlans" | "close">,
): Promise<(snapshot: Snapshot) => BooksOfMonth> {
  const booksOf = (plans: readonly Plan[]): BooksOfMonth => ({
    plans: bookWithDraft(plans, request),
    plansBefore: bookWithBase(plans, request),
  });
  if (way.reads === "credits") return ({ plans }) => booksOf(plans ?? []);
  const [plans, closes] = await Promise.all([ledger.recordedPlans(), Promise.all(months.map((month) => ledger.close(month)))]);
  const books = new Map(
    closes.flatMap((close) => {
      if (close === undefined) return [];
      const known = plans.filter(({ period }) => period <= close.period).map(({ fact }) => fact);
      const inForce = new PlanBook(known).inForce(request.replaces, lastDayOf(close.month));
      return [
        [close.month, { ...booksOf(known), isBaseInForce: inForce !== undefined && inForce.version === request.base?.version }] as const,
      ];
    }),
  );
  return (snapshot) => {
    const found = books.get(snapshot.month);
    if (found === undefined) throw new Error(`${snapshot.month} was never closed, yet has a snapshot`);
    const { isBaseInForce, ...book } = found;
    return { ...book, isPaidByBase: isBaseInForce && snapshot.paysOnly(request.replaces, request.base?.version) };
  };
}

/** Keeps a text of a trial. */
export const keepText = (
  { simulationId, folder, name, ending }: { simulationId: string; folder: string; name: string; ending: "json" | "ndjson" },
  text: string,
  archive: ObjectStore,
): Promise<Artifact> => putArtifact(`simulations/${simulationId}/${folder}/${name}`, ending, text, archive);

/** Reads a text that was kept. @throws RefusedError where it is missing or is another one: the simulation says so. */
export async function readKept(kept: Parameters<typeof getArtifact>[0], archive: ObjectStore): Promise<string> {
  try {
    return await getArtifact(kept, archive);
  } catch (error) {
    if (!(error instanceof ArtifactError)) throw error;
    return refuse(refusal(error.isChanged ? "stored-text-changed" : "stored-text-missing", { key: kept.key }));
  }
}

/** Reads what a part, or the whole, came to. @throws RefusedError where it is missing. */
export const readOutcome = async (key: string, archive: ObjectStore): Promise<SimulationOutcome> =>
  outcomeCodec.decode(await readKept({ key }, archive));
