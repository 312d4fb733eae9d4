import type { TotalPosition } from "../../../../shared/payouts/reconciliation/steps/total-payables.ts";
import { payoutUrl } from "../../urls.ts";
import { toPayables } from "../advisor-mapping.ts";
import type { ReconciliationResource } from "./schema.response.ts";

/** Where all stand together. */
export const toReconciliation = ({ ties, byPayout, ...position }: TotalPosition): ReconciliationResource => ({
  payables: toPayables(position),
  checks: ties.map(({ what, one, other }) => ({ name: what, left: one, right: other, matches: one === other })),
  byPayout: byPayout.map(({ payout: { payoutId, status }, totals: { paid, rejected, returned, charges }, inFlight }) => ({
    payoutId,
    status,
    inTransit: inFlight.amount,
    paid: paid.amount,
    rejected: rejected.amount,
    returned: returned.amount,
    charges,
    url: payoutUrl(payoutId),
  })),
  url: "/v1/finance/reconciliation",
});
