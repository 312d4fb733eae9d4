import type { Person } from "../../access/person.ts";
import { refusal, refuse, unreadableRefusal } from "../../base/issues/refusal.ts";
import { instantOf } from "../../base/runtime/runtime.ts";
import { holdsAccountNumber } from "../../base/text/account-number.ts";
import { contentChanges } from "../../scores/model/field-changes.ts";
import { beginSubmitted } from "../model/create.ts";
import type { PayingContent, Proposal } from "../model/proposal.ts";
import { factsHash } from "../model/signature.ts";
import { commitNew, entriesOf } from "./commit-step.ts";
import type { Proposing } from "./deps.ts";
import { checkPaying } from "./publish-entries.ts";

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
    refuse(unreadableRefusal([`(whole): ${content.entries.length} entries are more than ${MOST_ENTRIES}; split them`]));
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
