import { html } from "hono/html";
import { HR, STAFF } from "../../../shared/access/groups.ts";
import { previewAdvisor } from "../../../shared/advisors/steps/preview-advisor.ts";
import { handOverRows, type OffboardingPreview, previewOffboarding } from "../../../shared/advisors/steps/preview-offboarding.ts";
import type { AdvisorFile } from "../../../shared/advisors/steps/read-profile.ts";
import { advisorChanges } from "../../../shared/advisors/views/advisor-changes.ts";
import { afterLeavingBlocks, balanceBlocks, handOverBlocks } from "../../../shared/advisors/views/advisor-views.ts";
import type { Issue } from "../../../shared/base/issues/issue.ts";
import { day } from "../../../shared/engine/facts/fields.ts";
import { lastSpell, withLastDay, withReturn } from "../../../shared/engine/facts/spells.ts";
import { encodedQuery, fileOf } from "../../../shared/ui/links.ts";
import { notFound } from "../../_platform/http/problem.ts";
import type { Route } from "../../_platform/http/route.ts";
import { errorAt, type Refused } from "../../_platform/page/form.ts";
import { textField } from "../../_platform/page/form-fields.ts";
import { type Html, linkTo } from "../../_platform/page/layout.ts";
import { note, notice, type Parts, section } from "../../_platform/page/staff-page.ts";
import { type Sent, sentText, sentTexts } from "../../_platform/site/form-data.ts";
import { respondCsv, showPage, todayOf } from "../../_platform/site/page-context.ts";
import { type HrContext, hrForm, hrPage, saveChange } from "../context.ts";
import { changeParts, refusedFields, saveForm } from "./form.ts";
import { advisorOf, formOf } from "./form-data.ts";
import { fileAt } from "./profile.ts";

const FIELDS = ["leftOn", "returnsOn", "handoverTo.advisorId", "handoverTo.from", "stays"] as const;
/** A leaving as it was typed, without a last day that of who stays; or the first day of who comes back. */
type Leaving = Readonly<Record<(typeof FIELDS)[number], string>>;

/** What is to be seen, and then saved, when an advisor leaves. */
export const offboardingPages: readonly Route[] = [
  hrPage({
    id: "hr.offboard",
    path: "/:lang/hr/advisors/:advisorId/offboard",
    access: STAFF,
    show: async (context) => {
      const file = await fileAt(context);
      const leaving = sentTexts(context.http.req.query(), FIELDS);
      return context.http.req.query("file") === "csv" ? answerCustomers(context, leaving) : answerLeaving(context, file, leaving, {});
    },
  }),

  hrForm({
    id: "hr.saveOffboard",
    path: "/:lang/hr/advisors/:advisorId/offboard",
    access: HR,
    take: async (context, sent) => answerLeaving(context, await fileAt(context), sentTexts(sent, FIELDS), sent),
  }),
];

async function answerCustomers({ http, deps }: HrContext, { leftOn, "handoverTo.advisorId": to }: Leaving): Promise<Response> {
  const leaving = day.safeParse(leftOn).success ? await previewOffboarding(http.get("advisorId"), leftOn, deps) : undefined;
  if (leaving === undefined) throw notFound("Say which day is the last: ?leftOn=YYYY-MM-DD.");
  return respondCsv(http, `customers-${leftOn}.csv`, [...handOverRows(leaving, to)]);
}

/** What the leaving leaves open, and the form that saves it; saves it where that was sent. */
async function answerLeaving(context: HrContext, file: AdvisorFile, leaving: Leaving, sent: Sent): Promise<Response> {
  const { frame, writer, deps, isHr } = context;
  const { advisor } = file;
  const { leftOn, returnsOn, "handoverTo.advisorId": handoverTo, "handoverTo.from": from } = leaving;
  const lastDay = lastSpell(advisor).to;
  const words = writer.people;
  const returns = returnsOn !== "" && lastDay !== undefined;
  const stays = leaving.stays !== "";
  if (leftOn === "" && !stays && !returns) return showLeaving(context, file, { ...leaving, leftOn: lastDay ?? todayOf(deps) }, []);
  const isLeaving = !stays && !returns;
  const next = returns ? withReturn(advisor, returnsOn) : withLastDay(advisor, stays ? undefined : leftOn);
  const handsOver = handoverTo !== "" && isLeaving && { handoverTo: { advisorId: handoverTo, from } };
  const { issues, content, restatement } = await previewAdvisor({ advisor: advisorOf(formOf(next)), ...handsOver }, deps);
  if (content === undefined || restatement === undefined) return showLeaving(context, file, leaving, [], issuesByField(issues, next));
  const open = isLeaving ? await previewOffboarding(advisor.advisorId, leftOn, deps) : undefined;
  const told =
    content.handoverTo === undefined ? [] : [words.leaving.handsOver(content.handoverTo.advisorId, writer.day(content.handoverTo.from))];
  const changes = [...advisorChanges(advisor, content.advisor, writer), ...told];
  const shown = open === undefined ? [] : openParts(context, open, handoverTo);
  if (changes.length === 0) return showLeaving(context, file, leaving, [notice(frame, "warning", words.preview.nothing), ...shown]);
  if (!isHr) return showLeaving(context, file, leaving, shown);
  const change = {
    changes,
    restatement,
    fields: returns ? Object.entries({ returnsOn }) : Object.entries({ ...leaving, returnsOn: "" }).filter(([, text]) => text !== ""),
    back: { href: linkTo(frame, fileOf(advisor.advisorId)), text: words.leaving.back },
  };
  const show = (refused?: Refused) => showLeaving(context, file, leaving, [...shown, ...changeParts(change, writer, refused)], [], refused);
  if (sentText(sent, "op") !== "save") return show();
  return saveChange(context, sent, { form: saveForm(change, writer), content, to: () => fileOf(advisor.advisorId), again: show });
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

function openParts({ writer }: HrContext, open: OffboardingPreview, handoverTo: string): Parts {
  const words = writer.people.leaving;
  const csv = `?${encodedQuery({ leftOn: open.leftOn, "handoverTo.advisorId": handoverTo, file: "csv" })}`;
  const download = open.orders.length === 0 ? "" : html`<ul class="links"><li><a href="${csv}" download>${words.csv}</a></li></ul>`;
  return [
    section("after", words.after, afterLeavingBlocks(open, writer)),
    section("balance", words.balance, balanceBlocks(open, writer)),
    section("customers", words.customers, handOverBlocks(open, writer), download),
  ];
}

function showLeaving(
  context: HrContext,
  { advisor }: AdvisorFile,
  leaving: Leaving,
  parts: Parts,
  issues: readonly Issue[] = [],
  refused = refusedFields(issues, FIELDS, context.writer),
): Response | Promise<Response> {
  const words = context.writer.people.leaving;
  const lastDay = lastSpell(advisor).to;
  const isReturn = lastDay !== undefined && leaving.returnsOn !== "";
  const typed = isReturn ? { ...leaving, leftOn: lastDay } : leaving;
  const back = dayForm(context, typed, issues, ["returnsOn"]);
  return showPage(context, {
    title: words.title(advisor.name),
    subtitle: advisor.advisorId,
    refused,
    parts: [
      section("leave", words.lastDay, note(words.intro), dayForm(context, typed, issues, LEAVING_FIELDS, lastDay !== undefined)),
      lastDay && section("return", words.returns, note(words.returnsIntro), back),
      ...parts,
    ],
  });
}

const LEAVING_FIELDS = ["leftOn", "handoverTo.advisorId", "handoverTo.from"] as const;

/** Asks for the days by the page's own address: looking changes nothing. */
function dayForm(
  { writer }: HrContext,
  leaving: Leaving,
  issues: readonly Issue[],
  names: readonly (typeof FIELDS)[number][],
  canStay = false,
): Html {
  const words = writer.people.leaving;
  const labels = {
    leftOn: words.lastDay,
    returnsOn: words.returnsOn,
    "handoverTo.advisorId": words.newOwner,
    "handoverTo.from": words.newOwnerFrom,
    stays: words.undo,
  };
  const fields = names.map((name) => {
    const isAdvisor = name === "handoverTo.advisorId";
    const field = { name, label: labels[name], value: leaving[name], error: errorAt({ issues }, name, writer) };
    return textField({ ...field, hint: isAdvisor ? words.newOwnerHint : undefined, type: isAdvisor ? "text" : "date" });
  });
  return html`<form class="sheet" method="get"><div class="fields">${fields}</div><div class="buttons"><button type="submit">${writer.words.look}</button>${
    canStay ? html`<a href="?stays=yes">${words.undo}</a>` : ""
  }</div></form>`;
}
