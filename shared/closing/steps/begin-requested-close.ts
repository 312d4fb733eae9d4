import type { Month } from "../../base/calendar/month.ts";
import { refuse } from "../../base/issues/issue.ts";
import { type BeginCloseDeps, type BeginRequest, beginClose } from "../../ledger/close/begin-close.ts";
import type { Close } from "../../ledger/store/close-store.ts";
import { type CloseSchedule, closingRefusals } from "../model/early-close.ts";

/** A close as it is asked for. */
export interface CloseRequest {
  readonly month: Month;
  readonly requestedBy?: string | undefined;
  /** Why it is closed so early, where it is. */
  readonly reason?: string | undefined;
  readonly machine?: BeginRequest["machine"];
  readonly acceptCode?: BeginRequest["acceptCode"];
}

/**
 * Begins a close for whoever asks for it, by whatever way. One that has begun goes on, whenever that is.
 * @throws RefusedError where it is early and no reason is given, an account number stands in it, or as `beginClose`.
 */
export async function beginRequestedClose(
  request: CloseRequest,
  deps: BeginCloseDeps & CloseSchedule,
  hasTime: () => boolean,
): Promise<Close> {
  const { month, requestedBy = "unknown", reason, machine, acceptCode } = request;
  const refusals = (await deps.ledger.close(month)) === undefined ? closingRefusals(month, reason, deps) : [];
  if (refusals.length > 0) refuse(...refusals);
  const asked = {
    by: requestedBy,
    at: new Date(deps.surroundings.now()).toISOString(),
    ...(reason !== undefined && reason.trim() !== "" && { reason }),
  };
  return beginClose(month, deps, hasTime, { asked, machine, acceptCode });
}
