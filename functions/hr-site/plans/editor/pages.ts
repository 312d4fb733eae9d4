import { HR, STAFF } from "../../../../shared/access/groups.ts";
import { RefusedError } from "../../../../shared/base/issues/issue.ts";
import { changesBetween } from "../../../../shared/base/json/diff.ts";
import { canonicalJson } from "../../../../shared/base/json/exact-json.ts";
import { inspectPlan } from "../../../../shared/engine/plan/draft-warnings.ts";
import { isPlanContent, type PlanContent } from "../../../../shared/plans/model/content.ts";
import { editPlanDraft } from "../../../../shared/plans/steps/edit-draft.ts";
import { listPlans, type PlanOverview } from "../../../../shared/plans/steps/list-plans.ts";
import type { Proposal } from "../../../../shared/proposals/model/proposal.ts";
import { proposalPath } from "../../../../shared/ui/links.ts";
import type { Route } from "../../../_platform/http/route.ts";
import { type Frame, type Html, linkTo } from "../../../_platform/page/layout.ts";
import { staffPage } from "../../../_platform/page/staff-page.ts";
import { liveForms } from "../../../_platform/site/assets.ts";
import { type Sent, sentAll, sentText } from "../../../_platform/site/form-data.ts";
import { answerPage, found, pathPart } from "../../../_platform/site/page-context.ts";
import { goTo, seenLockVersion } from "../../../_platform/site/take.ts";
import { type HrContext, hrForm, hrPage } from "../../context.ts";
import { type CheckedForm, checkForm } from "./form/form-issues.ts";
import { formOfTerms, type PlanForm, parsePlanForm, termsOfForm } from "./form/plan-form.ts";
import { knownValues } from "./known-values.ts";
import { checksMarkup, previewMarkup } from "./markup/checks.ts";
import type { EditorContext } from "./markup/context.ts";
import { editorForm } from "./markup/form.ts";
import { editorWordsIn } from "./messages.ts";
import { operate, sortLadders } from "./operations/apply-operation.ts";

/** A plan's proposal with what the editor has to know around it. */
export interface OpenDraft {
  readonly proposal: Proposal;
  readonly content: PlanContent;
  readonly plans: readonly PlanOverview[];
  readonly own: PlanOverview | undefined;
}

/** @throws HttpProblem where there is no such draft of a plan. */
export async function openDraft(context: HrContext): Promise<OpenDraft> {
  const proposal = found(await context.deps.proposals.find(pathPart(context, "proposalId")), "draft of a plan");
  const content = found(isPlanContent(proposal.content) ? proposal.content : undefined, "draft of a plan");
  const plans = await listPlans(context.deps);
  return { proposal, content, plans, own: plans.find(({ planId }) => planId === content.planId) };
}

/** A form that was sent, and by which button. */
export interface SentDraft {
  readonly form: PlanForm;
  readonly op: string;
  readonly lockVersion: number;
  readonly comment: string;
}

/** Reads a form as a browser sends it. */
export const parseDraft = (sent: Sent): SentDraft => ({
  form: parsePlanForm(Object.keys(sent).flatMap((name) => sentAll(sent, name).map((value) => [name, value] as const))),
  op: sentText(sent, "op") || "check",
  lockVersion: seenLockVersion(sent),
  comment: sentText(sent, "comment"),
});

/** What the editor is to show. */
export interface Shown {
  readonly form: PlanForm;
  readonly lockVersion?: number;
  readonly comment?: string;
  readonly focus?: string;
  readonly refused?: readonly string[];
  /** Whether what is saved was changed since the form was opened. */
  readonly conflict?: boolean;
}

interface Drawn {
  readonly setting: EditorContext;
  readonly checks: Html;
  readonly markup: Html;
}

/** The editor, drawn and checked: its form, its checks alone, and what else is redrawn while one edits. */
export function drawEditor(
  context: HrContext,
  opened: OpenDraft,
  { form, lockVersion, comment = "", focus, refused = [], conflict }: Shown,
): Drawn {
  const { proposal, content, plans, own } = opened;
  const { language, writer, isHr, deps } = context;
  const { currency } = deps.agency;
  const rated = deps.rating.ratedFacets;
  const frame: Frame = { ...context.frame, scripts: [liveForms().path] };
  const checked = checkForm(form, { planId: content.planId, version: content.baseVersion + 1, currency, rated }, language);
  const versions = own?.versions.map(({ plan }) => plan) ?? [];
  const back = linkTo(frame, proposalPath(proposal.proposalId));
  const setting: EditorContext = {
    frame,
    words: editorWordsIn(language),
    writer,
    known: knownValues(
      rated,
      plans.flatMap((plan) => plan.versions.map((version) => version.plan)),
    ),
    rated,
    terms: checked.terms,
    factors: form.factors.map(({ id }) => id),
    problems: checked.problems,
    focus,
    canEdit: proposal.status === "draft" && isHr,
    action: `${back}/edit`,
    live: new Map(),
  };
  const base = versions.find(({ version }) => version === content.baseVersion);
  const findings = checked.plan === undefined ? [] : inspectPlan(checked.plan, versions, undefined, base === undefined ? {} : { base });
  const checks = checksMarkup(checked, findings, setting);
  const latest = versions[0]?.version ?? 0;
  const markup = editorForm(
    form,
    {
      lockVersion: lockVersion ?? proposal.lockVersion,
      comment,
      checks,
      back,
      preview: `${back}/edit/preview`,
      refused,
      loses: losesTerms(content.terms, checked, form, currency, lockVersion === undefined),
      ...(conflict && { conflict: changesBetween(content.terms, checked.terms) }),
      ...(latest > content.baseVersion && { behind: { based: content.baseVersion, latest } }),
    },
    setting,
  );
  return { setting, checks, markup };
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
