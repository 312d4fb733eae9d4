import { HR, STAFF } from "../../../shared/access/groups.ts";
import { isPlanContent, type PlanContent } from "../../../shared/plans/model/content.ts";
import { simulate } from "../../../shared/plans/steps/edit-draft.ts";
import { compareView, MAX_COMPARED } from "../../../shared/plans/views/compare-view.ts";
import { planWriterFor } from "../../../shared/plans/views/plan-writer.ts";
import type { Proposal } from "../../../shared/proposals/model/proposal.ts";
import { possibleSteps } from "../../../shared/proposals/model/transitions.ts";
import { readSimulation, readSimulationLines } from "../../../shared/simulations/steps/read-simulation.ts";
import { simulationView } from "../../../shared/simulations/views/simulation-view.ts";
import { unfinishedSimulationView } from "../../../shared/simulations/views/unfinished-view.ts";
import { formatMoment } from "../../../shared/ui/format.ts";
import type { HttpContext } from "../../_platform/http/context.ts";
import { notFound } from "../../_platform/http/problem.ts";
import { page, type Route } from "../../_platform/http/route.ts";
import { issueFormatIn } from "../../_platform/issue-texts.ts";
import { pollMarkup } from "../../_platform/page/frame.ts";
import { liveForms } from "../../_platform/site/assets.ts";
import { refusedTexts } from "../../_platform/site/refusal-texts.ts";
import { reloadWhenDone } from "../../_platform/site/reload-when-done.ts";
import { frameOf, languageOf } from "../../_platform/site/request.ts";
import { answerPage, answerView } from "../../_platform/site/respond.ts";
import type { Wiring } from "../../_platform/wiring.ts";
import { renderTrialCsv } from "./csv.ts";
import { openTrialForm, wrongAsked } from "./form-data.ts";
import { simulationsPage } from "./list-page.ts";
import { earlierTrials } from "./previous.ts";

/** The trials of drafts: where they begin, what they found, the file of all advisors, and trials side by side. */
export const simulationPages: readonly Route[] = [
  page({
    id: "hr.simulations",
    path: "/:lang/hr/proposals/:proposalId/simulations",
    access: STAFF,
    handle: async (context, deps) => showTrials(context, deps, context.req.query()),
  }),

  page({
    id: "hr.createSimulation",
    method: "POST",
    path: "/:lang/hr/proposals/:proposalId/simulations",
    access: HR,
    handle: async (context, deps) => startSimulation(context, deps),
  }),

  page({
    id: "hr.simulation",
    path: "/:lang/hr/simulations/:simulationId",
    access: STAFF,
    handle: async (context, deps) => {
      const p = deps;
      const { trial, result } = await simulationOf(context, p);
      const more = { currency: p.agency.currency, begunAt: formatMoment(trial.at, p.agency.timeZone) };
      const frame = frameOf(context);
      reloadWhenDone(context, "state", result === undefined && trial.issues === undefined);
      if (result !== undefined) return answerView(context, frame, simulationView(trial, result, more, frame.language));
      const view = unfinishedSimulationView(trial, { ...more, formatIssue: issueFormatIn(frame.language) }, frame.language);
      if (trial.issues !== undefined) return answerView(context, frame, view);
      return answerView(context, { ...frame, scripts: [liveForms().path], refreshSeconds: 5 }, view, pollMarkup(frame, "state"));
    },
  }),

  page({
    id: "hr.simulationCsv",
    path: "/:lang/hr/simulations/:simulationId/advisors.csv",
    access: STAFF,
    handle: async (context, deps) => {
      const p = deps;
      const { trial, result } = await simulationOf(context, p);
      if (result === undefined) throw notFound("The trial is not done yet.");
      const lines = await readSimulationLines(trial.simulationId, p);
      const { planId, version } = trial.request.draft;
      const name = `trial-${encodeURIComponent(planId)}-${version}-${trial.request.from}-${trial.request.to}.csv`;
      context.header("content-type", "text/csv; charset=utf-8");
      context.header("content-disposition", `attachment; filename="${name}"`);
      return context.body(renderTrialCsv(lines, p.agency.currency, languageOf(context)));
    },
  }),

  page({
    id: "hr.compare",
    path: "/:lang/hr/compare",
    access: STAFF,
    handle: async (context, deps) => {
      const p = deps;
      const ids = [...new Set(context.req.queries("trial") ?? [])].slice(0, MAX_COMPARED);
      const found = await Promise.all(ids.map(async (id) => ({ id, read: await readSimulation(id, p) })));
      const compared = found.flatMap(({ read }) => (read === undefined ? [] : [read]));
      const missing = found.filter(({ read }) => read === undefined).map(({ id }) => id);
      const frame = frameOf(context);
      return answerView(
        context,
        frame,
        compareView(compared, missing, planWriterFor(p.agency, frame.language, issueFormatIn(frame.language))),
      );
    },
  }),
];

async function simulationOf(context: HttpContext, deps: Wiring): Promise<NonNullable<Awaited<ReturnType<typeof readSimulation>>>> {
  const read = await readSimulation(context.req.param("simulationId") ?? "", deps);
  if (read === undefined) throw notFound("There is no such trial.");
  return read;
}

const isOfPlan = (proposal: Proposal | undefined): proposal is Proposal<PlanContent> =>
  proposal !== undefined && isPlanContent(proposal.content);

/** The page of a draft's trials; `problem` says why the one that was asked for did not begin. */
async function showTrials(
  context: HttpContext,
  deps: Wiring,
  given: Readonly<Record<string, unknown>>,
  problem?: string,
): Promise<Response> {
  const proposal = await deps.proposals.find(context.req.param("proposalId") ?? "");
  if (!isOfPlan(proposal)) throw notFound("There is no such draft of a plan.");
  const form = await openTrialForm(proposal, given, deps);
  const person = context.get("person");
  const mayTry = person !== undefined && possibleSteps(deps.kinds.of(proposal.content), proposal, person).includes("simulate");
  const trials = await earlierTrials(proposal, form.draft, deps);
  const frame = frameOf(context);
  return answerPage(
    context,
    frame,
    simulationsPage(frame, { form, mayTry, trials, problem }, deps.agency),
    problem === undefined ? 200 : 422,
  );
}

async function startSimulation(context: HttpContext, deps: Wiring): Promise<Response> {
  const person = context.get("person");
  const proposal = await deps.proposals.find(context.req.param("proposalId") ?? "");
  if (person === undefined || !isOfPlan(proposal)) throw notFound("There is no such draft of a plan.");
  const given = await context.req.parseBody();
  const form = await openTrialForm(proposal, given, deps);
  const wrong = wrongAsked(form);
  if (wrong !== undefined) return showTrials(context, deps, given, wrong);
  try {
    const asked = { proposalId: proposal.proposalId, lockVersion: Number(given.lockVersion), ...form.asked };
    const { simulationId } = await simulate(asked, person, deps);
    return context.redirect(`/${languageOf(context)}/hr/simulations/${encodeURIComponent(simulationId)}`, 303);
  } catch (error) {
    return showTrials(context, deps, given, refusedTexts(error, languageOf(context)).join(" "));
  }
}
