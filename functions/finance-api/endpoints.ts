import type { Endpoint } from "../_platform/api/endpoint.ts";
import { adjustmentEndpoints } from "./adjustments/endpoints.ts";
import { closingEndpoints } from "./closing/endpoints.ts";
import { payeeEndpoints } from "./payees/endpoints.ts";
import { advisorEndpoints } from "./payouts/advisor-endpoints.ts";
import { bankReportEndpoints } from "./payouts/bank-reports/endpoints.ts";
import { payoutEndpoints } from "./payouts/endpoints.ts";
import { fileEndpoints } from "./payouts/files/endpoints.ts";
import { paymentEndpoints } from "./payouts/payment-endpoints.ts";
import { settingsEndpoints } from "./settings/endpoints.ts";

/** Finance's API, in the order in which addresses are matched. */
export const ENDPOINTS: readonly Endpoint[] = [
  ...settingsEndpoints,
  ...closingEndpoints,
  ...adjustmentEndpoints,
  ...payeeEndpoints,
  ...advisorEndpoints,
  ...payoutEndpoints,
  ...paymentEndpoints,
  ...fileEndpoints,
  ...bankReportEndpoints,
];
