import { html } from "hono/html";
import { HR, STAFF } from "../../../shared/access/groups.ts";
import { activityWordsOf } from "../../../shared/activity/messages.ts";
import { activityBlocks } from "../../../shared/activity/views/activity-table.ts";
import { previewAdvisor } from "../../../shared/advisors/steps/preview-advisor.ts";
import { type AdvisorFile, openAdvisorFile } from "../../../shared/advisors/steps/read-profile.ts";
import { advisorChanges } from "../../../shared/advisors/views/advisor-changes.ts";
import { waitingBlocks } from "../../../shared/advisors/views/advisors-view.ts";
import { datesTable, revisionsTable, standingBlocks } from "../../../shared/advisors/views/profile-view.ts";
import type { Issue } from "../../../shared/base/issues/issue.ts";
import { lastSpell } from "../../../shared/engine/facts/spells.ts";
import { fileOf } from "../../../shared/ui/links.ts";
import { notFound } from "../../_platform/http/problem.ts";
import { page, type Route } from "../../_platform/http/route.ts";
import { advisorRoot, type Frame, type Html, linkTo, pollMarkup } from "../../_platform/page/frame.ts";
import { blocksMarkup, notice, peoplePage, section } from "../../_platform/page/staff-page.ts";
import { liveForms } from "../../_platform/site/assets.ts";
import { type Sent, sentText } from "../../_platform/site/form-data.ts";
import { answerPage } from "../../_platform/site/respond.ts";
import type { Wiring } from "../../_platform/wiring.ts";
import { type PageContext, pageContextOf, propose, savedNotice, toSaved } from "../page-context.ts";
import { advisorFormMarkup, wrongFieldsMarkup } from "./form.ts";
import { type AdvisorForm, advisorOf, fieldsOf, formOf, operate, readForm, withoutBlankRows } from "./form-data.ts";
import { changeParts } from "./preview.ts";

/** An advisor's file, and the form that changes it: preview first, then save. */
export const profilePages: readonly Route[] = [
  page({
    id: "hr.advisor",
    path: "/:lang/hr/advisors/:advisorId",
    access: STAFF,
    handle: async (context, deps) => {
      const pageContext = pageContextOf(context, deps);
      const file = await fileAt(pageContext);
      return answerFile(pageContext, file, { form: formOf(file.advisor), first: await savedNotice(pageContext) });
    },
  }),

  page({
    id: "hr.saveAdvisor",
    method: "POST",
    path: "/:lang/hr/advisors/:advisorId",
    access: HR,
    handle: async (context, deps) => {
      const pageContext = pageContextOf(context, deps);
      const [file, sent] = await Promise.all([fileAt(pageContext), context.req.parseBody()]);
      return change(pageContext, file, sent);
    },
  }),
];

/** The file that the path names. @throws HttpProblem where nobody of that id is registered. */
export async function fileAt({ c, p }: PageContext): Promise<AdvisorFile> {
  const file = await openAdvisorFile(c.get("advisorId"), p);
  if (file === undefined) throw notFound("There is no such advisor.");
  return file;
}

/** The plans there are, by id. */
export async function planIdsOf({ ledger }: Wiring): Promise<string[]> {
  return [...new Set((await ledger.recordedPlans()).map(({ fact }) => fact.planId))].sort();
}

async function change(pageContext: PageContext, file: AdvisorFile, sent: Sent): Promise<Response> {
  const { writer, p } = pageContext;
  const words = writer.people.preview;
  const typed = readForm(sent, file.advisor.advisorId);
  const op = sentText(sent, "op");
  const operated = operate(typed, op);
  if (operated !== undefined) return answerFile(pageContext, file, operated);
  const form = withoutBlankRows(typed);
  if (op === "edit") return answerFile(pageContext, file, { form });
  const revision = String(file.advisor.revision);
  if (form.revision !== revision) {
    const first = notice(pageContext.frame, "warning", words.stale);
    return answerFile(pageContext, file, { form: { ...form, revision }, first, status: 409 });
  }
  const { issues, unknownStores, content, restatement } = await previewAdvisor({ advisor: advisorOf(form), newStores: form.newStores }, p);
  if (content === undefined || restatement === undefined)
    return answerFile(pageContext, file, { form, issues, unknownStores, status: 422 });
  const changes = advisorChanges(file.advisor, content.advisor, writer);
  if (changes.length === 0)
    return answerFile(pageContext, file, { form, first: notice(pageContext.frame, "warning", words.nothing), status: 422 });
  const why = sentText(sent, "why");
  const isSaved = op === "save";
  const outcome =
    isSaved && why !== ""
      ? await propose(content, { why, expectedResultHash: sentText(sent, "expectedResultHash") }, pageContext)
      : undefined;
  if (outcome !== undefined && "proposal" in outcome) return toSaved(pageContext, fileOf(file.advisor.advisorId), outcome.proposal);
  const parts = changeParts(
    pageContext.frame,
    {
      changes,
      restatement,
      fields: fieldsOf(form),
      why,
      whyError: isSaved && why === "" ? words.whyMissing : undefined,
      refused: outcome?.refused,
      back: "form",
    },
    writer,
  );
  const page = peoplePage(pageContext.frame, { title: words.title, subtitle: `${file.advisor.name} (${file.advisor.advisorId})`, parts });
  return answerPage(pageContext.c, pageContext.frame, page, isSaved ? 422 : 200);
}

interface FormStands {
  readonly form: AdvisorForm;
  readonly issues?: readonly Issue[];
  readonly unknownStores?: readonly string[] | undefined;
  readonly focus?: string;
  /** What is told first. */
  readonly first?: Html | "";
  readonly status?: number;
}

async function answerFile(
  pageContext: PageContext,
  file: AdvisorFile,
  { form, issues = [], unknownStores, focus, first = "", status = 200 }: FormStands,
) {
  const { c, frame, writer, mayWrite } = pageContext;
  const { advisor, revisions, activity, waiting, isDeriving } = file;
  const { file: words, form: formWords, waiting: waitingWords } = writer.people;
  const names = fieldsOf(form).map(([name]) => name);
  const dates = blocksMarkup(frame, words.dates, [datesTable(advisor, writer)]);
  const parts: (Html | "")[] = [
    first,
    section(
      "standing",
      words.standing,
      isDeriving ? notice(frame, "warning", words.deriving) : "",
      blocksMarkup(frame, words.standing, standingBlocks(file, writer)),
      isDeriving ? pollMarkup(frame, "standing") : "",
    ),
    openProposals(pageContext, file),
    waiting === undefined
      ? ""
      : section("waiting", waitingWords.title, blocksMarkup(frame, waitingWords.title, waitingBlocks([waiting], writer))),
    mayWrite
      ? section(
          "change",
          formWords.change,
          html`<p class="soft">${formWords.intro}</p>`,
          wrongFieldsMarkup({ issues }, names, writer),
          advisorFormMarkup({ form, issues, unknownStores, focus, planIds: await planIdsOf(pageContext.p) }, writer),
        )
      : section("dates", words.dates, dates),
    section("leaving", words.leaving, leaving(pageContext, file)),
    section("revisions", words.revisions, blocksMarkup(frame, words.revisions, [revisionsTable(revisions, writer)])),
    section(
      "activity",
      activityWordsOf(writer.language).title,
      blocksMarkup(frame, activityWordsOf(writer.language).title, activityBlocks(activity, writer.people.fields, writer)),
    ),
  ];
  const own = html`<ul class="links"><li><a href="${advisorRoot(frame.language, advisor.advisorId)}">${words.ownPages}</a></li></ul>`;
  // The figures alone look again: a refresh of the whole page would lose what is being typed into the form.
  const alive: Frame = isDeriving ? { ...frame, scripts: [...(frame.scripts ?? []), liveForms().path] } : frame;
  return answerPage(c, alive, peoplePage(alive, { title: advisor.name, subtitle: advisor.advisorId, opening: own, parts }), status);
}

function openProposals({ frame, writer }: PageContext, { proposals }: AdvisorFile): Html | "" {
  if (proposals.length === 0) return "";
  const title = writer.people.file.openProposals;
  return section(
    "open-proposals",
    title,
    html`<ul class="links">${proposals.map(({ proposalId, changedAt, submission }) => {
      const text = `${writer.moment(changedAt)} ${submission?.why ?? proposalId}`;
      return html`<li><a href="${linkTo(frame, `proposals/${encodeURIComponent(proposalId)}`)}">${text}</a></li>`;
    })}</ul>`,
  );
}

function leaving({ frame, writer }: PageContext, { advisor }: AdvisorFile): Html {
  const words = writer.people.file;
  const to = linkTo(frame, `${fileOf(advisor.advisorId)}/offboard`);
  const lastDay = lastSpell(advisor).to;
  const hasLeft = lastDay === undefined ? "" : html`<p>${words.hasLeft(writer.day(lastDay))}</p>`;
  return html`${hasLeft}<p class="soft">${words.leaveWhy}</p><ul class="links"><li><a href="${to}">${lastDay === undefined ? words.leave : words.changeLeaving}</a></li></ul>`;
}
