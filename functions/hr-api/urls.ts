import { pathSegment } from "../_platform/http/own-path.ts";

/** Where the resources of HR stand. */

export const planUrl = (planId: string): string => `/v1/hr/plans/${pathSegment(planId)}`;
export const versionUrl = (planId: string, version: number): string => `${planUrl(planId)}/versions/${version}`;
export const proposalUrl = (proposalId: string): string => `/v1/hr/proposals/${pathSegment(proposalId)}`;
export const simulationUrl = (simulationId: string): string => `/v1/hr/simulations/${pathSegment(simulationId)}`;
export const advisorUrl = (advisorId: string): string => `/v1/hr/advisors/${pathSegment(advisorId)}`;
export const quarantineUrl = (recordId: string): string => `/v1/hr/quarantine/${pathSegment(recordId)}`;
export const activityUrl = (subject: string): string => `/v1/hr/activity/${pathSegment(subject)}`;
