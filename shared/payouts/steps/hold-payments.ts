import type { Actor } from "../../access/person.ts";
import type { ActivityAction, SubjectEntry } from "../../activity/model/activity-entry.ts";
import { refusal, refuse } from "../../base/issues/issue.ts";
import { canonicalJson } from "../../base/json/exact-json.ts";
import { RETRY, retry } from "../../base/runtime/retry.ts";
import { instantOf } from "../../base/runtime/runtime.ts";
import type { Clearance, Hold } from "../model/payout.ts";
import { commentRefusals, roleRefusals } from "../model/transitions.ts";
import type { PayoutDeps, PayoutStepDeps } from "./commit-step.ts";
import { clearanceEntry } from "./publish-outcomes.ts";
import { failedToWait } from "./read-payout.ts";

export type HoldDeps = Pick<PayoutDeps, "payouts" | "surroundings" | "ledger">;

interface HoldRequest {
  readonly advisorId: string;
  readonly reason: string;
}

/**
 * Holds an advisor: no payout pays them until they are released, and one that was drafted or approved with them can't go on.
 * @throws RefusedError where they are unknown, or held already.
 */
export async function holdAdvisor({ advisorId, reason }: HoldRequest, person: Actor, deps: HoldDeps): Promise<Hold> {
  assertMay(person, reason);
  if (!(await deps.ledger.advisors([advisorId])).has(advisorId)) refuse(refusal("not-found", { what: "advisor", id: advisorId }));
  const hold: Hold = { advisorId, by: person.username, at: instantOf(deps), reason };
  const entry = lineOf("hold", hold);
  return retry("the hold could not be stored: the table is too busy; try again", deps.surroundings, async () => {
    const result = await deps.payouts.hold(hold, entry);
    if (result === "committed") return hold;
    if (result === "busy") return RETRY;
    const known = await holdOf(advisorId, deps);
    // An answer that never came may stand for the hold that is there.
    if (canonicalJson(known ?? null) === canonicalJson(hold)) return hold;
    if (known !== undefined) refuse(refusal("held-already", { advisorId, by: known.by }));
    return RETRY;
  });
}

/** Releases an advisor: what is owed to them is in the next payout. @throws RefusedError where they aren't held. */
export async function releaseAdvisor({ advisorId, reason }: HoldRequest, person: Actor, deps: Omit<HoldDeps, "ledger">): Promise<void> {
  assertMay(person, reason);
  const entry = lineOf("resume-payments", { advisorId, by: person.username, at: instantOf(deps), reason });
  let isUnsure = false;
  return retry("the release could not be stored: the table is too busy; try again", deps.surroundings, async () => {
    const result = await deps.payouts.release(advisorId, entry);
    if (result === "committed") return;
    if (result === "busy") {
      isUnsure = true;
      return RETRY;
    }
    if (isUnsure && (await holdOf(advisorId, deps)) === undefined) return;
    refuse(refusal("not-held", { advisorId }));
    return RETRY;
  });
}

function assertMay(person: Actor, reason: string): void {
  const refusals = [...roleRefusals(person), ...commentRefusals(reason)];
  if (refusals.length > 0) refuse(...refusals);
}

const holdOf = async (advisorId: string, { payouts }: Pick<HoldDeps, "payouts">) => (await payouts.account(advisorId)).hold;

function lineOf(action: ActivityAction, { advisorId, by, at, reason }: Hold): SubjectEntry {
  const held = { before: action === "resume-payments", after: action === "hold" };
  return { subject: `advisor:${advisorId}`, entry: { at, by, action, changes: [{ path: "held", ...held }], comment: reason } };
}

/**
 * Someone of finance has looked at a payment that came back: its amount is in the next payout again.
 * @throws RefusedError where it waits for nothing, or for new details: then a look is not enough.
 */
export async function clearPayment(
  { payoutId, advisorId, comment }: { readonly payoutId: string; readonly advisorId: string; readonly comment: string },
  person: Actor,
  deps: PayoutStepDeps,
): Promise<Clearance> {
  const refusals = [...roleRefusals(person), ...commentRefusals(comment)];
  // Whose money it is doesn't decide on it.
  if (advisorId === person.username) refusals.push(refusal("own-matter", { by: person.username }));
  if (refusals.length > 0) refuse(...refusals);
  const at = instantOf(deps);
  return retry("the release could not be stored: the table is too busy; try again", deps.surroundings, async () => {
    const { failed, account } = await failedToWait({ payoutId, advisorId }, deps);
    const own = account.clearances.find((each) => each.payoutId === payoutId && each.by === person.username && each.at === at);
    if (own !== undefined) return own;
    if (failed?.waits === "needs-new-details") refuse(refusal("needs-details", { advisorId }));
    if (failed?.waits === undefined) return refuse(refusal("nothing-waits", { advisorId, payoutId }));
    const clearance: Clearance = { kind: "looked", advisorId, payoutId, number: failed.number, by: person.username, at, comment };
    return (await deps.payouts.clear(clearance, [clearanceEntry(clearance)])) === "committed" ? clearance : RETRY;
  });
}
