import { HR, STAFF } from "../../../shared/access/groups.ts";
import { previewAdvisor } from "../../../shared/advisors/steps/preview-advisor.ts";
import { advisorChanges } from "../../../shared/advisors/views/advisor-changes.ts";
import { waitingBlocks } from "../../../shared/advisors/views/advisors-view.ts";
import { fileOf } from "../../../shared/ui/links.ts";
import type { Route } from "../../_platform/http/route.ts";
import { linkTo } from "../../_platform/page/frame.ts";
import { note, notice, section } from "../../_platform/page/staff-page.ts";
import { type Sent, sentText } from "../../_platform/site/form-data.ts";
import { showPage } from "../../_platform/site/respond.ts";
import { type HrContext, hrForm, hrPage, saveChange } from "../context.ts";
import { type FormShown, refusedFields, registerFormMarkup, registrationFields } from "./form.ts";
import { type AdvisorForm, advisorOf, fieldsOf, parseAdvisorForm } from "./form-data.ts";
import { changeParts, saveForm } from "./preview.ts";

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
