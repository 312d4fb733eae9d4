import type { Person } from "../../../shared/access/policy.ts";
import { issue } from "../../../shared/base/issues/issue.ts";
import type { Payout } from "../../../shared/payouts/model/payout.ts";
import { approvePayout } from "../../../shared/payouts/steps/approve-payout.ts";
import { clearPayment } from "../../../shared/payouts/steps/clear-payment.ts";
import { confirmPayout } from "../../../shared/payouts/steps/confirm-payout.ts";
import { beginPayout } from "../../../shared/payouts/steps/create-payout.ts";
import { exportPayout } from "../../../shared/payouts/steps/export-payout.ts";
import { listFailedPayments, type WaitingPayment } from "../../../shared/payouts/steps/find-failed.ts";
import { type LinePlace, pageOfLines } from "../../../shared/payouts/steps/page-of-lines.ts";
import { proposeOutcome } from "../../../shared/payouts/steps/propose-outcome.ts";
import { readPayment, readPayout } from "../../../shared/payouts/steps/read-payout.ts";
import { recordOutcome } from "../../../shared/payouts/steps/record-outcome.ts";
import { cancelWithdrawal, confirmWithdrawal, withdrawPayout } from "../../../shared/payouts/steps/withdraw-payout.ts";
import { editionOf, sendEdition } from "../../_platform/api/lock-version.ts";
import { payIn } from "../../_platform/api/money.ts";
import { pageOf, pagingSchema } from "../../_platform/api/pagination.ts";
import { readBody } from "../../_platform/api/parse-body.ts";
import { readQuery } from "../../_platform/api/parse-request.ts";
import { pathPart, personOf } from "../../_platform/api/request-context.ts";
import type { App } from "../../_platform/http/app.ts";
import type { HttpContext } from "../../_platform/http/context.ts";
import { notFound, unprocessable } from "../../_platform/http/problem.ts";
import { route } from "../../_platform/http/register-endpoint.ts";
import type { Wiring } from "../../_platform/wiring.ts";
import { toProposed } from "../proposed.ts";
import { payoutUrl, proposalUrl } from "../urls.ts";
import { toFailedPayment, toPayment, toPayout, toPayoutLine, toPayoutSummary } from "./mapping.ts";
import {
  beginPayoutRequest,
  clearPaymentRequest,
  linesQuery,
  outcomeRequest,
  type PayoutStepName,
  payoutStepRequests,
  proposeOutcomeRequest,
} from "./requests.ts";

/** Adds payouts, their steps and lines, and what became of single payments. */
export function addPayoutRoutes(app: App, wiring: () => Wiring): void {
  const pay = () => payIn(wiring().agency.currency);

  route(app, "financeApi.payouts", async (c) => {
    const query = readQuery(c, pagingSchema);
    const page = pageOf(await wiring().payouts.list(), { url: "/v1/finance/payouts", query, placeOf: placeOfPayout, descending: true });
    return c.json({ ...page, data: page.data.map((payout) => toPayoutSummary(payout, pay())) });
  });

  route(app, "financeApi.beginPayout", async (c) => {
    const { payoutId } = await beginPayout(await readBody(c, beginPayoutRequest), personOf(c), wiring());
    c.header("location", payoutUrl(payoutId));
    return sendPayout(c, payoutId, wiring(), 201);
  });

  route(app, "financeApi.payout", (c) => sendPayout(c, pathPart(c, "payoutId"), wiring()));

  route(app, "financeApi.payoutStep", async (c) => {
    const step = stepOf(c);
    const person = personOf(c);
    const take = await STEPS[step](c);
    const { payout } = await readPayout(pathPart(c, "payoutId"), wiring());
    // Whoever repeats a step because its answer was lost is told how things stand.
    if (!isTaken(step, payout, person)) await take(payout.payoutId, person, wiring());
    return sendPayout(c, payout.payoutId, wiring());
  });

  route(app, "financeApi.lines", async (c) => {
    const payoutId = pathPart(c, "payoutId");
    const { limit, cursor } = readQuery(c, linesQuery);
    const { lines, next } = await pageOfLines(payoutId, cursor === undefined ? FIRST : readPlace(cursor), limit, wiring());
    return c.json({
      object: "list",
      url: `${payoutUrl(payoutId)}/lines`,
      data: lines.map((line) => toPayoutLine(line, pay())),
      hasMore: next !== undefined,
      nextCursor: next === undefined ? null : writePlace(next),
    });
  });

  route(app, "financeApi.payment", async (c) => {
    const found = await readPayment(pathPart(c, "payoutId"), pathPart(c, "advisorId"), wiring());
    if (found === undefined) throw notFound("It pays nobody of that id.");
    return c.json(toPayment(found.payment, found.state, pay()));
  });

  route(app, "financeApi.failedPayments", async (c) => {
    const query = readQuery(c, pagingSchema);
    const failed = await listFailedPayments(wiring());
    const placeOf = ({ advisorId, payoutId }: WaitingPayment): [string, string] => [advisorId, payoutId];
    const inOrder = failed.toSorted((a, b) => (placeOf(a).join("\n") < placeOf(b).join("\n") ? -1 : 1));
    const page = pageOf(inOrder, { url: "/v1/finance/failed-payments", query, placeOf });
    return c.json({ ...page, data: page.data.map((each) => toFailedPayment(each, pay())) });
  });

  route(app, "financeApi.proposeOutcome", async (c) => {
    const { act, kind, on, code, why } = await readBody(c, proposeOutcomeRequest);
    const [payoutId, advisorId] = [pathPart(c, "payoutId"), pathPart(c, "advisorId")];
    const said = { ...(kind !== undefined && { kind }), ...(on !== undefined && { on }), ...(code !== undefined && { code }) };
    const proposal = await proposeOutcome({ payoutId, advisorId, act, why, source: "API", ...said }, personOf(c), wiring());
    c.header("location", proposalUrl(proposal.proposalId));
    return c.json(toProposed(proposal, pay()), 201);
  });

  route(app, "financeApi.clearPayment", async (c) => {
    const { why } = await readBody(c, clearPaymentRequest);
    const [payoutId, advisorId] = [pathPart(c, "payoutId"), pathPart(c, "advisorId")];
    await clearPayment({ payoutId, advisorId, why }, personOf(c), wiring());
    const found = await readPayment(payoutId, advisorId, wiring());
    if (found === undefined) throw notFound("It pays nobody of that id.");
    return c.json(toPayment(found.payment, found.state, pay()));
  });

  route(app, "financeApi.recordOutcome", async (c) => {
    const { kind, on, code, why } = await readBody(c, outcomeRequest);
    const [payoutId, advisorId] = [pathPart(c, "payoutId"), pathPart(c, "advisorId")];
    const said = { payoutId, advisorId, kind, why, ...(on !== undefined && { on }), ...(code !== undefined && { code }) };
    const { payment, state } = await recordOutcome(said, personOf(c), wiring());
    return c.json(toPayment(payment, state, pay()));
  });
}

/** Answers with a payout as it stands; 202 while it is being drafted. */
async function sendPayout(c: HttpContext, payoutId: string, wiring: Wiring, status: 200 | 201 = 200): Promise<Response> {
  const standing = await readPayout(payoutId, wiring);
  const isDrafting = standing.payout.status === "drafting" && c.req.method === "POST";
  return sendEdition(c, standing.payout, toPayout(standing, personOf(c), payIn(wiring.agency.currency)), isDrafting ? 202 : status);
}

function stepOf(c: HttpContext): PayoutStepName {
  const step = pathPart(c, "step");
  if (!Object.hasOwn(STEPS, step)) throw notFound(`There is no such step: there are ${Object.keys(STEPS).join(", ")}.`);
  return step as PayoutStepName;
}

type Take = (payoutId: string, person: Person, wiring: Wiring) => Promise<Payout>;

/** Each step: reads what it takes, and gives how it is taken. */
const STEPS: Readonly<Record<PayoutStepName, (c: HttpContext) => Promise<Take>>> = {
  approve: async (c) => {
    const edition = editionOf(c, (await readBody(c, payoutStepRequests.approve)).edition);
    return (payoutId, person, wiring) => approvePayout({ payoutId, edition }, person, wiring);
  },
  export: async (c) => {
    const { edition: inBody, executeOn, format, acknowledgeNonBusinessDay = false } = await readBody(c, payoutStepRequests.export);
    const edition = editionOf(c, inBody);
    const asked = { executeOn, acknowledgeNonBusinessDay, ...(format !== undefined && { format }) };
    return (payoutId, person, wiring) => exportPayout({ payoutId, edition, ...asked }, person, wiring);
  },
  confirm: async (c) => {
    const { edition: inBody, why } = await readBody(c, payoutStepRequests.confirm);
    const edition = editionOf(c, inBody);
    return (payoutId, person, wiring) => confirmPayout({ payoutId, edition, why }, person, wiring);
  },
  withdraw: (c) => withReason(c, "withdraw", withdrawPayout),
  "confirm-withdrawal": (c) => withReason(c, "confirm-withdrawal", confirmWithdrawal),
  "cancel-withdrawal": (c) => withReason(c, "cancel-withdrawal", cancelWithdrawal),
};

/** A step that takes a reason, and nothing else. */
async function withReason(
  c: HttpContext,
  step: "withdraw" | "confirm-withdrawal" | "cancel-withdrawal",
  take: typeof withdrawPayout,
): Promise<Take> {
  const { edition: inBody, why } = await readBody(c, payoutStepRequests[step]);
  const edition = editionOf(c, inBody);
  return (payoutId, person, wiring) => take({ payoutId, edition, why }, person, wiring);
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
