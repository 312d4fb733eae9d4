import type { Person } from "../../../shared/access/policy.ts";

/** Who isn't an advisor on one machine. There are several of a role, since what one of them proposes another approves. */
export const STAFF: readonly Person[] = [
  { username: "hr", roles: ["hr"] },
  { username: "hr-2", roles: ["hr"] },
  { username: "finance", roles: ["finance"] },
  { username: "finance-2", roles: ["finance"] },
  { username: "finance-3", roles: ["finance"] },
  { username: "auditor", roles: ["auditor"] },
];
