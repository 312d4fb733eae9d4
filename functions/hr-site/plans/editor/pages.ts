import { html } from "hono/html";
import { RefusedError } from "../../../../shared/base/issues/refusal.ts";
import { editPlanDraft } from "../../../../shared/plans/steps/edit-draft.ts";
import type { App } from "../../../_platform/http/app.ts";
import type { HttpContext } from "../../../_platform/http/context.ts";
import { pathSegment } from "../../../_platform/http/path-segment.ts";
import { route } from "../../../_platform/http/register-endpoint.ts";
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

/** Adds the editor of a plan's draft. All that is edited travels in the form until it is saved. */
export function addEditorPages(app: App, wiring: () => Wiring): void {
  route(app, "hr.editor", async (c) => {
    const opened = await openDraft(c, wiring());
    return showEditor(c, opened, { form: formOfTerms(opened.content.terms, opened.currency) });
  });

  route(app, "hr.saveEditor", async (c) => {
    const opened = await openDraft(c, wiring());
    const sent = await readSent(c);
    if (sent.op === "save" || sent.op === "save-rebase") return save(c, opened, sent, wiring());
    const { form, focus } = operate(sent.form, sent.op, opened.currency);
    return showEditor(c, opened, { form, edition: sent.edition, why: sent.why, ...(focus !== undefined && { focus }) });
  });

  route(app, "hr.editorPreview", async (c) => {
    const opened = await openDraft(c, wiring());
    const { form } = await readSent(c);
    const { setting, checks } = drawEditor(c, opened, { form });
    return c.html(previewMarkup(checks, setting));
  });
}

function showEditor(c: HttpContext, opened: OpenDraft, shown: Shown, status = 200): Response | Promise<Response> {
  const { frame, setting, markup } = drawEditor(c, opened, shown);
  if (c.req.header("hx-request") !== undefined) return c.html(markup);
  const { words, canEdit } = setting;
  const title = words.title(opened.content.planId, opened.content.basedOn + 1);
  const intro = canEdit ? words.intro : words.readOnlyIntro;
  return answerPage(
    c,
    frame,
    pageMarkup(
      frame,
      title,
      html`<header class="opening"><div><h1>${title}</h1></div><div class="blocks"><p class="soft">${intro}</p></div></header>${markup}`,
    ),
    status,
  );
}

async function save(c: HttpContext, opened: OpenDraft, sent: Sent, deps: Wiring): Promise<Response> {
  const { proposalId } = opened.proposal;
  const form = sortLadders(sent.form, opened.currency);
  const terms = termsOfForm(form, opened.currency);
  const person = c.get("person");
  if (person === undefined) throw new Error("who saves is known: the table asked");
  try {
    const edit = { proposalId, edition: sent.edition, terms, ...(sent.why !== "" && { why: sent.why }) };
    await editPlanDraft({ ...edit, ...(sent.op === "save-rebase" && { rebase: true }) }, person, deps);
    return c.redirect(`/${languageOf(c)}/hr/proposals/${pathSegment(proposalId)}`, 303);
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    const again = await openDraft(c, deps);
    const { issues } = error;
    const conflict = again.proposal.status === "draft" && issues.some(({ code }) => code === "changed-meanwhile");
    const refused = conflict ? [] : refusedTexts(error, languageOf(c));
    // Who has seen what was saved meanwhile saves over it, on its edition.
    return showEditor(
      c,
      again,
      { form, why: sent.why, refused, edition: conflict ? again.proposal.edition : sent.edition, conflict },
      conflict ? 409 : 422,
    );
  }
}
