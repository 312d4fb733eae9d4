import { addMonths, type Month } from "../../base/calendar/month.ts";
import { refusal, refuse } from "../../base/issues/issue.ts";
import { RAISING, RETRY, RetryableError, retry } from "../../base/runtime/retry.ts";
import { type DeriveDeps, deriveCredits } from "../derive/derive-credits.ts";
import { assertNoneStopped, readDerivations } from "../derive/read-derivations.ts";
import { holdForRaise } from "../record/hold-recording.ts";
import type { Close, CloseLedger } from "../store/close-store.ts";
import type { RaiseLedger } from "../store/fact-store.ts";
import { isBegunByOther, refuseOtherCode } from "./close-code.ts";

export interface BeginCloseDeps extends DeriveDeps {
  readonly ledger: DeriveDeps["ledger"] & CloseLedger & RaiseLedger;
  /** The hash of this code; none on one machine. */
  readonly closeCodeHash?: string | undefined;
}

/** Who asks for a close, and how it is to be made. */
export interface BeginRequest {
  /** Who asks for it and why, to be kept with it. */
  readonly asked?: NonNullable<Close["asked"]>;
  /** The version of the state machine that makes it, by its ARN. */
  readonly machine?: string | undefined;
  /** The hash of this code, where it is to go on with what other code has settled in part. */
  readonly acceptCode?: string | undefined;
}

/**
 * Begins the close of a month: does what is left of derivations, then fixes in one transaction what the close settles.
 * Begun again, it gives the same close; by other code, where nothing is settled yet or that code is accepted by its hash.
 * @throws RefusedError where the month before is not closed, a later one is, or a derivation was stopped; where other code has
 *   settled part of it.
 * @throws RetryableError where derivations are left, or facts keep changing.
 */
export async function beginClose(
  month: Month,
  beginning: BeginCloseDeps,
  hasTime: () => boolean,
  { asked, machine, acceptCode }: BeginRequest = {},
): Promise<Close> {
  const { ledger, surroundings, closeCodeHash } = beginning;
  const code = closeCodeHash === undefined ? undefined : { hash: closeCodeHash, ...(machine !== undefined && { machine }) };
  return retry(
    `the close of ${month} could not begin: facts keep changing; try again`,
    surroundings,
    async () => {
      // The state first: a close that it knows of, be it a rival's begun this moment, is then found.
      const state = await ledger.state();
      const known = await ledger.close(month);
      if (known !== undefined) {
        if (code === undefined || !isBegunByOther(known, code.hash)) return known;
        const isAccepted = acceptCode === code.hash;
        if (!isAccepted && (await ledger.isSettled(month))) return refuseOtherCode(known, code.hash);
        return (await ledger.changeCode(known, code, isAccepted ? "settled" : undefined)) === "committed" ? { ...known, code } : RETRY;
      }
      if (state.closedMonth !== undefined) {
        const next = addMonths(state.closedMonth, 1);
        if (month !== next) refuse(refusal("close-out-of-order", { month, next }));
        const previous = await ledger.close(state.closedMonth);
        if (previous?.status !== "closed") refuse(refusal("close-unfinished", { month, unfinished: state.closedMonth }));
      }
      if (!(await deriveCredits(beginning, hasTime))) throw new RetryableError(await derivationsLeft(beginning));
      await assertNoneStopped(ledger);
      const close: Close = {
        month,
        period: state.period,
        firstMonth: state.firstMonth ?? month,
        status: "settling",
        ...(asked && { asked }),
        ...(code && { code }),
      };
      const result = await ledger.beginClose(close, state);
      if (result === "busy") await holdForRaise(ledger, surroundings);
      return result === "committed" ? close : RETRY;
    },
    RAISING,
  );
}

/** What a close waits for, and how far it is. */
async function derivationsLeft({ ledger, surroundings }: BeginCloseDeps): Promise<string> {
  const all = await readDerivations({ ledger, surroundings });
  const told = all.map(({ plans, advisors, parts, expectedAt }) => {
    const what = plans.length > 0 ? `plan ${plans.map(({ planId }) => planId).join(", ")}` : `${advisors.length} advisors`;
    const progress = parts === undefined ? "" : `: ${parts.through} of ${parts.total} parts done`;
    return `${what}${progress}${expectedAt === undefined ? "" : `, expected to end at ${expectedAt}`}`;
  });
  return `credits are still recalculated before the close (${told.join("; ")}); try again`;
}
