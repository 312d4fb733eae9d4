import type { ActivityEntry, SubjectEntry } from "../../../../shared/activity/model/activity-entry.ts";
import { stringifyExact } from "../../../../shared/base/json/exact-json.ts";
import type { ObjectStore } from "../../../../shared/base/runtime/runtime.ts";
import type { Content, Proposal, Submission } from "../../../../shared/proposals/model/proposal.ts";
import { type HeldText, heldText, holdText } from "../large-text.ts";
import { type OpenMonthTexts, openMonthFrom, openMonthTexts } from "../simulations/open-month-codec.ts";

/** A proposal as its item holds it: its content apart, since that alone may be long. */
export interface ProposalTexts {
  readonly proposal: string;
  readonly content: HeldText;
}

/** A proposal as texts; a long content is put into the archive first. */
export async function encodeProposal({ content, ...rest }: Proposal, archive: ObjectStore): Promise<ProposalTexts> {
  const { submission } = rest;
  const openMonth = openMonthTexts(submission?.openMonth);
  const plain = { ...rest, ...(submission && { submission: { ...submission, openMonth } }) };
  return {
    proposal: JSON.stringify(plain),
    content: await holdText(JSON.stringify(content), `proposals/${encodeURIComponent(rest.proposalId)}`, archive),
  };
}

/** The proposal that the texts hold. @throws Error where the archive has lost its content. */
export async function decodeProposal(texts: ProposalTexts, archive: ObjectStore): Promise<Proposal> {
  const content = JSON.parse(await heldText(texts.content, archive)) as Content;
  const { submission, ...rest } = JSON.parse(texts.proposal) as Omit<Proposal, "content" | "submission"> & { submission?: PlainSubmission };
  if (submission === undefined) return { ...rest, content };
  const { openMonth, ...bound } = submission;
  return { ...rest, content, submission: { ...bound, ...(openMonth && { openMonth: openMonthFrom(openMonth) }) } };
}

type PlainSubmission = Omit<Submission, "openMonth"> & { readonly openMonth?: OpenMonthTexts };

/** A line of the trail as its item holds it. */
export async function encodeEntry({ entry }: SubjectEntry, archive: ObjectStore): Promise<{ readonly entry: HeldText }> {
  return { entry: await holdText(stringifyExact(entry), "proposals/activity", archive) };
}

/** The line that an item holds. */
export async function decodeEntry(held: HeldText, archive: ObjectStore): Promise<ActivityEntry> {
  return JSON.parse(await heldText(held, archive)) as ActivityEntry;
}
