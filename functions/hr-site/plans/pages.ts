import { HR, STAFF } from "../../../shared/access/groups.ts";
import { issue } from "../../../shared/base/issues/issue.ts";
import { createPlanDraft, type NewPlanDraft } from "../../../shared/plans/steps/edit-draft.ts";
import { listPlans, type PlanOverview, readPlan } from "../../../shared/plans/steps/list-plans.ts";
import { plansSection } from "../../../shared/plans/views/terms-view.ts";
import { proposalPath } from "../../../shared/ui/links.ts";
import { notFound } from "../../_platform/http/problem.ts";
import type { Route } from "../../_platform/http/route.ts";
import { type Form, formMarkup, type Refused, readForm, refusedForm } from "../../_platform/page/form.ts";
import { section, viewPart } from "../../_platform/page/staff-page.ts";
import { proposeRequest } from "../../_platform/requests/plans.ts";
import { type Sent, sentText } from "../../_platform/site/form-data.ts";
import { found, pathPart, showPage } from "../../_platform/site/page-context.ts";
import { take } from "../../_platform/site/take.ts";
import { type HrContext, hrForm, hrPage } from "../context.ts";
import { planPage, versionPage } from "./plan-page.ts";

/** The list of plans, a plan with its versions, and a version with all its terms. */
export const planPages: readonly Route[] = [
  hrPage({ id: "hr.plans", path: "/:lang/hr/plans", access: STAFF, show: (context) => showPlans(context) }),

  hrForm({ id: "hr.createPlan", path: "/:lang/hr/plans", access: HR, take: createPlan }),

  hrPage({
    id: "hr.plan",
    path: "/:lang/hr/plans/:planId",
    access: STAFF,
    show: async (context) => showPlan(context, await planAt(context)),
  }),

  hrPage({
    id: "hr.version",
    path: "/:lang/hr/plans/:planId/versions/:version",
    access: STAFF,
    show: async (context) => {
      const { versions } = await planAt(context);
      const place = versions.findIndex(({ plan }) => String(plan.version) === pathPart(context, "version"));
      return showPage(context, versionPage(context, found(versions[place], "version"), versions[place + 1]?.plan));
    },
  }),

  hrForm({
    id: "hr.draftFrom",
    path: "/:lang/hr/plans/:planId/versions/:version/draft",
    access: HR,
    take: async (context, sent) => {
      const overview = await planAt(context);
      const [latest, ...older] = overview.versions.map(({ plan }) => plan);
      const from = [latest, ...older].find((plan) => String(plan?.version) === pathPart(context, "version"));
      if (from === undefined || latest === undefined) throw notFound("The plan has no such version.");
      const comment = sentText(sent, "comment");
      const rollbackOf = sent.rollBack === undefined ? {} : { rollbackOf: { from: from.version, to: latest.version } };
      const request = { planId: overview.planId, from: from.version, ...rollbackOf, ...(comment !== "" && { comment }) };
      return draft(context, request, (refused) => showPlan(context, overview, refused));
    },
  }),
];

const planAt = async (context: HrContext): Promise<PlanOverview> =>
  found(await readPlan(pathPart(context, "planId"), context.deps), "plan");

async function createPlan(context: HrContext, sent: Sent): Promise<Response> {
  const form = createForm(context);
  const { refused, body } = readForm(form, proposeRequest, sent, { from: "blank" });
  if (body === undefined) return showPlans(context, refused);
  const { planId } = body;
  const again = (issues: Refused["issues"]) => showPlans(context, refusedForm(form, { planId }, issues));
  if ((await readPlan(planId, context.deps)) !== undefined) return again([issue("planId", "plan-id-taken")]);
  return draft(context, { planId, from: "blank" }, ({ issues }) => again(issues));
}

/** Where a plan begins. */
function createForm({ writer }: HrContext): Form {
  const words = writer.plans.plans;
  return {
    id: "create",
    fields: [{ name: "planId", label: words.planId, hint: words.createHint, wrong: words.badId }],
    submit: words.createButton,
  };
}

async function showPlans(context: HrContext, refused?: Refused): Promise<Response> {
  const { writer, isHr, deps } = context;
  const words = writer.plans.plans;
  return showPage(context, {
    title: words.title,
    refused,
    parts: [
      viewPart(plansSection(await listPlans(deps), writer)),
      isHr ? section("create", words.create, formMarkup(createForm(context), writer, {}, refused)) : "",
    ],
  });
}

async function showPlan(context: HrContext, plan: PlanOverview, refused?: Refused): Promise<Response> {
  const activity = await context.deps.proposals.activity(`plan:${plan.planId}`);
  return showPage(context, { ...planPage(context, plan, activity), refused });
}

/** Makes a draft and opens it in the editor; one that brings old terms back needs only a day, and is looked at first. */
function draft(context: HrContext, request: NewPlanDraft, again: (refused: Refused) => Promise<Response>): Promise<Response> {
  const run = async () => `${proposalPath((await createPlanDraft(request, context.person, context.deps)).proposalId)}/edit`;
  return take(context, run, again);
}
