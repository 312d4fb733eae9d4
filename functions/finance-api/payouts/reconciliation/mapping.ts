import type { TotalPosition } from "../../../../shared/payouts/reconciliation/steps/total-payables.ts";
import type { Pay } from "../../../_platform/api/money.ts";
import { payoutUrl } from "../../urls.ts";
import { toPosition } from "../advisor-mapping.ts";
import type { TotalPositionResource } from "./schema.response.ts";

/** Where all stand together. */
export function toTotalPosition(position: TotalPosition, pay: Pay): TotalPositionResource {
  return {
    object: "position",
    position: toPosition(position, pay),
    ties: position.ties.map(({ what, one, other }) => ({ what, one: pay(one), other: pay(other), holds: one === other })),
    byPayout: position.byPayout.map(({ payout: { payoutId, status }, totals, inFlight }) => ({
      payoutId,
      status,
      inFlight: pay(inFlight.amount),
      paid: pay(totals.paid.amount),
      rejected: pay(totals.rejected.amount),
      returned: pay(totals.returned.amount),
      charges: pay(totals.charges),
      url: payoutUrl(payoutId),
    })),
    url: "/v1/finance/reconciliation",
  };
}
