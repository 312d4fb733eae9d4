import { html } from "hono/html";
import type { PlanContent, Proposal } from "../../shared/approval/proposal.ts";
import { changesBetween } from "../../shared/json/changes.ts";
import { canonicalJson } from "../../shared/json/exact-json.ts";
import { inspectPlan } from "../../shared/plan/inspect.ts";
import { editPlanDraft } from "../../shared/use-cases/proposals/draft-plan.ts";
import { listPlans, type PlanOverview } from "../../shared/use-cases/proposals/list-plans.ts";
import { RefusedError } from "../../shared/use-cases/retry.ts";
import { planWriterFor } from "../../shared/views/hr/plans-writer.ts";
import { refusalText } from "../../shared/views/hr/refusals.ts";
import type { App, HttpContext } from "../_platform/http/app.ts";
import { pathSegment } from "../_platform/http/path-segment.ts";
import { notFound } from "../_platform/http/problem.ts";
import { route } from "../_platform/http/route.ts";
import { linkTo } from "../_platform/page/frame.ts";
import { pageMarkup } from "../_platform/page/layout.ts";
import { answerPage } from "../_platform/site/answer.ts";
import { frameOf, languageOf } from "../_platform/site/request.ts";
import type { Wiring } from "../_platform/wiring.ts";
import { sortLadders } from "./editor/change-component.ts";
import { readForm } from "./editor/fields.ts";
import type { PlanForm } from "./editor/form.ts";
import { formOfTerms } from "./editor/form-of-terms.ts";
import { knownValues } from "./editor/known-values.ts";
import { operate } from "./editor/operate.ts";
import { type CheckedForm, checkForm } from "./editor/problems.ts";
import { termsOfForm } from "./editor/terms-of-form.ts";
import { liveForms } from "./live-forms.ts";
import { checksMarkup, previewMarkup } from "./page/editor-checks.ts";
import { editorForm } from "./page/editor-form.ts";
import type { EditorSetting } from "./page/editor-setting.ts";
import { editorWordsIn } from "./page/editor-words.ts";

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
    const { setting, checks } = drawn(c, opened, { form });
    return c.html(previewMarkup(checks, setting));
  });
}

/** A plan's proposal with what the editor has to know around it. */
interface OpenDraft {
  readonly proposal: Proposal;
  readonly content: PlanContent;
  readonly plans: readonly PlanOverview[];
  readonly own: PlanOverview | undefined;
  readonly currency: string;
  readonly rated: readonly string[];
  readonly agency: Wiring["agency"];
}

async function openDraft(c: HttpContext, p: Wiring): Promise<OpenDraft> {
  const proposal = await p.proposals.find(c.req.param("proposalId") ?? "");
  if (proposal?.content.kind !== "plan") throw notFound("There is no such draft of a plan.");
  const { content } = proposal;
  const plans = await listPlans(p);
  const own = plans.find(({ planId }) => planId === content.planId);
  return { proposal, content, plans, own, currency: p.agency.currency, rated: p.rating.ratedFacets, agency: p.agency };
}

interface Sent {
  readonly form: PlanForm;
  readonly op: string;
  readonly edition: number;
  readonly why: string;
}

async function readSent(c: HttpContext): Promise<Sent> {
  const fields = new URLSearchParams(await c.req.text());
  const edition = Number(fields.get("edition"));
  return {
    form: readForm(fields),
    op: fields.get("op") ?? "check",
    edition: Number.isSafeInteger(edition) ? edition : 0,
    why: (fields.get("why") ?? "").trim(),
  };
}

/** What the editor is to show. */
interface Shown {
  readonly form: PlanForm;
  readonly edition?: number;
  readonly why?: string;
  readonly focus?: string;
  readonly refused?: readonly string[];
  /** Whether what is saved was changed since the form was opened. */
  readonly conflict?: boolean;
}

function drawn(c: HttpContext, opened: OpenDraft, { form, edition, why = "", focus, refused = [], conflict }: Shown) {
  const { proposal, content, plans, own, currency, rated, agency } = opened;
  const frame = frameOf(c, { scripts: [liveForms().path] });
  const { language } = frame;
  const checked = checkForm(form, { planId: content.planId, version: content.basedOn + 1, currency, rated }, language);
  const versions = own?.versions.map(({ plan }) => plan) ?? [];
  const back = linkTo(frame, `proposals/${encodeURIComponent(proposal.proposalId)}`);
  const setting: EditorSetting = {
    words: editorWordsIn(language),
    writer: planWriterFor(agency, language),
    known: knownValues(
      rated,
      plans.flatMap((plan) => plan.versions.map((version) => version.plan)),
    ),
    rated,
    terms: checked.terms,
    problems: checked.problems,
    focus,
    canEdit: proposal.status === "draft" && (c.get("person")?.roles.includes("hr") ?? false),
    action: `${back}/edit`,
    live: new Map(),
  };
  const base = versions.find(({ version }) => version === content.basedOn);
  const findings = checked.plan === undefined ? [] : inspectPlan(checked.plan, versions, undefined, base === undefined ? {} : { base });
  const checks = checksMarkup(checked, findings, setting);
  const latest = versions[0]?.version ?? 0;
  const markup = editorForm(
    form,
    {
      edition: edition ?? proposal.edition,
      why,
      checks,
      back,
      preview: `${back}/edit/preview`,
      refused,
      loses: losesTerms(content.terms, checked, form, currency, edition === undefined),
      ...(conflict && { conflict: changesBetween(content.terms, checked.terms) }),
      ...(latest > content.basedOn && { behind: { based: content.basedOn, latest } }),
    },
    setting,
  );
  return { frame, setting, checks, markup };
}

/** Whether a draft that was just opened holds what the form can't: then saving it would drop that. */
function losesTerms(terms: PlanContent["terms"], { plan }: CheckedForm, form: PlanForm, currency: string, isFresh: boolean): boolean {
  return (
    isFresh &&
    plan === undefined &&
    Object.keys(terms).length > 0 &&
    changesBetween(termsOfForm(form, currency), terms).some(({ after }) => isHeld(after))
  );
}

/** Empty values are no loss: the form writes out what terms may leave out. */
const isHeld = (value: unknown): boolean =>
  value !== undefined && !["", "[]", "{}", "null"].includes(typeof value === "string" ? value : canonicalJson(value));

function showEditor(c: HttpContext, opened: OpenDraft, shown: Shown, status = 200): Response | Promise<Response> {
  const { frame, setting, markup } = drawn(c, opened, shown);
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

async function save(c: HttpContext, opened: OpenDraft, sent: Sent, p: Wiring): Promise<Response> {
  const { proposalId } = opened.proposal;
  const form = sortLadders(sent.form, opened.currency);
  const terms = termsOfForm(form, opened.currency);
  const person = c.get("person");
  if (person === undefined) throw new Error("who saves is known: the table asked");
  try {
    const edit = { proposalId, edition: sent.edition, terms, ...(sent.why !== "" && { why: sent.why }) };
    await editPlanDraft({ ...edit, ...(sent.op === "save-rebase" && { rebase: true }) }, person, p);
    return c.redirect(`/${languageOf(c)}/hr/proposals/${pathSegment(proposalId)}`, 303);
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    const again = await openDraft(c, p);
    const refusals = error.refusals ?? [];
    const conflict = again.proposal.status === "draft" && refusals.some(({ code }) => code === "changed-meanwhile");
    const refused = conflict
      ? []
      : refusals.length === 0
        ? [error.message]
        : refusals.map((refusal) => refusalText(refusal, languageOf(c)));
    // Who has seen what was saved meanwhile saves over it, on its edition.
    return showEditor(
      c,
      again,
      { form, why: sent.why, refused, edition: conflict ? again.proposal.edition : sent.edition, conflict },
      conflict ? 409 : 422,
    );
  }
}
