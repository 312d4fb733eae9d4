import { html } from "hono/html";
import { HR, STAFF } from "../../../shared/access/groups.ts";
import { id } from "../../../shared/engine/facts/fields.ts";
import type { Plan } from "../../../shared/engine/plan/schema.ts";
import { createPlanDraft, type NewPlanDraft } from "../../../shared/plans/steps/edit-draft.ts";
import { listPlans, type PlanOverview, readPlan } from "../../../shared/plans/steps/list-plans.ts";
import { planWriterFor } from "../../../shared/plans/views/plan-writer.ts";
import { plansSection } from "../../../shared/plans/views/plans-view.ts";
import type { HttpContext } from "../../_platform/http/context.ts";
import { notFound } from "../../_platform/http/problem.ts";
import { page, type Route } from "../../_platform/http/route.ts";
import { issueFormatIn } from "../../_platform/issue-texts.ts";
import { linkTo } from "../../_platform/page/frame.ts";
import { pageMarkup } from "../../_platform/page/layout.ts";
import { refusedTexts } from "../../_platform/site/refusal-texts.ts";
import { frameOf, languageOf } from "../../_platform/site/request.ts";
import { answerPage } from "../../_platform/site/respond.ts";
import type { Wiring } from "../../_platform/wiring.ts";
import { viewSection } from "../form-fields.ts";
import { createPlanForm, planPage } from "./plan-page.ts";
import { versionPage } from "./version-page.ts";

/** The list of plans, a plan with its versions, and a version with all its terms. */
export const planPages: readonly Route[] = [
  page({ id: "hr.plans", path: "/:lang/hr/plans", access: STAFF, handle: async (context, deps) => showPlans(context, deps) }),

  page({
    id: "hr.createPlan",
    method: "POST",
    path: "/:lang/hr/plans",
    access: HR,
    handle: async (context, deps) => {
      const fields = await context.req.parseBody();
      const planId = String(fields.planId ?? "").trim();
      const { plans: words } = writerOf(context, deps).plans;
      if (!id.safeParse(planId).success) return showPlans(context, deps, { planId, error: words.badId });
      if ((await readPlan(planId, deps)) !== undefined) return showPlans(context, deps, { planId, error: words.taken });
      return draft(context, { planId, from: "blank" }, deps);
    },
  }),

  page({
    id: "hr.plan",
    path: "/:lang/hr/plans/:planId",
    access: STAFF,
    handle: async (context, deps) => {
      const plan = await planOf(context, deps);
      return showPlan(context, plan, deps);
    },
  }),

  page({
    id: "hr.version",
    path: "/:lang/hr/plans/:planId/versions/:version",
    access: STAFF,
    handle: async (context, deps) => {
      const overview = await planOf(context, deps);
      const place = overview.versions.findIndex(({ plan }) => String(plan.version) === context.req.param("version"));
      const found = overview.versions[place];
      if (found === undefined) throw notFound("The plan has no such version.");
      const frame = frameOf(context);
      const before = overview.versions[place + 1]?.plan;
      return answerPage(context, frame, versionPage(frame, found, before, { canEdit: canEdit(context), writer: writerOf(context, deps) }));
    },
  }),

  page({
    id: "hr.draftFrom",
    method: "POST",
    path: "/:lang/hr/plans/:planId/versions/:version/draft",
    access: HR,
    handle: async (context, deps) => {
      const overview = await planOf(context, deps);
      const from = overview.versions.find(({ plan }) => String(plan.version) === context.req.param("version"))?.plan;
      if (from === undefined) throw notFound("The plan has no such version.");
      const fields = await context.req.parseBody();
      const why = String(fields.why ?? "").trim();
      const latest = latestOf(overview);
      const rollbackOf =
        fields.rollBack === undefined || latest === undefined ? {} : { rollbackOf: { from: from.version, to: latest.version } };
      return draft(context, { planId: overview.planId, from: from.version, ...rollbackOf, ...(why !== "" && { why }) }, deps, overview);
    },
  }),
];

const writerOf = (context: HttpContext, { agency }: Wiring) =>
  planWriterFor(agency, languageOf(context), issueFormatIn(languageOf(context)));
const canEdit = (context: HttpContext): boolean => context.get("person")?.roles.includes("hr") ?? false;
const latestOf = ({ versions }: PlanOverview): Plan | undefined => versions[0]?.plan;

async function planOf(context: HttpContext, deps: Wiring): Promise<PlanOverview> {
  const plan = await readPlan(context.req.param("planId") ?? "", deps);
  if (plan === undefined) throw notFound("There is no such plan.");
  return plan;
}

async function showPlans(
  context: HttpContext,
  deps: Wiring,
  wrong?: { readonly planId: string; readonly error: string },
): Promise<Response> {
  const frame = frameOf(context);
  const writer = writerOf(context, deps);
  const words = writer.plans.plans;
  const list = viewSection(frame, plansSection(await listPlans(deps), writer));
  const create = canEdit(context) ? createPlanForm(frame, writer, wrong) : "";
  return answerPage(
    context,
    frame,
    pageMarkup(frame, words.title, html`<header class="opening"><div><h1>${words.title}</h1></div></header>${list}${create}`),
    wrong === undefined ? 200 : 422,
  );
}

async function showPlan(context: HttpContext, plan: PlanOverview, deps: Wiring, problem?: string): Promise<Response> {
  const frame = frameOf(context);
  const activity = await deps.proposals.activity(`plan:${plan.planId}`);
  return answerPage(
    context,
    frame,
    planPage(frame, plan, activity, {
      canEdit: canEdit(context),
      writer: writerOf(context, deps),
      ...(problem !== undefined && { problem }),
    }),
    problem === undefined ? 200 : 422,
  );
}

/** Makes a draft and opens it in the editor; one that brings old terms back needs only a day, and is looked at first. */
async function draft(context: HttpContext, request: NewPlanDraft, deps: Wiring, overview?: PlanOverview): Promise<Response> {
  const person = context.get("person");
  if (person === undefined) throw new Error("who makes a draft is known: the table asked");
  try {
    const { proposalId } = await createPlanDraft(request, person, deps);
    return context.redirect(linkTo(frameOf(context), `proposals/${encodeURIComponent(proposalId)}/edit`), 303);
  } catch (error) {
    const text = refusedTexts(error, languageOf(context)).join(" ");
    return overview === undefined
      ? showPlans(context, deps, { planId: request.planId, error: text })
      : showPlan(context, overview, deps, text);
  }
}
