import { HR, STAFF } from "../../../shared/access/groups.ts";
import { activityWordsOf } from "../../../shared/activity/messages.ts";
import { activityBlocks } from "../../../shared/activity/views/activity-table.ts";
import { previewAdvisor } from "../../../shared/advisors/steps/preview-advisor.ts";
import { type AdvisorFile, openAdvisorFile } from "../../../shared/advisors/steps/read-profile.ts";
import { advisorChanges } from "../../../shared/advisors/views/advisor-changes.ts";
import { datesTable, revisionsTable, standingBlocks, waitingBlocks } from "../../../shared/advisors/views/advisor-views.ts";
import { lastSpell } from "../../../shared/engine/facts/spells.ts";
import { fileOf, proposalPath } from "../../../shared/ui/links.ts";
import type { Route } from "../../_platform/http/route.ts";
import { type Html, linkTo } from "../../_platform/page/layout.ts";
import { links, note, notice, section } from "../../_platform/page/staff-page.ts";
import { type Sent, sentText } from "../../_platform/site/form-data.ts";
import { found, showPage } from "../../_platform/site/page-context.ts";
import { type HrContext, hrForm, hrPage, saveChange, savedNotice } from "../context.ts";
import { advisorFormMarkup, changeParts, type FormShown, refusedFields, registerFormMarkup, registrationFields, saveForm } from "./form.ts";
import { type AdvisorForm, advisorOf, fieldsOf, formOf, operate, parseAdvisorForm, withoutBlankRows } from "./form-data.ts";

/** An advisor's file, and the form that changes it: preview first, then save. */
export const profilePages: readonly Route[] = [
  hrPage({
    id: "hr.advisor",
    path: "/:lang/hr/advisors/:advisorId",
    access: STAFF,
    show: async (context) => {
      const file = await fileAt(context);
      return showFile(context, file, { form: formOf(file.advisor), first: await savedNotice(context) });
    },
  }),

  hrForm({
    id: "hr.saveAdvisor",
    path: "/:lang/hr/advisors/:advisorId",
    access: HR,
    take: async (context, sent) => change(context, await fileAt(context), sent),
  }),
];

/** The file that the path names. @throws HttpProblem where nobody of that id is registered. */
export const fileAt = async ({ http, deps }: HrContext): Promise<AdvisorFile> =>
  found(await openAdvisorFile(http.get("advisorId"), deps), "advisor");

async function change(context: HrContext, file: AdvisorFile, sent: Sent): Promise<Response> {
  const { frame, writer, deps } = context;
  const words = writer.people.preview;
  const { advisorId, name, revision } = file.advisor;
  const typed = parseAdvisorForm(sent, advisorId);
  const op = sentText(sent, "op");
  const operated = operate(typed, op);
  if (operated !== undefined) return showFile(context, file, operated);
  const form = withoutBlankRows(typed);
  if (op === "edit") return showFile(context, file, { form });
  if (form.revision !== String(revision)) {
    const first = notice(frame, "warning", words.stale);
    return showFile(context, file, { form: { ...form, revision: String(revision) }, first, status: 409 });
  }
  const { issues, unknownStores, content, restatement } = await previewAdvisor(
    { advisor: advisorOf(form), newStores: form.newStores },
    deps,
  );
  if (content === undefined || restatement === undefined) return showFile(context, file, { form, issues, unknownStores });
  const changes = advisorChanges(file.advisor, content.advisor, writer);
  if (changes.length === 0) return showFile(context, file, { form, first: notice(frame, "warning", words.nothing), status: 422 });
  const shown = { changes, restatement, fields: fieldsOf(form) };
  const show = (refused?: Parameters<typeof changeParts>[2]) =>
    showPage(context, { title: words.title, subtitle: `${name} (${advisorId})`, refused, parts: changeParts(shown, writer, refused) });
  if (op !== "save") return show();
  return saveChange(context, sent, { form: saveForm(shown, writer), content, to: () => fileOf(advisorId), again: show });
}

interface FileShown extends FormShown {
  /** What is told first. */
  readonly first?: Html | "";
  readonly status?: number;
}

async function showFile(context: HrContext, file: AdvisorFile, { first = "", status, ...shown }: FileShown): Promise<Response> {
  const { frame, language, writer, isHr, deps } = context;
  const { advisor, revisions, activity, waiting, isDeriving } = file;
  const { file: words, form: formWords, waiting: waitingWords } = writer.people;
  const names = fieldsOf(shown.form).map(([name]) => name);
  const deriving = isDeriving ? notice(frame, "warning", words.deriving) : "";
  return showPage(context, {
    title: advisor.name,
    subtitle: advisor.advisorId,
    links: [{ text: writer.words.advisorView, to: `/${fileOf(advisor.advisorId)}` }],
    refused: refusedFields(shown.issues, names, writer),
    ...(status !== undefined && { status }),
    parts: [
      first,
      section("standing", words.standing, deriving, standingBlocks(file, writer)),
      openProposals(context, file),
      waiting && section("waiting", waitingWords.title, waitingBlocks([waiting], writer)),
      isHr
        ? section("change", formWords.change, note(formWords.intro), await advisorFormMarkup(shown, writer, deps))
        : section("dates", words.dates, datesTable(advisor, writer)),
      leavingPart(context, file),
      section("revisions", words.revisions, revisionsTable(revisions, writer)),
      section("activity", activityWordsOf(language).title, activityBlocks(activity, writer.people.fields, writer)),
    ],
    live: isDeriving ? ["standing"] : [],
    alone: ["standing"],
    keepsTyped: true,
  });
}

function openProposals({ writer }: HrContext, { proposals }: AdvisorFile) {
  const all = proposals.map(({ proposalId, changedAt, submission }) => ({
    text: `${writer.moment(changedAt)} ${submission?.comment ?? proposalId}`,
    to: proposalPath(proposalId),
  }));
  return all.length === 0 ? undefined : section("open-proposals", writer.people.file.openProposals, links(...all));
}

function leavingPart({ writer }: HrContext, { advisor }: AdvisorFile) {
  const { file: words } = writer.people;
  const lastDay = lastSpell(advisor).to;
  const offboard = { text: lastDay === undefined ? words.leave : words.changeLeaving, to: `${fileOf(advisor.advisorId)}/offboard` };
  return section("leaving", words.leaving, lastDay && words.hasLeft(writer.day(lastDay)), note(words.leaveWhy), links(offboard));
}

/** The registration of an advisor: preview first, since their credits may reach into closed months, then save. */
export const registrationPages: readonly Route[] = [
  hrPage({
    id: "hr.register",
    path: "/:lang/hr/register",
    access: STAFF,
    show: (context) => showForm(context, { form: parseAdvisorForm({}, context.http.req.query("id") ?? "") }),
  }),

  hrForm({ id: "hr.saveRegister", path: "/:lang/hr/register", access: HR, take: register }),
];

async function register(context: HrContext, sent: Sent): Promise<Response> {
  const { writer, deps } = context;
  const words = writer.people;
  const form = withFirstDay(parseAdvisorForm(sent, sentText(sent, "advisorId")));
  const op = sentText(sent, "op");
  if (op === "edit") return showForm(context, { form });
  const request = { advisor: advisorOf(form), newStores: form.newStores };
  const { issues, unknownStores, before, content, restatement, waiting } = await previewAdvisor(request, deps);
  if (before !== undefined) return showForm(context, { form }, before.advisorId);
  if (content === undefined || restatement === undefined) return showForm(context, { form, issues, unknownStores });
  const fields = [["advisorId", form.advisorId] as const, ...fieldsOf(form)];
  const shown = { changes: advisorChanges(undefined, content.advisor, writer), restatement, fields };
  const show = (refused?: Parameters<typeof changeParts>[2]) =>
    showPage(context, {
      title: words.register.title,
      subtitle: form.advisorId,
      refused,
      parts: [...changeParts(shown, writer, refused), waiting && section("waiting", words.waiting.title, waitingBlocks([waiting], writer))],
    });
  if (op !== "save") return show();
  // A new advisor has no file before somebody has approved it.
  const to = (status: string) => (status === "published" ? fileOf(form.advisorId) : "advisors");
  return saveChange(context, sent, { form: saveForm(shown, writer), content, to, again: show });
}

/** The first manager and store hold from the day on which the advisor joins. */
function withFirstDay(form: AdvisorForm): AdvisorForm {
  const { managers, stores } = form.lists;
  const first = (rows: typeof managers) => rows.filter(({ value }) => value !== "").map(({ value }) => ({ value, from: form.joinedOn }));
  return { ...form, lists: { ...form.lists, managers: first(managers), stores: first(stores) } };
}

/** The form, with what is wrong. @param registered who is registered under the id. */
async function showForm(context: HrContext, shown: FormShown, registered?: string): Promise<Response> {
  const { frame, writer, deps, isHr } = context;
  const words = writer.people.register;
  const refused = refusedFields(shown.issues, registrationFields(shown.form), writer);
  const known = registered && notice(frame, "warning", words.again, { href: linkTo(frame, fileOf(registered)), text: words.open });
  const form = isHr ? await registerFormMarkup(shown, writer, deps) : writer.people.onlyHr;
  return showPage(context, {
    title: words.title,
    refused,
    status: refused === undefined && registered === undefined ? 200 : 422,
    parts: [section("register", words.title, note(words.intro), known, form)],
  });
}
