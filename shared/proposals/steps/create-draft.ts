import type { Person } from "../../access/person.ts";
import { instantOf } from "../../base/runtime/runtime.ts";
import { beginDraft } from "../model/create.ts";
import type { Content, Proposal } from "../model/proposal.ts";
import { commitNew } from "./commit-step.ts";
import type { CommitDeps } from "./deps.ts";

/** Stores a new draft. */
export async function createDraft(content: Content, why: string | undefined, person: Person, deps: CommitDeps): Promise<Proposal> {
  const naming = { person, at: instantOf(deps), ...(why !== undefined && { why }) };
  return commitNew((proposalId) => beginDraft(deps.kinds.of(content), content, { ...naming, proposalId }), deps);
}
