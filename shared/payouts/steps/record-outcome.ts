import type { Actor } from "../../access/person.ts";
import type { Day } from "../../base/calendar/month.ts";
import { refusal, refuse } from "../../base/issues/issue.ts";
import { instantOf } from "../../base/runtime/runtime.ts";
import type { OutcomeKind } from "../model/payment.ts";
import { commentRefusals, notAtBank, roleRefusals } from "../model/transitions.ts";
import type { PayoutStepDeps } from "./commit-step.ts";
import { readPayment, type StandingPayment } from "./read-payout.ts";
import { recordEach } from "./record-outcomes.ts";

/** What a person knows of one payment. */
export interface OutcomeByHand {
  readonly payoutId: string;
  readonly advisorId: string;
  readonly kind: OutcomeKind;
  /** The bank's day and reason code, where it said them. */
  readonly on?: Day;
  readonly code?: string;
  readonly comment: string;
}

/**
 * Records by hand what became of one payment; what is known already changes nothing. One person alone can only say that
 * it was paid: what makes an amount payable again is proposed, and approved by another (see `proposeOutcome`).
 * @throws RefusedError where it contradicts what is recorded, no bank was told, or it takes two people.
 */
export async function recordOutcome(
  { payoutId, advisorId, kind, on, code, comment }: OutcomeByHand,
  person: Actor,
  deps: PayoutStepDeps,
): Promise<StandingPayment> {
  const refusals = [...roleRefusals(person), ...commentRefusals(comment)];
  if (kind !== "paid") refusals.push(refusal("outcome-needs-two", { kind }));
  if (refusals.length > 0) refuse(...refusals);
  const by = { at: instantOf(deps), by: person.username, comment };
  const outcome = { kind, ...by, ...(on !== undefined && { on }), ...(code !== undefined && { code }) };
  const [result] = await recordEach(payoutId, [{ advisorId, outcome }], deps);
  const standing = await readPayment(payoutId, advisorId, deps);
  if (standing === undefined) return refuse(refusal("not-found", { what: "payment", id: `${payoutId} ${advisorId}` }));
  if (result === "not-exported") refuse(notAtBank(standing.payout, "not-exported") ?? refusal("not-exported", { payoutId }));
  if (result === "contradicts") refuse(refusal("outcome-contradicts", { state: standing.state, kind }));
  return standing;
}
