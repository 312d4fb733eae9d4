/** The query of an address, without its question mark. */
export const encodedQuery = (query: Readonly<Record<string, string>>): string =>
  Object.entries(query)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join("&");

/** Where the pages of paying stand, from finance's root. */
export const payoutPath = (payoutId: string): string => `payouts/${encodeURIComponent(payoutId)}`;
export const paymentPath = (payoutId: string, advisorId: string): string =>
  `${payoutPath(payoutId)}/payments/${encodeURIComponent(advisorId)}`;
export const bankReportPath = (reportId: string): string => `bank-reports/${encodeURIComponent(reportId)}`;
export const proposalPath = (proposalId: string): string => `proposals/${encodeURIComponent(proposalId)}`;
export const simulationPath = (simulationId: string): string => `simulations/${encodeURIComponent(simulationId)}`;
export const advisorPath = (advisorId: string): string => `advisors/${encodeURIComponent(advisorId)}`;
/** Ids of adjustments that other systems sent tell nothing of whose they are. */
export const adjustmentPath = (adjustmentId: string, advisorId: string): string =>
  `adjustments/${encodeURIComponent(adjustmentId)}?of=${encodeURIComponent(advisorId)}`;

/** Where a plan, its versions and proposals stand, below HR's root. */
export const planPath = (planId: string): string => `plans/${encodeURIComponent(planId)}`;

export const versionPath = (planId: string, version: number): string => `${planPath(planId)}/versions/${version}`;

/** Where an advisor's file stands, from HR's root. */
export const fileOf = (advisorId: string): string => `advisors/${encodeURIComponent(advisorId)}`;
