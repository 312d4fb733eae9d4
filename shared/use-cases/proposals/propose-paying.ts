import type { Person } from "../../access/who.ts";
import { beginSubmitted } from "../../approval/begin.ts";
import { contentChanges } from "../../approval/field-changes.ts";
import type { PayingContent, Proposal } from "../../approval/proposal.ts";
import { refusal } from "../../approval/refusal.ts";
import { factsHash } from "../../approval/signing.ts";
import { holdsAccountNumber } from "../../payee/account-number.ts";
import { commitNew, entriesOf, instantOf, refuse } from "./commit-step.ts";
import { checkPaying } from "./paying-content.ts";
import type { Proposing } from "./proposing.ts";

/** How many entries one proposal may have. */
export const MOST_ENTRIES = 5_000;

/**
 * Submits what reaches straight into what is paid: someone else is to approve it. Its entries were read and are in form.
 * @throws RefusedError where an entry can't be published as things stand, or nobody says why.
 */
export async function proposePaying(content: PayingContent, why: string, person: Person, p: Proposing): Promise<Proposal> {
  assertMayPropose(person);
  if (why.trim() === "") refuse(refusal("why-missing"));
  if (holdsAccountNumber(why)) refuse(refusal("account-in-text"));
  if (content.entries.length === 0) refuse(refusal("nothing-proposed"));
  if (content.entries.length > MOST_ENTRIES)
    refuse(
      refusal("facts-unreadable", { reasons: `(whole): ${content.entries.length} entries are more than ${MOST_ENTRIES}; split them` }),
    );
  const hindered = await checkPaying(content, undefined, p);
  if (hindered.length > 0) refuse(...hindered);
  const at = instantOf(p);
  const bound = { why, factsHash: factsHash(content) ?? "", trialId: "", basisHash: "", resultHash: "", restates: false, acknowledged: [] };
  const changes = contentChanges(undefined, content);
  return commitNew(
    (proposalId) => beginSubmitted(content, { ...bound, by: person.username, at }, changes, { proposalId, person, at, why }),
    ({ proposal, entry }) => entriesOf(proposal, entry),
    p,
  );
}

/** @throws RefusedError where it is not for this person to propose what is paid. */
export function assertMayPropose({ roles }: Person): void {
  if (!roles.includes("hr") && !roles.includes("finance")) refuse(refusal("role", { needs: "hr or finance" }));
}
