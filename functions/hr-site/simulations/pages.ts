import { HR, STAFF } from "../../../shared/access/groups.ts";
import { isPlanContent, type PlanContent } from "../../../shared/plans/model/content.ts";
import { simulate } from "../../../shared/plans/steps/edit-draft.ts";
import { compareView, MOST_COMPARED } from "../../../shared/plans/views/compare-view.ts";
import { planWriterFor } from "../../../shared/plans/views/plan-writer.ts";
import type { Proposal } from "../../../shared/proposals/model/proposal.ts";
import { possibleSteps } from "../../../shared/proposals/model/transitions.ts";
import { readTrial, readTrialLines } from "../../../shared/simulations/steps/read-simulation.ts";
import { trialView } from "../../../shared/simulations/views/simulation-view.ts";
import { unfinishedTrialView } from "../../../shared/simulations/views/unfinished-view.ts";
import { formatMoment } from "../../../shared/ui/format.ts";
import type { HttpContext } from "../../_platform/http/context.ts";
import { notFound } from "../../_platform/http/problem.ts";
import { page, type Route } from "../../_platform/http/route.ts";
import { issueFormatIn } from "../../_platform/issue-texts.ts";
import { pollMarkup } from "../../_platform/page/frame.ts";
import { liveForms } from "../../_platform/site/assets.ts";
import { refusedTexts } from "../../_platform/site/refusal-texts.ts";
import { frameOf, languageOf } from "../../_platform/site/request.ts";
import { answerPage, answerView } from "../../_platform/site/respond.ts";
import type { Wiring } from "../../_platform/wiring.ts";
import { renderTrialCsv } from "./csv.ts";
import { openTrialForm, wrongAsked } from "./form-data.ts";
import { trialsPage } from "./list-page.ts";
import { earlierTrials } from "./previous.ts";

/** The trials of drafts: where they begin, what they found, the file of all advisors, and trials side by side. */
export const simulationPages: readonly Route[] = [
  page({
    id: "hr.simulations",
    path: "/:lang/hr/proposals/:proposalId/simulations",
    access: STAFF,
    handle: async (c, deps) => showTrials(c, deps, c.req.query()),
  }),

  page({
    id: "hr.createSimulation",
    method: "POST",
    path: "/:lang/hr/proposals/:proposalId/simulations",
    access: HR,
    handle: async (c, deps) => beginTrial(c, deps),
  }),

  page({
    id: "hr.simulation",
    path: "/:lang/hr/simulations/:simulationId",
    access: STAFF,
    handle: async (c, deps) => {
      const p = deps;
      const { trial, result } = await trialOf(c, p);
      const more = { currency: p.agency.currency, begunAt: formatMoment(trial.at, p.agency.timeZone) };
      const frame = frameOf(c);
      if (result !== undefined) {
        // Whoever looked on while it ran gets the whole page now.
        if (c.req.header("hx-request") !== undefined) c.header("hx-refresh", "true");
        return answerView(c, frame, trialView(trial, result, more, frame.language));
      }
      const view = unfinishedTrialView(trial, { ...more, formatIssue: issueFormatIn(frame.language) }, frame.language);
      if (trial.issues !== undefined) return answerView(c, frame, view);
      return answerView(c, { ...frame, scripts: [liveForms().path], refreshSeconds: 5 }, view, pollMarkup(frame, "state"));
    },
  }),

  page({
    id: "hr.simulationCsv",
    path: "/:lang/hr/simulations/:simulationId/advisors.csv",
    access: STAFF,
    handle: async (c, deps) => {
      const p = deps;
      const { trial, result } = await trialOf(c, p);
      if (result === undefined) throw notFound("The trial is not done yet.");
      const lines = await readTrialLines(trial.simulationId, p);
      const { planId, version } = trial.request.draft;
      const name = `trial-${encodeURIComponent(planId)}-${version}-${trial.request.from}-${trial.request.to}.csv`;
      c.header("content-type", "text/csv; charset=utf-8");
      c.header("content-disposition", `attachment; filename="${name}"`);
      return c.body(renderTrialCsv(lines, p.agency.currency, languageOf(c)));
    },
  }),

  page({
    id: "hr.compare",
    path: "/:lang/hr/compare",
    access: STAFF,
    handle: async (c, deps) => {
      const p = deps;
      const ids = [...new Set(c.req.queries("trial") ?? [])].slice(0, MOST_COMPARED);
      const found = await Promise.all(ids.map(async (id) => ({ id, read: await readTrial(id, p) })));
      const compared = found.flatMap(({ read }) => (read === undefined ? [] : [read]));
      const missing = found.filter(({ read }) => read === undefined).map(({ id }) => id);
      const frame = frameOf(c);
      return answerView(c, frame, compareView(compared, missing, planWriterFor(p.agency, frame.language, issueFormatIn(frame.language))));
    },
  }),
];

async function trialOf(c: HttpContext, deps: Wiring): Promise<NonNullable<Awaited<ReturnType<typeof readTrial>>>> {
  const read = await readTrial(c.req.param("simulationId") ?? "", deps);
  if (read === undefined) throw notFound("There is no such trial.");
  return read;
}

const isOfPlan = (proposal: Proposal | undefined): proposal is Proposal<PlanContent> =>
  proposal !== undefined && isPlanContent(proposal.content);

/** The page of a draft's trials; `problem` says why the one that was asked for did not begin. */
async function showTrials(c: HttpContext, deps: Wiring, given: Readonly<Record<string, unknown>>, problem?: string): Promise<Response> {
  const proposal = await deps.proposals.find(c.req.param("proposalId") ?? "");
  if (!isOfPlan(proposal)) throw notFound("There is no such draft of a plan.");
  const form = await openTrialForm(proposal, given, deps);
  const person = c.get("person");
  const mayTry = person !== undefined && possibleSteps(deps.kinds.of(proposal.content), proposal, person).includes("simulate");
  const trials = await earlierTrials(proposal, form.draft, deps);
  const frame = frameOf(c);
  return answerPage(c, frame, trialsPage(frame, { form, mayTry, trials, problem }, deps.agency), problem === undefined ? 200 : 422);
}

async function beginTrial(c: HttpContext, deps: Wiring): Promise<Response> {
  const person = c.get("person");
  const proposal = await deps.proposals.find(c.req.param("proposalId") ?? "");
  if (person === undefined || !isOfPlan(proposal)) throw notFound("There is no such draft of a plan.");
  const given = await c.req.parseBody();
  const form = await openTrialForm(proposal, given, deps);
  const wrong = wrongAsked(form);
  if (wrong !== undefined) return showTrials(c, deps, given, wrong);
  try {
    const asked = { proposalId: proposal.proposalId, lockVersion: Number(given.lockVersion), ...form.asked };
    const { simulationId } = await simulate(asked, person, deps);
    return c.redirect(`/${languageOf(c)}/hr/simulations/${encodeURIComponent(simulationId)}`, 303);
  } catch (error) {
    return showTrials(c, deps, given, refusedTexts(error, languageOf(c)).join(" "));
  }
}
