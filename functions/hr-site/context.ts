import { type PeopleWriter, peopleWriterFor } from "../../shared/advisors/messages.ts";
import type { AdvisorContent } from "../../shared/advisors/model/content.ts";
import type { FormatIssue } from "../../shared/base/issues/issue.ts";
import type { Language } from "../../shared/base/language.ts";
import type { Agency } from "../../shared/engine/facts/agency.ts";
import { type PlanWriter, planWriterFor } from "../../shared/plans/views/plan-writer.ts";
import { proposeChange } from "../../shared/proposals/steps/propose.ts";
import type { ScoresContent } from "../../shared/scores/model/content.ts";
import { proposalPath } from "../../shared/ui/links.ts";
import type { Form, Refused } from "../_platform/page/form.ts";
import { type Html, linkTo } from "../_platform/page/layout.ts";
import { notice } from "../_platform/page/staff-page.ts";
import { saveRequest } from "../_platform/requests/proposals.ts";
import { type Sent, sentText } from "../_platform/site/form-data.ts";
import { type PageContext, pagesWith } from "../_platform/site/page-context.ts";
import { takeForm } from "../_platform/site/take.ts";

type HrWriter = PlanWriter & PeopleWriter;
/** What HR's pages are made in. */
export type HrContext = PageContext<HrWriter>;

const writerFor = (agency: Agency, language: Language, formatIssue: FormatIssue): HrWriter => ({
  ...planWriterFor(agency, language, formatIssue),
  ...peopleWriterFor(agency, language, formatIssue),
});

export const { page: hrPage, form: hrForm } = pagesWith(writerFor);

interface PreviewedChange {
  readonly form: Form;
  readonly content: AdvisorContent | ScoresContent;
  /** The page that tells what became of it, from HR's root. */
  to(status: string): string;
  again(refused: Refused): Response | Promise<Response>;
}

/** Saves a change that was previewed, and leads to where it is told what became of it. */
export function saveChange(context: HrContext, sent: Sent, { form, content, to, again }: PreviewedChange): Promise<Response> {
  return takeForm(context, sent, {
    form,
    request: saveRequest,
    known: { expectedResultHash: sentText(sent, "expectedResultHash") },
    run: async ({ comment, expectedResultHash }) => {
      const { proposalId, status } = await proposeChange(content, { comment, expectedResultHash }, context.person, context.deps);
      return `${to(status)}?saved=${encodeURIComponent(proposalId)}`;
    },
    again,
  });
}

/** What became of the change that was saved last, where the address names it. */
export async function savedNotice({ http, frame, writer, deps }: HrContext): Promise<Html | ""> {
  const proposalId = http.req.query("saved");
  const proposal = proposalId === undefined ? undefined : await deps.proposals.find(proposalId);
  if (proposal === undefined) return "";
  const words = writer.people.saved;
  const { status } = proposal;
  const isKnown = status === "published" || status === "submitted" || status === "publishing";
  const link = { href: linkTo(frame, proposalPath(proposal.proposalId)), text: words.see };
  return notice(frame, "good", isKnown ? words[status] : words.other, link);
}
