import type { Endpoint } from "../_platform/api/endpoint.ts";
import { activityEndpoints } from "./activity/endpoints.ts";
import { advisorEndpoints } from "./advisors/endpoints.ts";
import { derivationEndpoints } from "./derivations/endpoints.ts";
import { planEndpoints } from "./plans/endpoints.ts";
import { proposalEndpoints } from "./proposals/endpoints.ts";
import { stepEndpoints } from "./proposals/step-endpoints.ts";
import { quarantineEndpoints } from "./quarantine/endpoints.ts";
import { scoreEndpoints } from "./scores/endpoints.ts";
import { simulationEndpoints } from "./simulations/endpoints.ts";

/** HR's API, in the order in which addresses are matched: what stands below a proposal comes before its steps. */
export const ENDPOINTS: readonly Endpoint[] = [
  ...planEndpoints,
  ...proposalEndpoints,
  ...simulationEndpoints,
  ...stepEndpoints,
  ...activityEndpoints,
  ...advisorEndpoints,
  ...scoreEndpoints,
  ...quarantineEndpoints,
  ...derivationEndpoints,
];
