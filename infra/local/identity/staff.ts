import type { Person } from "../../../shared/access/policy.ts";

/** Who isn't an advisor on one machine, and what each is there for: of a role there are several, as what one proposes another approves. */
export const STAFF: readonly (Person & { readonly what: string })[] = [
  { username: "hr", roles: ["hr"], what: "HR, who sees every advisor and changes plans" },
  { username: "hr-2", roles: ["hr"], what: "HR too, who approves what hr submits" },
  { username: "finance", roles: ["finance"], what: "finance, who closes months and pays" },
  { username: "finance-2", roles: ["finance"], what: "finance too, who approves what finance drafts" },
  { username: "finance-3", roles: ["finance"], what: "finance too, where two have had a hand in it already" },
  { username: "auditor", roles: ["auditor"], what: "the auditor" },
];
