import { type PeopleWriter, peopleWriterFor } from "../../shared/advisors/messages.ts";
import type { AdvisorContent } from "../../shared/advisors/model/content.ts";
import type { Proposal } from "../../shared/proposals/model/proposal.ts";
import { proposeChange } from "../../shared/proposals/steps/propose-change.ts";
import type { ScoresContent } from "../../shared/scores/model/content.ts";
import type { HttpContext } from "../_platform/http/context.ts";
import { type Html, linkTo } from "../_platform/page/frame.ts";
import { notice } from "../_platform/page/staff-page.ts";
import { type PageContext as AnyRoom, createPageContext } from "../_platform/site/page-context.ts";
import { refusedTexts } from "../_platform/site/refusal-texts.ts";
import type { Wiring } from "../_platform/wiring.ts";

/** What a page about people is made in. */
export interface PageContext extends AnyRoom<PeopleWriter> {
  /** Whether the reader may change anything here. */
  readonly mayWrite: boolean;
}

export function pageContextOf(context: HttpContext, deps: Wiring): PageContext {
  const pageContext = createPageContext(context, deps, peopleWriterFor);
  return { ...pageContext, mayWrite: pageContext.person.roles.includes("hr") };
}

/** Saves a change, or tells in the reader's language why it can't be. */
export async function propose(
  content: AdvisorContent | ScoresContent,
  more: { readonly why: string; readonly expectedResultHash: string },
  { person, p, writer }: PageContext,
): Promise<{ readonly proposal: Proposal } | { readonly refused: string }> {
  try {
    return { proposal: await proposeChange(content, more, person, p) };
  } catch (error) {
    return { refused: refusedTexts(error, writer.language).join(writer.words.joins.sentence) };
  }
}

/** Leads to a page that tells what became of a change. */
export function toSaved({ c, frame }: PageContext, to: string, { proposalId }: Proposal): Response {
  return c.redirect(`${linkTo(frame, to)}?saved=${encodeURIComponent(proposalId)}`, 303);
}

/** What became of the change that was saved last, where the address names it. */
export async function savedNotice({ c, frame, writer, p }: PageContext): Promise<Html | ""> {
  const proposalId = c.req.query("saved");
  const proposal = proposalId === undefined ? undefined : await p.proposals.find(proposalId);
  if (proposal === undefined) return "";
  const words = writer.people.saved;
  const { status } = proposal;
  const isKnown = status === "published" || status === "submitted" || status === "publishing";
  const link = { href: linkTo(frame, `proposals/${encodeURIComponent(proposal.proposalId)}`), text: words.see };
  return notice(frame, "good", isKnown ? words[status] : words.other, link);
}

/** The local day. */
export const todayOf = ({ rating, surroundings }: Wiring): string => rating.localDay(new Date(surroundings.now()).toISOString());
