import { addMonths, type Month, monthOfDay } from "../../base/calendar/month.ts";
import { contentHash } from "../../base/json/hash.ts";
import { RETRY, RetryableError, retry } from "../../base/runtime/retry.ts";
import type { ObjectStore } from "../../base/runtime/runtime.ts";
import type { RatingRules } from "../../engine/earnings/order-change.ts";
import { type DeriveDeps, deriveCredits } from "../../ledger/derive/derive-credits.ts";
import { assertNoneStopped } from "../../ledger/derive/read-derivations.ts";
import type { CloseLedger } from "../../ledger/store/close-store.ts";
import type { LedgerState } from "../../ledger/store/fact-store.ts";
import type { AccountLedger } from "../../ledger/store/ledger-reader.ts";
import { type Ground, type RestatedLine, type Restatement, restatementCodec, restatementOf } from "./restatement.ts";

/** Dependencies of computing a restatement. It reads, and does the derivations that are left before it reads. */
export interface RestatementDeps extends DeriveDeps {
  readonly ledger: DeriveDeps["ledger"] & CloseLedger;
  readonly accounts: Pick<AccountLedger, "advisorIds">;
  readonly rating: RatingRules;
}

/** How long someone waits for derivations that are left. */
const DERIVING_MS = 8_000;

/** What a change makes of closed months: its lines, whether it is dated into them, and what they were computed on. */
export interface ClosedMonthsChange extends EarningsChange {
  readonly isDated: boolean;
}

/**
 * What a change of facts makes of the earnings of closed months, as the facts stand now: what the next close will adjust
 * because of it. Changes nothing.
 * @param content of the change: part of what the result is bound to.
 * @param change computes its lines over the closed months.
 * @throws RetryableError where derivations are left to be done first, or facts keep changing.
 */
export async function restateClosedMonths(
  content: unknown,
  change: (ground: Ground) => Promise<ClosedMonthsChange>,
  deps: RestatementDeps,
): Promise<Restatement> {
  return inOneEpoch((state) => restate(content, change, state, deps), deps);
}

/** What a change makes of earnings: its lines, and what they were computed on. */
export interface EarningsChange {
  readonly lines: readonly RestatedLine[];
  readonly basis: unknown;
}

/**
 * What a change makes of the earnings of all months, open ones too; forecasts count for nothing. Changes nothing.
 * @param change is given the ground up to a month: the latest of the present one, the one after the last close, and the
 *   months that it names itself.
 * @throws RetryableError where derivations are left to be done first, or facts keep changing.
 */
export async function restateAllMonths(
  change: (groundUpTo: (months: Iterable<Month>) => Ground) => Promise<EarningsChange>,
  deps: RestatementDeps,
): Promise<Restatement> {
  return inOneEpoch(async (state) => {
    const present = monthOfDay(deps.rating.localDay(new Date(deps.surroundings.now()).toISOString()));
    const close = state.closedMonth === undefined ? undefined : await deps.ledger.close(state.closedMonth);
    const underWay = close?.status === "settling" ? close : undefined;
    const earliest = state.closedMonth === undefined ? present : addMonths(state.closedMonth, 1);
    // Before the first close nobody knows which month it will be: then months without a credit count from the present one.
    const firstMonth = state.firstMonth ?? present;
    const groundUpTo = (months: Iterable<Month>): Ground => {
      const closedMonth = [present, earliest, ...months].sort().at(-1) ?? present;
      return { open: { ...state, firstMonth, closedMonth }, period: state.period, underWay };
    };
    const { lines, basis } = await change(groundUpTo);
    return restatementOf(lines, false, contentHash({ closedMonth: state.closedMonth ?? null, basis }));
  }, deps);
}

/** Computes on a state in which all is derived. What was read in one epoch belongs together; else it is computed again. */
async function inOneEpoch(compute: (state: LedgerState) => Promise<Restatement>, deps: RestatementDeps): Promise<Restatement> {
  return retry("what the change restates could not be computed: facts keep changing; try again", deps.surroundings, async () => {
    const state = await stateDerived(deps);
    const restatement = await compute(state);
    if ((await deps.ledger.state()).epoch === state.epoch) return restatement;
    return RETRY;
  });
}

async function restate(
  content: unknown,
  change: (ground: Ground) => Promise<ClosedMonthsChange>,
  state: LedgerState,
  deps: RestatementDeps,
): Promise<Restatement> {
  const { firstMonth, closedMonth, period } = state;
  // Nothing is closed yet: the first close opens the books.
  if (firstMonth === undefined || closedMonth === undefined) return restatementOf([], false, contentHash({ closedMonth: null }));
  const open = { ...state, firstMonth, closedMonth };
  const close = await deps.ledger.close(closedMonth);
  const underWay = close?.status === "settling" ? close : undefined;
  const { lines, isDated, basis } = await change({ open, period, underWay });
  return restatementOf(lines, isDated, contentHash({ firstMonth, closedMonth, content, basis }));
}

async function stateDerived(deps: RestatementDeps): Promise<LedgerState> {
  const state = await deps.ledger.state();
  if (state.pendingDerivations === 0) return state;
  const until = deps.surroundings.now() + DERIVING_MS;
  if (!(await deriveCredits(deps, () => deps.surroundings.now() < until)))
    throw new RetryableError("credits are still being derived anew after an earlier change; try again in a minute");
  await assertNoneStopped(deps.ledger);
  return deps.ledger.state();
}

const keyOf = (id: string): string => `restatements/${id}.json`;

/** An id is a hash: nothing else is looked for. */
const ID = /^[0-9a-f]{32}$/;

/** Keeps a restatement for whoever approves it. @returns its id: its result's hash. */
export async function keepRestatement(
  restatement: Restatement,
  { archive }: { readonly archive: Pick<ObjectStore, "put"> },
): Promise<string> {
  const { resultHash } = restatement;
  await archive.put(keyOf(resultHash), restatementCodec.encode(restatement));
  return resultHash;
}

/** A restatement that was kept. @returns undefined where there is none of this id, or what is kept is not what it names. */
export async function readRestatement(
  id: string,
  { archive }: { readonly archive: Pick<ObjectStore, "get"> },
): Promise<Restatement | undefined> {
  const text = ID.test(id) ? await archive.get(keyOf(id)) : undefined;
  if (text === undefined) return undefined;
  const { lines, reaches, inputHash } = restatementCodec.decode(text);
  const restatement = restatementOf(lines, reaches, inputHash);
  return restatement.resultHash === id ? restatement : undefined;
}

/** What a submission binds of a restatement. It is kept for whoever approves it where it reaches closed months. */
export async function evidenceOf(restatement: Restatement, deps: { readonly archive: Pick<ObjectStore, "put"> }) {
  const { inputHash, resultHash, reaches } = restatement;
  const simulationId = reaches ? await keepRestatement(restatement, deps) : "";
  return { simulationId, inputHash, resultHash, restates: reaches, acknowledged: [] };
}

/** What a submission's restatement comes to; none where nothing of it is kept. Minor units. */
export async function effectOfRestatement(simulationId: string, deps: { readonly archive: Pick<ObjectStore, "get"> }) {
  const restatement = await readRestatement(simulationId, deps);
  return restatement && ({ kind: "restatement", total: restatement.total, advisors: restatement.advisors } as const);
}
