import { restateAdvisor } from "../../advisors/steps/restate-advisor.ts";
import { contentHash } from "../../base/json/hash.ts";
import { backOff, MAX_ATTEMPTS, RetryableError } from "../../base/runtime/retry.ts";
import type { Rating } from "../../engine/earnings/order-change.ts";
import { type Deriving, deriveCredits } from "../../ledger/derive/derive-credits.ts";
import type { CloseLedger } from "../../ledger/store/close-store.ts";
import type { LookUpLedger } from "../../ledger/store/ledger-reader.ts";
import type { LedgerState } from "../../ledger/store/order-store.ts";
import type { AdvisorContent, ScoresContent } from "../../proposals/model/proposal.ts";
import { restateScores } from "../../scores/steps/restate-scores.ts";
import { type Restatement, restatementOf } from "./restatement.ts";

/** What computing a restatement needs from outside. It reads, and does the derivations that are left before it reads. */
export interface Restating extends Deriving {
  readonly ledger: Deriving["ledger"] & CloseLedger;
  readonly lookUp: Pick<LookUpLedger, "advisorIds">;
  readonly rating: Rating;
}

/** How long someone waits for derivations that are left. */
const DERIVING_MS = 8_000;

/**
 * What a change of an advisor, or of scores, makes of the earnings of closed months, as the facts stand now: what the
 * next close will adjust because of it. Changes nothing. An advisor's content counts as her highest revision, whatever
 * its number.
 * @throws RetryableError where derivations are left to be done first, or facts keep changing.
 */
export async function restateFacts(content: AdvisorContent | ScoresContent, p: Restating): Promise<Restatement> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    if (attempt > 0) await backOff(attempt, p.surroundings);
    const state = await stateDerived(p);
    const restatement = await restate(content, state, p);
    // What was read in one epoch belongs together.
    if ((await p.ledger.state()).epoch === state.epoch) return restatement;
  }
  throw new RetryableError("what the change restates could not be computed: facts keep changing; try again");
}

async function restate(content: AdvisorContent | ScoresContent, state: LedgerState, p: Restating): Promise<Restatement> {
  const { firstMonth, closedMonth, period } = state;
  // Nothing is closed yet: the first close opens the books.
  if (firstMonth === undefined || closedMonth === undefined) return restatementOf([], false, contentHash({ closedMonth: null }));
  const open = { ...state, firstMonth, closedMonth };
  const close = await p.ledger.close(closedMonth);
  const underWay = close?.status === "settling" ? close : undefined;
  const ground = { open, period, underWay };
  const { lines, isDated, basis } =
    content.kind === "advisor" ? await restateAdvisor(content, ground, p) : await restateScores(content, ground, p);
  return restatementOf(lines, isDated, contentHash({ firstMonth, closedMonth, content, basis }));
}

async function stateDerived(p: Restating): Promise<LedgerState> {
  const state = await p.ledger.state();
  if (state.pendingDerivations === 0) return state;
  const until = p.surroundings.now() + DERIVING_MS;
  if (!(await deriveCredits(p, () => p.surroundings.now() < until)))
    throw new RetryableError("credits are still being derived anew after an earlier change; try again in a minute");
  return p.ledger.state();
}
