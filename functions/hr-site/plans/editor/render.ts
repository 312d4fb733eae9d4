import { changesBetween } from "../../../../shared/base/json/diff.ts";
import { canonicalJson } from "../../../../shared/base/json/exact-json.ts";
import { inspectPlan } from "../../../../shared/engine/plan/draft-warnings.ts";
import { isPlanContent, type PlanContent } from "../../../../shared/plans/model/content.ts";
import { listPlans, type PlanOverview } from "../../../../shared/plans/steps/list-plans.ts";
import type { Proposal } from "../../../../shared/proposals/model/proposal.ts";
import { proposalPath } from "../../../../shared/ui/links.ts";
import { type Frame, type Html, linkTo } from "../../../_platform/page/frame.ts";
import { liveForms } from "../../../_platform/site/assets.ts";
import { type Sent, sentAll, sentText } from "../../../_platform/site/form-data.ts";
import { found, pathPart } from "../../../_platform/site/page-context.ts";
import { seenLockVersion } from "../../../_platform/site/take.ts";
import type { HrContext } from "../../context.ts";
import { type CheckedForm, checkForm } from "./form/form-issues.ts";
import { type PlanForm, parsePlanForm, termsOfForm } from "./form/plan-form.ts";
import { knownValues } from "./known-values.ts";
import { checksMarkup } from "./markup/checks.ts";
import type { EditorContext } from "./markup/context.ts";
import { editorForm } from "./markup/form.ts";
import { editorWordsIn } from "./messages.ts";

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
