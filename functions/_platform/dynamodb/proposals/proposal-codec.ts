import { type ActivityEntry, activityEntryCodec, type SubjectEntry } from "../../../../shared/activity/model/activity-entry.ts";
import type { ObjectStore } from "../../../../shared/base/runtime/runtime.ts";
import { type Content, type Proposal, proposalCodec } from "../../../../shared/proposals/model/proposal.ts";
import { type LargeText, readLargeText, writeLargeText } from "../large-text.ts";

/** A proposal as its item holds it: its content apart, since that alone may be long. */
export interface ProposalTexts {
  readonly proposal: string;
  readonly content: LargeText;
}

/** A proposal as texts; a long content is put into the archive first. */
export const encodeProposal = async ({ content, ...rest }: Proposal, archive: ObjectStore): Promise<ProposalTexts> => ({
  proposal: proposalCodec.encode(rest),
  content: await writeLargeText(JSON.stringify(content), `proposals/${encodeURIComponent(rest.proposalId)}`, archive),
});

/** The proposal that the texts hold. @throws Error where the archive has lost its content. */
export const decodeProposal = async ({ proposal, content }: ProposalTexts, archive: ObjectStore): Promise<Proposal> => ({
  ...proposalCodec.decode(proposal),
  content: JSON.parse(await readLargeText(content, archive)) as Content,
});

/** A line of the activity log as its item holds it. */
export const encodeEntry = async ({ entry }: SubjectEntry, archive: ObjectStore): Promise<{ readonly entry: LargeText }> => ({
  entry: await writeLargeText(activityEntryCodec.encode(entry), "proposals/activity", archive),
});

/** The line that an item holds. */
export const decodeEntry = async (held: LargeText, archive: ObjectStore): Promise<ActivityEntry> =>
  activityEntryCodec.decode(await readLargeText(held, archive));
