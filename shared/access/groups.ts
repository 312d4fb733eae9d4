/** Who shares access to routes. */

/** An advisor's own data, and all data for those who run the agency's payments. */
export const OWN_OR_STAFF = { advisor: "own", hr: "all", finance: "all", auditor: "all" } as const;
export const STAFF = { hr: "all", finance: "all", auditor: "all" } as const;
/** Who writes what is proposed, and who decides on it. The steps themselves tell the two apart (see shared/proposals). */
export const HR = { hr: "all" } as const;
export const HR_OR_FINANCE = { hr: "all", finance: "all" } as const;
/** Who pays, and who looks into the books. */
export const FINANCE = { finance: "all" } as const;
export const FINANCE_OR_AUDITOR = { finance: "all", auditor: "all" } as const;
