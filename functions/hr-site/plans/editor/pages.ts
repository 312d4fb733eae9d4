import { HR, STAFF } from "../../../../shared/access/groups.ts";
import { RefusedError } from "../../../../shared/base/issues/issue.ts";
import { editPlanDraft } from "../../../../shared/plans/steps/edit-draft.ts";
import { proposalPath } from "../../../../shared/ui/links.ts";
import type { Route } from "../../../_platform/http/route.ts";
import { staffPage } from "../../../_platform/page/staff-page.ts";
import { answerPage } from "../../../_platform/site/page-context.ts";
import { goTo } from "../../../_platform/site/take.ts";
import { type HrContext, hrForm, hrPage } from "../../context.ts";
import { formOfTerms, termsOfForm } from "./form/plan-form.ts";
import { previewMarkup } from "./markup/checks.ts";
import { operate, sortLadders } from "./operations/apply-operation.ts";
import { drawEditor, type OpenDraft, openDraft, parseDraft, type SentDraft, type Shown } from "./render.ts";

/** The editor of a plan's draft. All that is edited travels in the form until it is saved. */
export const editorPages: readonly Route[] = [
  hrPage({
    id: "hr.editor",
    path: "/:lang/hr/proposals/:proposalId/edit",
    access: STAFF,
    show: async (context) => {
      const opened = await openDraft(context);
      return showEditor(context, opened, { form: formOfTerms(opened.content.terms, context.deps.agency.currency) });
    },
  }),

  hrForm({
    id: "hr.saveEditor",
    path: "/:lang/hr/proposals/:proposalId/edit",
    access: HR,
    take: async (context, sent) => {
      const opened = await openDraft(context);
      const draft = parseDraft(sent);
      if (draft.op === "save" || draft.op === "save-rebase") return save(context, opened, draft);
      const { form, focus } = operate(draft.form, draft.op, context.deps.agency.currency);
      return showEditor(context, opened, {
        form,
        lockVersion: draft.lockVersion,
        comment: draft.comment,
        ...(focus !== undefined && { focus }),
      });
    },
  }),

  hrForm({
    id: "hr.editorPreview",
    path: "/:lang/hr/proposals/:proposalId/edit/preview",
    access: HR,
    take: async (context, sent) => {
      const { setting, checks } = drawEditor(context, await openDraft(context), { form: parseDraft(sent).form });
      return context.http.html(previewMarkup(checks, setting));
    },
  }),
];

function showEditor(
  { http, ...context }: HrContext,
  { content, ...opened }: OpenDraft,
  shown: Shown,
  status = 200,
): Response | Promise<Response> {
  const { setting, markup } = drawEditor({ http, ...context }, { content, ...opened }, shown);
  if (http.req.header("hx-request") !== undefined) return http.html(markup);
  const { frame, words, canEdit } = setting;
  const title = words.title(content.planId, content.baseVersion + 1);
  const page = staffPage(frame, { title, note: canEdit ? words.intro : words.readOnlyIntro, parts: [markup] });
  return answerPage(http, frame, page, status);
}

async function save(context: HrContext, opened: OpenDraft, { op, comment, lockVersion, ...draft }: SentDraft): Promise<Response> {
  const { writer, person, deps } = context;
  const { proposalId } = opened.proposal;
  const form = sortLadders(draft.form, deps.agency.currency);
  const edit = { proposalId, lockVersion, terms: termsOfForm(form, deps.agency.currency), ...(comment !== "" && { comment }) };
  try {
    await editPlanDraft({ ...edit, ...(op === "save-rebase" && { rebase: true }) }, person, deps);
    return goTo(context, proposalPath(proposalId));
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    const again = await openDraft(context);
    const { issues } = error;
    const conflict = again.proposal.status === "draft" && issues.some(({ code }) => code === "changed-meanwhile");
    const refused = conflict ? [] : issues.map((each) => writer.formatIssue(each));
    // Who has seen what was saved meanwhile saves over it, on its lock version.
    const seen = conflict ? again.proposal.lockVersion : lockVersion;
    return showEditor(context, again, { form, comment, refused, lockVersion: seen, conflict }, conflict ? 409 : 422);
  }
}
