import { stringify } from "csv-stringify/sync";
import { html } from "hono/html";
import { HR, STAFF } from "../../../shared/access/groups.ts";
import { previewAdvisor } from "../../../shared/advisors/steps/preview-advisor.ts";
import { handOverRows, type OffboardingPreview, previewOffboarding } from "../../../shared/advisors/steps/preview-offboarding.ts";
import type { AdvisorFile } from "../../../shared/advisors/steps/read-profile.ts";
import { advisorChanges } from "../../../shared/advisors/views/advisor-changes.ts";
import { afterLeavingBlocks, balanceBlocks, handOverBlocks } from "../../../shared/advisors/views/offboarding-view.ts";
import type { Issue } from "../../../shared/base/issues/issue.ts";
import { day } from "../../../shared/engine/facts/fields.ts";
import { lastSpell, withLastDay, withReturn } from "../../../shared/engine/facts/spells.ts";
import { fileOf } from "../../../shared/ui/links.ts";
import { notFound } from "../../_platform/http/problem.ts";
import { page, type Route } from "../../_platform/http/route.ts";
import { type Html, linkTo } from "../../_platform/page/frame.ts";
import { blocksMarkup, notice, peoplePage, section } from "../../_platform/page/staff-page.ts";
import { type Sent, sentText } from "../../_platform/site/form-data.ts";
import { answerPage } from "../../_platform/site/respond.ts";
import { type PageContext, pageContextOf, propose, todayOf, toSaved } from "../page-context.ts";
import { wrongFieldsMarkup } from "./form.ts";
import { advisorOf, formOf } from "./form-data.ts";
import { offboardingFormMarkup, returnFormMarkup } from "./offboarding-form.ts";
import { changeParts } from "./preview.ts";
import { fileAt } from "./profile.ts";

/** A leaving as it was typed, without a last day that of who stays; or the first day of who comes back. */
export interface OffboardingState {
  readonly leftOn: string;
  readonly returnsOn: string;
  readonly handoverTo: string;
  readonly handedFrom: string;
  readonly stays: boolean;
}

/** What is to be seen, and then saved, when an advisor leaves. */
export const offboardingPages: readonly Route[] = [
  page({
    id: "hr.offboard",
    path: "/:lang/hr/advisors/:advisorId/offboard",
    access: STAFF,
    handle: async (context, deps) => {
      const pageContext = pageContextOf(context, deps);
      const file = await fileAt(pageContext);
      const leaving = readLeaving(context.req.query());
      if (context.req.query("file") === "csv") return answerCsv(pageContext, leaving);
      return answerLeaving(pageContext, file, leaving, {});
    },
  }),

  page({
    id: "hr.saveOffboard",
    method: "POST",
    path: "/:lang/hr/advisors/:advisorId/offboard",
    access: HR,
    handle: async (context, deps) => {
      const pageContext = pageContextOf(context, deps);
      const [file, sent] = await Promise.all([fileAt(pageContext), context.req.parseBody()]);
      return answerLeaving(pageContext, file, readLeaving(sent), sent);
    },
  }),
];

function readLeaving(sent: Sent): OffboardingState {
  const [leftOn, handoverTo, handedFrom] = [
    sentText(sent, "leftOn"),
    sentText(sent, "handoverTo.advisorId"),
    sentText(sent, "handoverTo.from"),
  ];
  return { leftOn, returnsOn: sentText(sent, "returnsOn"), handoverTo, handedFrom, stays: sentText(sent, "stays") !== "" };
}

async function answerCsv({ c, p }: PageContext, { leftOn, handoverTo }: OffboardingState): Promise<Response> {
  const leaving = day.safeParse(leftOn).success ? await previewOffboarding(c.get("advisorId"), leftOn, p) : undefined;
  if (leaving === undefined) throw notFound("Say which day is the last: ?leftOn=YYYY-MM-DD.");
  c.header("content-type", "text/csv; charset=utf-8");
  c.header("content-disposition", `attachment; filename="customers-${leftOn}.csv"`);
  return c.body(stringify([...handOverRows(leaving, handoverTo)], { bom: true, escape_formulas: true }));
}

/** What the leaving leaves open, and the form that saves it; saves it where that was sent. */
async function answerLeaving(pageContext: PageContext, file: AdvisorFile, leaving: OffboardingState, sent: Sent): Promise<Response> {
  const { writer, p } = pageContext;
  const { leftOn, returnsOn, stays, handoverTo, handedFrom } = leaving;
  const lastDay = lastSpell(file.advisor).to;
  const words = writer.people;
  const returns = returnsOn !== "" && lastDay !== undefined;
  if (leftOn === "" && !stays && !returns) return answerParts(pageContext, file, { ...leaving, leftOn: lastDay ?? todayOf(p) }, [], []);
  const isLeaving = !stays && !returns;
  const next = returns ? withReturn(file.advisor, returnsOn) : withLastDay(file.advisor, stays ? undefined : leftOn);
  const advisor = advisorOf(formOf(next));
  const request = { advisor, ...(handoverTo !== "" && isLeaving && { handoverTo: { advisorId: handoverTo, from: handedFrom } }) };
  const { issues, content, restatement } = await previewAdvisor(request, p);
  if (content === undefined || restatement === undefined) return answerParts(pageContext, file, leaving, [], issuesByField(issues, next));
  const open = isLeaving ? await previewOffboarding(file.advisor.advisorId, leftOn, p) : undefined;
  const changes = advisorChanges(file.advisor, content.advisor, writer);
  const told =
    content.handoverTo === undefined ? [] : [words.leaving.handsOver(content.handoverTo.advisorId, writer.day(content.handoverTo.from))];
  const shown = open === undefined ? [] : openParts(pageContext, open, handoverTo);
  if (changes.length + told.length === 0) {
    return answerParts(pageContext, file, leaving, [notice(pageContext.frame, "warning", words.preview.nothing), ...shown], []);
  }
  const why = sentText(sent, "why");
  const isSaved = sentText(sent, "op") === "save";
  const outcome =
    isSaved && why !== ""
      ? await propose(content, { why, expectedResultHash: sentText(sent, "expectedResultHash") }, pageContext)
      : undefined;
  if (outcome !== undefined && "proposal" in outcome) return toSaved(pageContext, fileOf(file.advisor.advisorId), outcome.proposal);
  const change = {
    changes: [...changes, ...told],
    restatement,
    fields: returns
      ? Object.entries({ returnsOn })
      : Object.entries({ leftOn, "handoverTo.advisorId": handoverTo, "handoverTo.from": handedFrom, ...(stays && { stays: "yes" }) }),
    why,
    whyError: isSaved && why === "" ? words.preview.whyMissing : undefined,
    refused: outcome?.refused,
    back: { href: linkTo(pageContext.frame, fileOf(file.advisor.advisorId)), text: words.leaving.back },
  } as const;
  return answerParts(
    pageContext,
    file,
    leaving,
    [...shown, ...(pageContext.mayWrite ? changeParts(pageContext.frame, change, writer) : [])],
    [],
    isSaved ? 422 : 200,
  );
}

/** What is wrong with the last spell's days is told of the field in which they were typed. */
function issuesByField(issues: readonly Issue[], { spells = [] }: Pick<AdvisorFile["advisor"], "spells">): Issue[] {
  const last = `spells[${spells.length - 1}]`;
  const fields = new Map([
    [`${last}.from`, "returnsOn"],
    [`${last}.to`, "leftOn"],
  ]);
  return issues.map((each) => ({ ...each, path: fields.get(each.path) ?? each.path }));
}

function openParts({ frame, writer }: PageContext, open: OffboardingPreview, handoverTo: string): Html[] {
  const words = writer.people.leaving;
  const csv = `?${String(new URLSearchParams({ leftOn: open.leftOn, "handoverTo.advisorId": handoverTo, file: "csv" }))}`;
  const download = open.orders.length === 0 ? "" : html`<ul class="links"><li><a href="${csv}" download>${words.csv}</a></li></ul>`;
  return [
    section("after", words.after, blocksMarkup(frame, words.after, afterLeavingBlocks(open, writer))),
    section("balance", words.balance, blocksMarkup(frame, words.balance, balanceBlocks(open, writer))),
    section("customers", words.customers, blocksMarkup(frame, words.customers, handOverBlocks(open, writer)), download),
  ];
}

function answerParts(
  pageContext: PageContext,
  { advisor }: AdvisorFile,
  leaving: OffboardingState,
  parts: readonly (Html | "")[],
  issues: readonly Issue[],
  status = 200,
) {
  const { c, frame, writer } = pageContext;
  const words = writer.people.leaving;
  const hasLeft = lastSpell(advisor).to !== undefined;
  const wrong = wrongFieldsMarkup({ issues }, ["leftOn", "returnsOn", "handoverTo.advisorId", "handoverTo.from"], writer);
  const isReturn = hasLeft && leaving.returnsOn !== "";
  const form = section(
    "leave",
    words.lastDay,
    html`<p class="soft">${words.intro}</p>`,
    isReturn ? "" : wrong,
    offboardingFormMarkup({ ...leaving, leftOn: isReturn ? (lastSpell(advisor).to ?? "") : leaving.leftOn }, { issues, hasLeft }, writer),
  );
  const returning = hasLeft
    ? section(
        "return",
        words.returns,
        html`<p class="soft">${words.returnsIntro}</p>`,
        isReturn ? wrong : "",
        returnFormMarkup(leaving.returnsOn, { issues }, writer),
      )
    : "";
  const subtitle = advisor.advisorId;
  return answerPage(
    c,
    frame,
    peoplePage(frame, { title: words.title(advisor.name), subtitle, parts: [form, returning, ...parts] }),
    issues.length > 0 ? 422 : status,
  );
}
