import { inParallel } from "../../base/runtime/parallel.ts";
import { instantOf, type Runtime } from "../../base/runtime/runtime.ts";
import type { Proposal } from "../../proposals/model/proposal.ts";
import type { ProposalStore } from "../../proposals/store.ts";
import { isPayeesContent } from "../model/content.ts";

export interface PayeeViewDeps {
  readonly proposals: Pick<ProposalStore, "noteOncePerHour" | "activity">;
  readonly surroundings: Pick<Runtime, "now">;
}

const NOTES_CONCURRENCY = 32;

/** The subject in the activity log under which stands who looked at an advisor's payee details. */
export const payeeSubject = (advisorId: string): string => `payee:${advisorId}`;

/**
 * Notes in the activity log that a person looks at where an advisor is paid to. Awaited before anything is shown: where it
 * can't be stored, nothing is. The same person's views within one full hour (UTC) are one entry, with the first one's time.
 */
export async function notePayeeView(
  advisorId: string,
  { username: by }: { readonly username: string },
  deps: PayeeViewDeps,
): Promise<void> {
  const entry = { at: instantOf(deps), by, action: "view", changes: [] } as const;
  await deps.proposals.noteOncePerHour({ subject: payeeSubject(advisorId), entry });
}

/**
 * The same for a proposal of payees, under each advisor that it names, and under the proposal itself; nothing for a
 * proposal of another kind. The proposal's own entry is stored last: where it stands, the others do.
 */
export async function noteProposalView(
  { proposalId, content }: Proposal,
  { username: by }: { readonly username: string },
  deps: PayeeViewDeps,
): Promise<void> {
  if (!isPayeesContent(content)) return;
  const entry = { at: instantOf(deps), by, action: "view", changes: [], proposalId } as const;
  const own = `proposal:${proposalId}`;
  const isThere = (await deps.proposals.activity(own)).some(
    (each) => each.action === "view" && each.by === by && isSameHour(each.at, entry.at),
  );
  if (isThere) return;
  const subjects = [...new Set(content.entries.map(({ advisorId }) => payeeSubject(advisorId)))];
  await inParallel(subjects, NOTES_CONCURRENCY, (subject) => deps.proposals.noteOncePerHour({ subject, entry }));
  await deps.proposals.noteOncePerHour({ subject: own, entry });
}

const HOUR_LENGTH = "2026-01-01T00".length;
const isSameHour = (one: string, other: string): boolean => one.slice(0, HOUR_LENGTH) === other.slice(0, HOUR_LENGTH);
