import { html } from "hono/html";
import { HR, STAFF } from "../../../shared/access/groups.ts";
import type { PeopleWriter } from "../../../shared/advisors/messages.ts";
import { previewAdvisor } from "../../../shared/advisors/steps/preview-advisor.ts";
import { advisorChanges } from "../../../shared/advisors/views/advisor-changes.ts";
import { waitingBlocks } from "../../../shared/advisors/views/advisors-view.ts";
import type { Issue } from "../../../shared/base/issues/issue.ts";
import { fileOf } from "../../../shared/ui/links.ts";
import { page, type Route } from "../../_platform/http/route.ts";
import { button, choiceField, hiddenField, textField } from "../../_platform/page/form-fields.ts";
import { type Html, linkTo } from "../../_platform/page/frame.ts";
import { blocksMarkup, peoplePage, section } from "../../_platform/page/staff-page.ts";
import { type Sent, sentText } from "../../_platform/site/form-data.ts";
import { answerPage } from "../../_platform/site/respond.ts";
import { type PageContext, pageContextOf, propose, toSaved } from "../page-context.ts";
import { errorAt, type FormShown, planOptions, storeBoxes, wrongFieldsMarkup } from "./form.ts";
import { type AdvisorForm, advisorOf, EMPTY_FORM, fieldsOf, readForm } from "./form-data.ts";
import { changeParts } from "./preview.ts";
import { planIdsOf } from "./profile.ts";

/** The registration of an advisor: preview first, since their credits may reach into closed months, then save. */
export const registrationPages: readonly Route[] = [
  page({
    id: "hr.register",
    path: "/:lang/hr/register",
    access: STAFF,
    handle: async (context, deps) => {
      const pageContext = pageContextOf(context, deps);
      return answerForm(pageContext, { ...EMPTY_FORM, advisorId: context.req.query("id") ?? "" }, {});
    },
  }),

  page({
    id: "hr.saveRegister",
    method: "POST",
    path: "/:lang/hr/register",
    access: HR,
    handle: async (context, deps) => register(pageContextOf(context, deps), await context.req.parseBody()),
  }),
];

async function register(pageContext: PageContext, sent: Sent): Promise<Response> {
  const { writer, p } = pageContext;
  const words = writer.people;
  const form = withFirstDay(readForm(sent, sentText(sent, "advisorId")));
  const op = sentText(sent, "op");
  if (op === "edit") return answerForm(pageContext, form, {});
  const request = { advisor: advisorOf(form), newStores: form.newStores };
  const { issues, unknownStores, before, content, restatement, waiting } = await previewAdvisor(request, p);
  if (before !== undefined) return answerForm(pageContext, form, { registered: before.advisorId });
  if (content === undefined || restatement === undefined) return answerForm(pageContext, form, { issues, unknownStores });
  const why = sentText(sent, "why");
  const isSaved = op === "save";
  const outcome =
    isSaved && why !== ""
      ? await propose(content, { why, expectedResultHash: sentText(sent, "expectedResultHash") }, pageContext)
      : undefined;
  if (outcome !== undefined && "proposal" in outcome) {
    // A new advisor has no file before somebody has approved it.
    return toSaved(pageContext, outcome.proposal.status === "published" ? fileOf(form.advisorId) : "advisors", outcome.proposal);
  }
  const parts: (Html | "")[] = [
    ...changeParts(
      pageContext.frame,
      {
        changes: advisorChanges(undefined, content.advisor, writer),
        restatement,
        fields: [["advisorId", form.advisorId], ...fieldsOf(form)],
        why,
        whyError: isSaved && why === "" ? words.preview.whyMissing : undefined,
        refused: outcome?.refused,
        back: "form",
      },
      writer,
    ),
    waiting === undefined
      ? ""
      : section("waiting", words.waiting.title, blocksMarkup(pageContext.frame, words.waiting.title, waitingBlocks([waiting], writer))),
  ];
  const page = peoplePage(pageContext.frame, { title: words.register.title, subtitle: form.advisorId, parts });
  return answerPage(pageContext.c, pageContext.frame, page, isSaved ? 422 : 200);
}

/** The first manager and store hold from the day on which the advisor joins. */
function withFirstDay(form: AdvisorForm): AdvisorForm {
  const { assignments, managers, stores } = form.lists;
  const first = (rows: typeof managers) => rows.filter(({ value }) => value !== "").map(({ value }) => ({ value, from: form.joinedOn }));
  return { ...form, lists: { assignments, managers: first(managers), stores: first(stores) } };
}

/** What is wrong with what was typed: issues by field, stores that nothing names, and who is registered under the id. */
interface WrongForm {
  readonly issues?: readonly Issue[];
  readonly unknownStores?: readonly string[] | undefined;
  readonly registered?: string;
}

/** The form, with what is wrong. */
async function answerForm(
  pageContext: PageContext,
  form: AdvisorForm,
  { issues = [], unknownStores, registered }: WrongForm,
): Promise<Response> {
  const { c, frame, writer, p, mayWrite } = pageContext;
  const words = writer.people.register;
  const isWrong = issues.length > 0 || registered !== undefined;
  const known =
    registered === undefined
      ? ""
      : html`<p class="tone warning" role="alert">${words.again} <a href="${linkTo(frame, fileOf(registered))}">${words.open}</a></p>`;
  const names = ["advisorId", "managers[0].managerId", "stores[0].storeId", ...fieldsOf(form).map(([name]) => name)];
  const content = mayWrite
    ? html`${known}${wrongFieldsMarkup({ issues }, names, writer)}${registerFormMarkup({ form, issues, planIds: await planIdsOf(p), unknownStores }, writer)}`
    : html`<p>${writer.people.onlyHr}</p>`;
  const parts = [section("register", words.title, html`<p class="soft">${words.intro}</p>`, content)];
  return answerPage(c, frame, peoplePage(frame, { title: words.title, parts }), isWrong ? 422 : 200);
}

/** The form that registers an advisor, with the first plan, manager and store. */
export function registerFormMarkup(shown: FormShown, writer: PeopleWriter): Html {
  const { form } = shown;
  const words = writer.people;
  const at = (name: string) => ({ name, error: errorAt(shown, name, writer) });
  return html`<form class="sheet" method="post">
<div class="fields">${textField({ ...at("advisorId"), label: words.id, hint: words.register.idHint, value: form.advisorId })}</div>
<div class="fields">${textField({ ...at("name"), label: words.name, value: form.name })}${textField({
    ...at("joinedOn"),
    label: words.joinedOn,
    value: form.joinedOn,
    type: "date",
  })}</div>
<div class="fields">${choiceField({
    ...at("planId"),
    label: words.plan,
    value: form.planId,
    options: planOptions(shown, form.planId, writer),
  })}${textField({
    ...at("managers[0].managerId"),
    label: words.manager,
    hint: words.register.managerHint,
    value: form.lists.managers[0]?.value ?? "",
  })}${textField({ ...at("stores[0].storeId"), label: words.store, value: form.lists.stores[0]?.value ?? "" })}</div>
${storeBoxes(shown, writer)}${hiddenField("managers[0].from", "")}${hiddenField("stores[0].from", "")}
<div class="buttons">${button("preview", words.form.preview)}</div>
</form>`;
}
