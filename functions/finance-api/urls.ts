import { pathSegment } from "../_platform/http/own-path.ts";

/** Where the resources of finance stand. */

export const closeUrl = (month: string): string => `/v1/finance/closes/${month}`;
export const payoutUrl = (payoutId: string): string => `/v1/finance/payouts/${pathSegment(payoutId)}`;
export const paymentUrl = (payoutId: string, advisorId: string): string => `${payoutUrl(payoutId)}/payments/${pathSegment(advisorId)}`;
export const advisorUrl = (advisorId: string): string => `/v1/finance/advisors/${pathSegment(advisorId)}`;
export const filesUrl = (of: string): string => `/v1/finance/files/${pathSegment(of)}`;
export const fileUrl = (of: string, format: string): string => `${filesUrl(of)}/${pathSegment(format)}`;
export const bankReportUrl = (reportId: string): string => `/v1/finance/bank-reports/${pathSegment(reportId)}`;

/** Proposals and the activity log stand with HR's. */
export const proposalUrl = (proposalId: string): string => `/v1/hr/proposals/${pathSegment(proposalId)}`;
export const activityUrl = (subject: string): string => `/v1/hr/activity/${pathSegment(subject)}`;
