import { html } from "hono/html";
import { HR, STAFF } from "../../../../shared/access/groups.ts";
import { RefusedError } from "../../../../shared/base/issues/refusal.ts";
import { editPlanDraft } from "../../../../shared/plans/steps/edit-draft.ts";
import type { HttpContext } from "../../../_platform/http/context.ts";
import { pathSegment } from "../../../_platform/http/path-segment.ts";
import { page, type Route } from "../../../_platform/http/route.ts";
import { pageMarkup } from "../../../_platform/page/layout.ts";
import { refusedTexts } from "../../../_platform/site/refusal-texts.ts";
import { languageOf } from "../../../_platform/site/request.ts";
import { answerPage } from "../../../_platform/site/respond.ts";
import type { Wiring } from "../../../_platform/wiring.ts";
import { formOfTerms } from "./form/form-from-terms.ts";
import { termsOfForm } from "./form/terms-from-form.ts";
import { previewMarkup } from "./markup/checks.ts";
import { type OpenDraft, openDraft, readSent, type Sent } from "./open-draft.ts";
import { operate } from "./operations/apply-operation.ts";
import { sortLadders } from "./operations/update-component.ts";
import { drawEditor, type Shown } from "./render.ts";

/** The editor of a plan's draft. All that is edited travels in the form until it is saved. */
export const editorPages: readonly Route[] = [
  page({
    id: "hr.editor",
    path: "/:lang/hr/proposals/:proposalId/edit",
    access: STAFF,
    handle: async (context, deps) => {
      const opened = await openDraft(context, deps);
      return showEditor(context, opened, { form: formOfTerms(opened.content.terms, opened.currency) });
    },
  }),

  page({
    id: "hr.saveEditor",
    method: "POST",
    path: "/:lang/hr/proposals/:proposalId/edit",
    access: HR,
    handle: async (context, deps) => {
      const opened = await openDraft(context, deps);
      const sent = await readSent(context);
      if (sent.op === "save" || sent.op === "save-rebase") return save(context, opened, sent, deps);
      const { form, focus } = operate(sent.form, sent.op, opened.currency);
      return showEditor(context, opened, { form, lockVersion: sent.lockVersion, why: sent.why, ...(focus !== undefined && { focus }) });
    },
  }),

  page({
    id: "hr.editorPreview",
    method: "POST",
    path: "/:lang/hr/proposals/:proposalId/edit/preview",
    access: HR,
    handle: async (context, deps) => {
      const opened = await openDraft(context, deps);
      const { form } = await readSent(context);
      const { setting, checks } = drawEditor(context, opened, { form });
      return context.html(previewMarkup(checks, setting));
    },
  }),
];

function showEditor(context: HttpContext, opened: OpenDraft, shown: Shown, status = 200): Response | Promise<Response> {
  const { frame, setting, markup } = drawEditor(context, opened, shown);
  if (context.req.header("hx-request") !== undefined) return context.html(markup);
  const { words, canEdit } = setting;
  const title = words.title(opened.content.planId, opened.content.baseVersion + 1);
  const intro = canEdit ? words.intro : words.readOnlyIntro;
  return answerPage(
    context,
    frame,
    pageMarkup(
      frame,
      title,
      html`<header class="opening"><div><h1>${title}</h1></div><div class="blocks"><p class="soft">${intro}</p></div></header>${markup}`,
    ),
    status,
  );
}

async function save(context: HttpContext, opened: OpenDraft, sent: Sent, deps: Wiring): Promise<Response> {
  const { proposalId } = opened.proposal;
  const form = sortLadders(sent.form, opened.currency);
  const terms = termsOfForm(form, opened.currency);
  const person = context.get("person");
  if (person === undefined) throw new Error("who saves is known: the table asked");
  try {
    const edit = { proposalId, lockVersion: sent.lockVersion, terms, ...(sent.why !== "" && { why: sent.why }) };
    await editPlanDraft({ ...edit, ...(sent.op === "save-rebase" && { rebase: true }) }, person, deps);
    return context.redirect(`/${languageOf(context)}/hr/proposals/${pathSegment(proposalId)}`, 303);
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    const again = await openDraft(context, deps);
    const { issues } = error;
    const conflict = again.proposal.status === "draft" && issues.some(({ code }) => code === "changed-meanwhile");
    const refused = conflict ? [] : refusedTexts(error, languageOf(context));
    // Who has seen what was saved meanwhile saves over it, on its lock version.
    return showEditor(
      context,
      again,
      { form, why: sent.why, refused, lockVersion: conflict ? again.proposal.lockVersion : sent.lockVersion, conflict },
      conflict ? 409 : 422,
    );
  }
}
