import { FINANCE, STAFF } from "../../../shared/access/groups.ts";
import type { Person } from "../../../shared/access/policy.ts";
import { issue } from "../../../shared/base/issues/issue.ts";
import type { Payout } from "../../../shared/payouts/model/payout.ts";
import { approvePayout } from "../../../shared/payouts/steps/approve-payout.ts";
import { confirmPayout } from "../../../shared/payouts/steps/confirm-payout.ts";
import { createPayout } from "../../../shared/payouts/steps/create-payout.ts";
import { exportPayout } from "../../../shared/payouts/steps/export-payout.ts";
import { type LinePlace, pageOfLines } from "../../../shared/payouts/steps/lines-store.ts";
import { isOutdatedDraft, readPayout } from "../../../shared/payouts/steps/read-payout.ts";
import { cancelWithdrawal, confirmWithdrawal, withdrawPayout } from "../../../shared/payouts/steps/withdraw-payout.ts";
import { endpoint, Reply, tagged } from "../../_platform/api/endpoint.ts";
import { pageOf, pagingSchema } from "../../_platform/api/pagination.ts";
import { lockVersionOf, readBody } from "../../_platform/api/request-context.ts";
import { notFound, unprocessable } from "../../_platform/http/problem.ts";
import type { HttpContext } from "../../_platform/http/route.ts";
import { createPayoutRequest, type PayoutStepName, payoutStepRequests } from "../../_platform/requests/payouts.ts";
import type { Wiring } from "../../_platform/wiring.ts";
import { payoutUrl } from "../urls.ts";
import { toPayout, toPayoutLine, toPayoutSummary } from "./mapping.ts";
import { payoutLineListSchema, payoutListSchema, payoutSchema } from "./schema.response.ts";
import { linesQuery } from "./schema.ts";

/** Payouts, their steps and lines. */
export const payoutEndpoints = tagged("Payouts", [
  endpoint({
    id: "financeApi.payouts",
    route: "GET /v1/finance/payouts",
    access: STAFF,
    summary: "All payouts",
    response: payoutListSchema,
    query: pagingSchema,
    handle: async ({ query, deps }) => {
      const page = pageOf(await deps.payouts.list(), { url: "/v1/finance/payouts", query, placeOf: placeOfPayout, descending: true });
      return {
        ...page,
        data: await Promise.all(page.data.map(async (payout) => toPayoutSummary(payout, await isOutdatedDraft(payout, deps)))),
      };
    },
  }),

  endpoint({
    id: "financeApi.createPayout",
    route: "POST /v1/finance/payouts",
    access: FINANCE,
    summary: "Draft a payout",
    response: payoutSchema,
    body: createPayoutRequest,
    status: 201,
    continues: true,
    description: "Of all that statements up to the month make payable and no payment that stands has paid.",
    handle: async ({ body, person, deps }) => {
      const { payoutId } = await createPayout(body, person, deps);
      return payoutReply(payoutId, person, deps, 201, { location: payoutUrl(payoutId) });
    },
  }),

  endpoint({
    id: "financeApi.payout",
    route: "GET /v1/finance/payouts/:payoutId",
    access: STAFF,
    summary: "A payout, and how its payments stand",
    response: payoutSchema,
    description: "Its ETag names its lock version: send it as If-Match with the next step.",
    handle: ({ params, person, deps }) => payoutReply(params.payoutId, person, deps),
  }),

  endpoint({
    id: "financeApi.payoutStep",
    route: "POST /v1/finance/payouts/:payoutId/:step",
    access: FINANCE,
    summary: "Take a step",
    response: payoutSchema,
    hasLockVersion: true,
    stepOf: "Payout",
    steps: {
      approve: {
        summary: "Approve a payout",
        body: payoutStepRequests.approve,
        description:
          "Whoever drafted it, proposed an adjustment that it pays, or uploaded a report by which an amount in it is payable again, can't. Where what it may pay has changed it is 409.",
      },
      export: {
        summary: "Export a payout",
        body: payoutStepRequests.export,
        description: "From now on its payments are in transit, and files for the bank can be generated.",
      },
      confirm: {
        summary: "Confirm a payout",
        body: payoutStepRequests.confirm,
        description: "All that has no outcome of its own is paid.",
      },
      withdraw: {
        summary: "Withdraw a payout",
        body: payoutStepRequests.withdraw,
        description:
          "Its payments are cancelled, and what they were to pay is outstanding again. Once its file was downloaded another person has to confirm it; once the bank has told of one of its payments it is refused.",
      },
      "confirm-withdrawal": {
        summary: "Confirm that a payout is withdrawn",
        body: payoutStepRequests["confirm-withdrawal"],
        description: "By another person than who asked for the withdrawal: no bank got the file.",
      },
      "cancel-withdrawal": {
        summary: "Cancel a withdrawal that waits for a second person",
        body: payoutStepRequests["cancel-withdrawal"],
        description: "The payout stands as before.",
      },
    },
    handle: async ({ c, params, person, deps }) => {
      const step = stepOf(params.step);
      const { take, isSame = () => true } = await STEPS[step](c);
      const { payout } = await readPayout(params.payoutId, deps);
      // Whoever repeats a step because its answer was lost is told how things stand.
      if (!isTaken(step, payout, person) || !isSame(payout)) await take(payout.payoutId, person, deps);
      return payoutReply(payout.payoutId, person, deps, 200);
    },
  }),

  endpoint({
    id: "financeApi.lines",
    route: "GET /v1/finance/payouts/:payoutId/lines",
    access: STAFF,
    summary: "Whom a payout pays, and whom not",
    response: payoutLineListSchema,
    query: linesQuery,
    handle: async ({ params, query, deps }) => {
      const { payoutId } = params;
      const { limit, cursor } = query;
      const { lines, next } = await pageOfLines(payoutId, cursor === undefined ? FIRST : readPlace(cursor), limit, deps);
      return {
        object: "list" as const,
        url: `${payoutUrl(payoutId)}/lines`,
        data: lines.map((line) => toPayoutLine(line)),
        hasMore: next !== undefined,
        nextCursor: next === undefined ? null : writePlace(next),
      };
    },
  }),
]);

/** A payout as it stands. @param posted the status where this request changed it: 202 while it is being drafted. */
async function payoutReply(
  payoutId: string,
  person: Person,
  deps: Wiring,
  posted: 200 | 201 | undefined = undefined,
  headers: Readonly<Record<string, string>> = {},
) {
  const standing = await readPayout(payoutId, deps);
  const isDrafting = standing.payout.status === "drafting" && posted !== undefined;
  const { lockVersion } = standing.payout;
  return new Reply(toPayout(standing, person, deps), { status: isDrafting ? 202 : (posted ?? 200), headers, lockVersion });
}

function stepOf(step: string): PayoutStepName {
  if (!Object.hasOwn(STEPS, step)) throw notFound(`There is no such step: there are ${Object.keys(STEPS).join(", ")}.`);
  return step as PayoutStepName;
}

/** A step as it was asked for. */
interface StepRequest {
  readonly take: (payoutId: string, person: Person, wiring: Wiring) => Promise<Payout>;
  /** Whether a payout of which the step was taken was asked for the same; always, where nothing is. */
  readonly isSame?: (payout: Payout) => boolean;
}

/** Each step: reads what it takes, and gives how it is taken. */
const STEPS: Readonly<Record<PayoutStepName, (context: HttpContext) => Promise<StepRequest>>> = {
  approve: async (context) => {
    const lockVersion = lockVersionOf(context, (await readBody(context, payoutStepRequests.approve)).lockVersion);
    return { take: (payoutId, person, wiring) => approvePayout({ payoutId, lockVersion }, person, wiring) };
  },
  export: async (context) => {
    const {
      lockVersion: inBody,
      executeOn,
      format,
      acknowledgeNonBusinessDay = false,
    } = await readBody(context, payoutStepRequests.export);
    const lockVersion = lockVersionOf(context, inBody);
    const asked = { executeOn, acknowledgeNonBusinessDay, ...(format !== undefined && { format }) };
    return {
      take: (payoutId, person, wiring) => exportPayout({ payoutId, lockVersion, ...asked }, person, wiring),
      isSame: ({ exported }) => exported?.executeOn === executeOn && (format === undefined || exported.format === format),
    };
  },
  confirm: async (context) => {
    const { lockVersion: inBody, comment } = await readBody(context, payoutStepRequests.confirm);
    const lockVersion = lockVersionOf(context, inBody);
    return { take: (payoutId, person, wiring) => confirmPayout({ payoutId, lockVersion, comment }, person, wiring) };
  },
  withdraw: (context) => withReason(context, "withdraw", withdrawPayout),
  "confirm-withdrawal": (context) => withReason(context, "confirm-withdrawal", confirmWithdrawal),
  "cancel-withdrawal": (context) => withReason(context, "cancel-withdrawal", cancelWithdrawal),
};

/** A step that takes a reason, and nothing else. */
async function withReason(
  context: HttpContext,
  step: "withdraw" | "confirm-withdrawal" | "cancel-withdrawal",
  take: typeof withdrawPayout,
): Promise<StepRequest> {
  const { lockVersion: inBody, comment } = await readBody(context, payoutStepRequests[step]);
  const lockVersion = lockVersionOf(context, inBody);
  return { take: (payoutId, person, wiring) => take({ payoutId, lockVersion, comment }, person, wiring) };
}

/** Whether the person has taken this step already. What was cancelled may be asked for again. */
function isTaken(step: PayoutStepName, payout: Payout, { username }: Person): boolean {
  const { approved, exported, confirmed, withdrawn, withdrawal } = payout;
  const acts = {
    approve: approved,
    export: exported,
    confirm: confirmed,
    withdraw: withdrawn ?? withdrawal,
    "confirm-withdrawal": withdrawn,
  };
  return step !== "cancel-withdrawal" && acts[step]?.by === username;
}

const placeOfPayout = ({ payoutId }: Payout): [string] => [payoutId];

const FIRST: LinePlace = { shard: 0, index: 0 };

const writePlace = ({ shard, index }: LinePlace): string => Buffer.from(JSON.stringify([shard, index])).toString("base64url");

function readPlace(cursor: string): LinePlace {
  const [, shard, index] = /^\[(\d{1,6}),(\d{1,6})\]$/.exec(Buffer.from(cursor, "base64url").toString()) ?? [];
  if (shard === undefined || index === undefined) throw unprocessable([issue("cursor", "cursor-expected")]);
  return { shard: Number(shard), index: Number(index) };
}
