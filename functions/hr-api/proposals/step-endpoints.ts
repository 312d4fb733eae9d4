import { HR_OR_FINANCE } from "../../../shared/access/groups.ts";
import type { Person } from "../../../shared/access/policy.ts";
import type { Proposal } from "../../../shared/proposals/model/proposal.ts";
import { publish } from "../../../shared/proposals/steps/publish.ts";
import { approveProposal, sendBack, submit, withdraw } from "../../../shared/proposals/steps/take-steps.ts";
import { endpoint, tagged } from "../../_platform/api/endpoint.ts";
import { expectHr, lockVersionOf, readBody } from "../../_platform/api/request-context.ts";
import { notFound, refusedProblem } from "../../_platform/http/problem.ts";
import type { HttpContext } from "../../_platform/http/route.ts";
import { type Step, stepRequests } from "../../_platform/requests/proposals.ts";
import type { Wiring } from "../../_platform/wiring.ts";
import { proposalOf, proposalReply } from "./mapping.ts";
import { proposalSchema } from "./schema.response.ts";

/** The steps from a draft to what is published. */
export const stepEndpoints = tagged("Proposals", [
  endpoint({
    id: "hrApi.step",
    route: "POST /v1/hr/proposals/:proposalId/:step",
    access: HR_OR_FINANCE,
    summary: "Take a step",
    response: proposalSchema,
    hasLockVersion: true,
    steps: {
      submit: {
        summary: "Submit a draft",
        body: stepRequests.submit,
        description:
          "Binds hashes of the plan, of what it was simulated on, and of what came out. What stands against it is told as `issues`.",
      },
      approve: {
        summary: "Approve a submission",
        body: stepRequests.approve,
        description: "Signs the submission. Whoever wrote or submitted it can't approve it, whatever roles they have.",
      },
      return: { summary: "Return a submission to draft", body: stepRequests.return, description: "Makes a draft of it again." },
      withdraw: { summary: "Withdraw a proposal", body: stepRequests.withdraw, description: "Ends it: nothing is published." },
      publish: {
        summary: "Publish what was approved",
        body: stepRequests.publish,
        continues: true,
        description:
          "Computes everything again, and refuses where anything differs from what was approved: `issues` says what to do. Where it takes longer the answer is 202, and it goes on by itself.",
      },
    },
    handle: async ({ c, params, person, deps }) => {
      const step = stepOf(params.step);
      if (!FINANCE_TOO.has(step)) expectHr(person);
      const take = await STEPS[step](c);
      const proposal = await proposalOf(params, deps);
      // Whoever repeats a step because its answer was lost is told how things stand.
      if (await isTaken(step, proposal, person, deps)) return afterStep(proposal, person, deps);
      return afterStep(await take(proposal.proposalId, person, deps), person, deps);
    },
  }),
]);

/** What became of a proposal: 202 where publishing goes on. */
const afterStep = (proposal: Proposal, person: Person, deps: Wiring) =>
  proposalReply(proposal, person, deps, proposal.status === "publishing" ? 202 : 200);

function stepOf(step: string): Step {
  if (!Object.hasOwn(STEPS, step)) throw notFound(`There is no such step: there are ${Object.keys(STEPS).join(", ")}.`);
  return step as Step;
}

/** The step itself tells what of it finance may do: it withdraws what is paid, and no plan. */
const FINANCE_TOO: ReadonlySet<Step> = new Set(["approve", "return", "withdraw"]);

type Take = (proposalId: string, person: Person, wiring: Wiring) => Promise<Proposal>;

/** Each step: reads what it takes, and gives how it is taken. */
const STEPS: Readonly<Record<Step, (context: HttpContext) => Promise<Take>>> = {
  submit: async (context) => {
    const { lockVersion, comment, acknowledged } = await readBody(context, stepRequests.submit);
    return (proposalId, person, wiring) =>
      submit({ proposalId, lockVersion: lockVersionOf(context, lockVersion), comment, acknowledged }, person, wiring);
  },
  approve: async (context) => {
    const { lockVersion } = await readBody(context, stepRequests.approve);
    return async (proposalId, person, wiring) => {
      const proposal = await approveProposal({ proposalId, lockVersion: lockVersionOf(context, lockVersion) }, person, wiring);
      return wiring.kinds.of(proposal.content).workflow.publishesOnApproval ? published(proposal) : proposal;
    };
  },
  return: async (context) => {
    const { lockVersion, comment } = await readBody(context, stepRequests.return);
    return (proposalId, person, wiring) =>
      sendBack({ proposalId, lockVersion: lockVersionOf(context, lockVersion), comment }, person, wiring);
  },
  withdraw: async (context) => {
    const { lockVersion, comment } = await readBody(context, stepRequests.withdraw);
    return (proposalId, person, wiring) =>
      withdraw({ proposalId, lockVersion: lockVersionOf(context, lockVersion), comment }, person, wiring);
  },
  publish: async (context) => {
    const { lockVersion } = await readBody(context, stepRequests.publish);
    return async (proposalId, person, wiring) =>
      published(await publish({ proposalId, lockVersion: lockVersionOf(context, lockVersion) }, person, wiring));
  },
};

/** @throws HttpProblem where it was put back instead, with why. */
function published(proposal: Proposal): Proposal {
  const { status, refusals = [] } = proposal;
  if (status !== "approved") return proposal;
  throw refusedProblem(refusals);
}

/** Whether the person has taken this step already, and it still stands. */
async function isTaken(
  step: Step,
  proposal: Proposal,
  { username }: Person,
  { proposals, kinds }: Pick<Wiring, "proposals" | "kinds">,
): Promise<boolean> {
  const { content, status, submission, approval, proposalId, lockVersion } = proposal;
  switch (step) {
    case "submit":
      return submission?.by === username && status !== "draft" && status !== "withdrawn";
    case "approve":
      // What is paid is published by its approval: as long as that isn't done, it is gone on with.
      return (
        approval?.by === username &&
        (status === "published" || (!kinds.of(content).workflow.publishesOnApproval && (status === "approved" || status === "publishing")))
      );
    case "publish":
      return status === "published";
    case "withdraw":
    case "return": {
      if (status !== (step === "withdraw" ? "withdrawn" : "draft")) return false;
      const activity = await proposals.activity(`proposal:${proposalId}`);
      return activity.some((line) => line.lockVersion === lockVersion && line.action === step && line.by === username);
    }
  }
}
