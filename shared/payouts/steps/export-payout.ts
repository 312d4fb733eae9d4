import type { Day } from "../../base/calendar/month.ts";
import { compare } from "../../engine/credits/recipients.ts";
import type { Actor } from "../../proposals/model/transitions.ts";
import { instantOf } from "../../proposals/steps/commit-step.ts";
import type { Payout } from "../model/payout.ts";
import { stepPayout } from "./commit-step.ts";
import type { Paying, PayoutRequest } from "./deps.ts";

/** What exporting needs from outside. */
export type Exporting = Pick<Paying, "payouts" | "surroundings" | "rating">;

/**
 * Exports an approved payout: from now on the bank may have its file, and its payments are in flight. Nobody in it may be
 * held; the gate tells whether a hold came between the look and the write.
 * @param request `executeOn`: the day on which the bank is asked to pay, today (in the agency's time zone) or later.
 * @throws RefusedError where someone in it is held, by name, or the day is past.
 */
export function exportPayout(
  { executeOn, ...request }: PayoutRequest & { readonly executeOn: Day },
  person: Actor,
  p: Exporting,
): Promise<Payout> {
  return stepPayout(
    request,
    "export",
    person,
    async ({ payoutId }) => {
      const gate = await p.payouts.gate();
      const holds = await p.payouts.holds();
      const inIt = await p.payouts.payments(
        payoutId,
        holds.map(({ advisorId }) => advisorId),
      );
      const today = p.rating.localDay(instantOf(p));
      const held = [...inIt.keys()].sort(compare);
      return { step: { kind: "export", executeOn, today, held }, gate: { at: gate, raises: false } };
    },
    p,
  );
}
