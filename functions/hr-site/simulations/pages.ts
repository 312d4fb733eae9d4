import { HR, STAFF } from "../../../shared/access/groups.ts";
import { isPlanContent, type PlanContent } from "../../../shared/plans/model/content.ts";
import { simulate } from "../../../shared/plans/steps/edit-draft.ts";
import { compareView, MAX_COMPARED } from "../../../shared/plans/views/compare-view.ts";
import { possibleSteps } from "../../../shared/proposals/model/apply-step.ts";
import type { Proposal } from "../../../shared/proposals/model/proposal.ts";
import { simulationFormMessagesIn } from "../../../shared/simulations/messages.ts";
import { readSimulation, readSimulationLines } from "../../../shared/simulations/steps/read-simulation.ts";
import { simulationView, unfinishedSimulationView } from "../../../shared/simulations/views/simulation-view.ts";
import { simulationPath } from "../../../shared/ui/links.ts";
import { notFound } from "../../_platform/http/problem.ts";
import type { Route } from "../../_platform/http/route.ts";
import type { Refused } from "../../_platform/page/form.ts";
import { viewPart } from "../../_platform/page/staff-page.ts";
import { answerFile, answerView, found, pathPart, showPage } from "../../_platform/site/page-context.ts";
import { seenLockVersion, take } from "../../_platform/site/take.ts";
import { type HrContext, hrForm, hrPage } from "../context.ts";
import { renderTrialCsv } from "./csv.ts";
import { openTrialForm, wrongAsked } from "./form-data.ts";
import { simulationsPage } from "./list-page.ts";
import { earlierTrials } from "./previous.ts";

/** The simulations of drafts: where they begin, what they found, the file of all advisors, and simulations side by side. */
export const simulationPages: readonly Route[] = [
  hrPage({
    id: "hr.simulations",
    path: "/:lang/hr/proposals/:proposalId/simulations",
    access: STAFF,
    show: (context) => showSimulations(context, context.http.req.query()),
  }),

  hrForm({
    id: "hr.createSimulation",
    path: "/:lang/hr/proposals/:proposalId/simulations",
    access: HR,
    take: async (context, sent) => {
      const proposal = await draftAt(context);
      const { asked, ...form } = await openTrialForm(proposal, sent, context.deps);
      const wrong = wrongAsked({ asked, ...form });
      if (wrong !== undefined) return showSimulations(context, sent, simulationFormMessagesIn(context.language).wrong[wrong]);
      const request = { proposalId: proposal.proposalId, lockVersion: seenLockVersion(sent), ...asked };
      const run = async () => simulationPath((await simulate(request, context.person, context.deps)).simulationId);
      return take(context, run, (refused) => showSimulations(context, sent, refused));
    },
  }),

  hrPage({ id: "hr.simulation", path: "/:lang/hr/simulations/:simulationId", access: STAFF, show: showSimulation }),

  hrPage({
    id: "hr.simulationCsv",
    path: "/:lang/hr/simulations/:simulationId/advisors.csv",
    access: STAFF,
    show: async (context) => {
      const { http, language, deps } = context;
      const { trial, result } = await simulationAt(context);
      if (result === undefined) throw notFound("The simulation is not done yet.");
      const lines = await readSimulationLines(trial.simulationId, deps);
      const { draft, from, to } = trial.request;
      const name = `trial-${encodeURIComponent(draft.planId)}-${draft.version}-${from}-${to}.csv`;
      return answerFile(http, name, "text/csv; charset=utf-8", renderTrialCsv(lines, deps.agency.currency, language));
    },
  }),

  hrPage({ id: "hr.compare", path: "/:lang/hr/compare", access: STAFF, show: showComparison }),
];

async function showSimulation(context: HrContext): Promise<Response> {
  const { http, frame, language, writer, deps } = context;
  const { trial, result } = await simulationAt(context);
  const more = { currency: deps.agency.currency, begunAt: writer.moment(trial.at), formatIssue: writer.formatIssue };
  if (result !== undefined) {
    // Whoever looked on while it ran gets the whole page now.
    if (http.req.header("hx-request") !== undefined) http.header("hx-refresh", "true");
    return answerView(http, frame, simulationView(trial, result, more, language));
  }
  const { title, subtitle, sections, footer } = unfinishedSimulationView(trial, more, language);
  const parts = sections.map((each) => viewPart(each));
  return showPage(context, { title, subtitle, parts, footer, live: trial.issues === undefined ? ["state"] : [] });
}

async function showComparison({ http, frame, writer, deps }: HrContext): Promise<Response> {
  const ids = [...new Set(http.req.queries("trial") ?? [])].slice(0, MAX_COMPARED);
  const all = await Promise.all(ids.map(async (id) => ({ id, read: await readSimulation(id, deps) })));
  const compared = all.flatMap(({ read }) => (read === undefined ? [] : [read]));
  const missing = all.filter(({ read }) => read === undefined).map(({ id }) => id);
  return answerView(http, frame, compareView(compared, missing, writer));
}

const simulationAt = async (context: HrContext) =>
  found(await readSimulation(pathPart(context, "simulationId"), context.deps), "simulation");

async function draftAt(context: HrContext): Promise<Proposal<PlanContent>> {
  const proposal = await context.deps.proposals.find(pathPart(context, "proposalId"));
  const isPlan = proposal !== undefined && isPlanContent(proposal.content);
  return found(isPlan ? (proposal as Proposal<PlanContent>) : undefined, "draft of a plan");
}

/** The page of a draft's simulations; `problem` says why the one that was asked for did not begin. */
async function showSimulations(
  context: HrContext,
  given: Readonly<Record<string, unknown>>,
  problem?: Refused | string,
): Promise<Response> {
  const { person, deps } = context;
  const proposal = await draftAt(context);
  const form = await openTrialForm(proposal, given, deps);
  const mayTry = possibleSteps(deps.kinds.of(proposal.content), proposal, person).includes("simulate");
  const trials = await earlierTrials(proposal, form.draft, deps);
  return showPage(context, simulationsPage(context, { form, mayTry, trials, problem }));
}
