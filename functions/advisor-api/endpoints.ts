import type { Endpoint } from "../_platform/api/endpoint.ts";
import { accountEndpoints } from "./account/endpoints.ts";
import { monthEndpoints } from "./account/month-endpoints.ts";
import { statementEndpoints } from "./account/statement-endpoints.ts";

/** The advisors' API, in the order in which addresses are matched. */
export const ENDPOINTS: readonly Endpoint[] = [...accountEndpoints, ...monthEndpoints, ...statementEndpoints];
