import type { TotalPayables } from "../../../../shared/payouts/reconciliation/steps/total-payables.ts";
import { payoutUrl } from "../../urls.ts";
import type { ReconciliationResource } from "./schema.response.ts";

/** Where all stand together. */
export const toReconciliation = ({ checks, byPayout, ...payables }: TotalPayables): ReconciliationResource => ({
  payables,
  checks: checks.map((check) => ({ ...check, matches: check.left === check.right })),
  byPayout: byPayout.map(({ payout: { payoutId, status }, totals: { paid, rejected, returned, charges }, inTransit }) => ({
    payoutId,
    status,
    inTransit: inTransit.amount,
    paid: paid.amount,
    rejected: rejected.amount,
    returned: returned.amount,
    charges,
    url: payoutUrl(payoutId),
  })),
  url: "/v1/finance/reconciliation",
});
