import type { Actor } from "../../access/person.ts";
import { refusal, refuse } from "../../base/issues/refusal.ts";
import { RETRY, retry } from "../../base/runtime/retry.ts";
import { instantOf } from "../../base/runtime/runtime.ts";
import type { Clearance } from "../model/payout.ts";
import { commentRefusals, roleRefusals } from "../model/transitions.ts";
import type { PayoutStepDeps } from "./deps.ts";
import { failedToWait } from "./find-failed.ts";
import { clearanceEntry } from "./publish-outcomes.ts";

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
