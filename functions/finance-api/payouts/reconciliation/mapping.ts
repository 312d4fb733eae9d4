import type { TotalPosition } from "../../../../shared/payouts/reconciliation/steps/total-payables.ts";
import type { Pay } from "../../../_platform/api/money.ts";
import { payoutUrl } from "../../urls.ts";
import { toPayables } from "../advisor-mapping.ts";
import type { ReconciliationResource } from "./schema.response.ts";

/** Where all stand together. */
export function toReconciliation(position: TotalPosition, pay: Pay): ReconciliationResource {
  return {
    object: "reconciliation",
    payables: toPayables(position, pay),
    checks: position.ties.map(({ what, one, other }) => ({ name: what, left: pay(one), right: pay(other), matches: one === other })),
    byPayout: position.byPayout.map(({ payout: { payoutId, status }, totals, inFlight }) => ({
      payoutId,
      status,
      inTransit: pay(inFlight.amount),
      paid: pay(totals.paid.amount),
      rejected: pay(totals.rejected.amount),
      returned: pay(totals.returned.amount),
      charges: pay(totals.charges),
      url: payoutUrl(payoutId),
    })),
    url: "/v1/finance/reconciliation",
  };
}
