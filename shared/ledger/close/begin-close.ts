import { addMonths, type Month } from "../../base/calendar/month.ts";
import { refusal, refuse } from "../../base/issues/refusal.ts";
import { RETRY, RetryableError, retry } from "../../base/runtime/retry.ts";
import { type DeriveDeps, deriveCredits } from "../derive/derive-credits.ts";
import type { Close, CloseLedger } from "../store/close-store.ts";

/** Dependencies of beginning a close. */
export interface BeginCloseDeps extends DeriveDeps {
  readonly ledger: DeriveDeps["ledger"] & CloseLedger;
}

/**
 * Begins the close of a month: does what is left of derivations, then fixes in one transaction what the close settles.
 * Begun again, it gives the same close.
 * @param asked who asks for it and why, to be kept with it.
 * @throws RefusedError where the month before is not closed, or a later one is.
 * @throws RetryableError where derivations are left, or facts keep changing.
 */
export async function beginClose(
  month: Month,
  beginning: BeginCloseDeps,
  hasTime: () => boolean,
  asked?: NonNullable<Close["asked"]>,
): Promise<Close> {
  const { ledger, surroundings } = beginning;
  return retry(`the close of ${month} could not begin: facts keep changing; try again`, surroundings, async () => {
    // The state first: a close that it knows of, be it a rival's begun this moment, is then found.
    const state = await ledger.state();
    const known = await ledger.close(month);
    if (known !== undefined) return known;
    if (state.closedMonth !== undefined) {
      const next = addMonths(state.closedMonth, 1);
      if (month !== next) refuse(refusal("close-out-of-order", { month, next }));
      const previous = await ledger.close(state.closedMonth);
      if (previous?.status !== "closed") refuse(refusal("close-unfinished", { month, unfinished: state.closedMonth }));
    }
    if (!(await deriveCredits(beginning, hasTime))) throw new RetryableError("derivations are left to be done before the close; try again");
    const close: Close = {
      month,
      period: state.period,
      firstMonth: state.firstMonth ?? month,
      status: "settling",
      ...(asked && { asked }),
    };
    return (await ledger.beginClose(close, state)) === "committed" ? close : RETRY;
  });
}
