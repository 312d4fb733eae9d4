import type { Wiring } from "../../../functions/_platform/wiring.ts";
import { addDays } from "../../../shared/base/calendar/month.ts";
import { RefusedError, RetryableError } from "../../../shared/base/runtime/retry.ts";
import type { Payee } from "../../../shared/payees/model/payee.ts";
import { readAnswer } from "../../../shared/payouts/bank-reports/formats/parse-report.ts";
import { beginAnswer } from "../../../shared/payouts/bank-reports/steps/upload-report.ts";
import type { OutcomeKind } from "../../../shared/payouts/model/payment.ts";
import type { Payout } from "../../../shared/payouts/model/payout.ts";
import { approvePayout } from "../../../shared/payouts/steps/approve-payout.ts";
import { clearPayment } from "../../../shared/payouts/steps/clear-payment.ts";
import { confirmPayout } from "../../../shared/payouts/steps/confirm-payout.ts";
import { beginPayout } from "../../../shared/payouts/steps/create-payout.ts";
import { exportPayout } from "../../../shared/payouts/steps/export-payout.ts";
import { listFailedPayments } from "../../../shared/payouts/steps/find-failed.ts";
import { holdAdvisor, releaseAdvisor } from "../../../shared/payouts/steps/hold-payments.ts";
import { proposeOutcome } from "../../../shared/payouts/steps/propose-outcome.ts";
import { payoutLines, readPayment, readPayout } from "../../../shared/payouts/steps/read-payout.ts";
import { recordOutcome } from "../../../shared/payouts/steps/record-outcome.ts";
import { withdrawPayout } from "../../../shared/payouts/steps/withdraw-payout.ts";
import type { Proposal } from "../../../shared/proposals/model/proposal.ts";
import { approveProposal } from "../../../shared/proposals/steps/approve.ts";

/** What someone of finance asks for. */
export type Asked = { readonly by: string } & (
  | { readonly kind: "list" }
  | { readonly kind: "begin"; readonly month: string }
  | { readonly kind: "approve" | "export" | "confirm" | "withdraw"; readonly payoutId: string; readonly edition: number }
  | { readonly kind: "hold" | "release"; readonly advisorId: string }
  | { readonly kind: "payee"; readonly payee: Payee }
  | { readonly kind: "file"; readonly payoutId: string }
  | { readonly kind: "answer"; readonly text: string }
  /** What makes an amount payable again is proposed, and approved by another. */
  | {
      readonly kind: "outcome";
      readonly payoutId: string;
      readonly advisorId: string;
      readonly outcome: OutcomeKind;
      readonly code: string;
      readonly second: string;
    }
  /** Looks at what came back of an advisor's, or of everybody's; with a second person, confirms the details. */
  | { readonly kind: "look"; readonly advisorId?: string; readonly second?: string }
);

/** A payout as the desk tells of it. */
export type Seen = Pick<Payout, "payoutId" | "edition" | "status" | "month"> & { readonly draftedBy: string; readonly payments: number };

/** A line of a file for the bank; the amount in minor units. */
export interface FileLine {
  readonly reference: string;
  readonly advisorId: string;
  readonly amount: string;
}

const WHY = "as the bank says";
/** The desk of finance: each request is one use-case, as API and pages call it. */
export const createDesk = (wiring: () => Wiring) => async (asked: Asked) => answerOf(asked, wiring());

async function answerOf(asked: Asked, p: Wiring): Promise<unknown> {
  const person = { username: asked.by, roles: ["finance"] } as const;
  switch (asked.kind) {
    case "list":
      return (await p.payouts.list()).map(seen);
    case "begin":
      return seen(await beginPayout({ month: asked.month }, person, p));
    case "approve":
      return seen(await approvePayout(asked, person, p));
    case "export":
      return seen(
        await exportPayout({ ...asked, executeOn: addDays(p.rating.localDay(now(p)), 1), acknowledgeNonBusinessDay: true }, person, p),
      );
    case "confirm":
      return seen(await confirmPayout({ ...asked, why: WHY }, person, p));
    case "withdraw":
      return seen(await withdrawPayout({ ...asked, why: WHY }, person, p));
    case "hold":
      return holdAdvisor({ ...asked, why: WHY }, person, p);
    case "release":
      return releaseAdvisor({ ...asked, why: WHY }, person, p);
    case "payee":
      return putPayee(asked.payee, p);
    case "file":
      return fileOf(asked.payoutId, p);
    case "answer":
      return takeAnswer(asked.text, person, p);
    case "outcome":
      return tellOutcome(asked, p);
    case "look":
      return lookAtFailed(asked, p);
  }
}

const financeOf = (username: string) => ({ username, roles: ["finance"] }) as const;

async function tellOutcome({ by, second, payoutId, advisorId, outcome, code }: Asked & { kind: "outcome" }, p: Wiring): Promise<void> {
  const said = { payoutId, advisorId, kind: outcome, why: WHY, ...(code !== "" && { code }) };
  if (outcome === "paid") return void (await recordOutcome(said, financeOf(by), p));
  // Whoever asks again finds it recorded.
  if ((await readPayment(payoutId, advisorId, p))?.state === outcome) return;
  await decide(await proposeOutcome({ ...said, act: "record", source: "desk" }, financeOf(by), p), second, p);
}

async function lookAtFailed({ by, advisorId, second }: Asked & { kind: "look" }, p: Wiring): Promise<void> {
  for (const failed of await listFailedPayments(p)) {
    if (advisorId !== undefined && failed.advisorId !== advisorId) continue;
    const about = { payoutId: failed.payoutId, advisorId: failed.advisorId, why: WHY };
    if (failed.waits === "needs-a-look") await clearPayment(about, financeOf(by), p);
    if (failed.waits === "needs-new-details" && second !== undefined)
      await decide(await proposeOutcome({ ...about, act: "confirm-details", source: "desk" }, financeOf(by), p), second, p);
  }
}

async function decide(proposal: Proposal, second: string, p: Wiring): Promise<void> {
  const { status, refusals = [] } = await approveProposal(proposal, financeOf(second), p);
  if (status !== "published") throw new RefusedError(`it was not published: ${refusals.map(({ code }) => code).join()}`);
}

const now = ({ surroundings }: Wiring): string => new Date(surroundings.now()).toISOString();

const seen = ({ payoutId, edition, status, month, drafted, content }: Payout): Seen => ({
  payoutId,
  edition,
  status,
  month,
  draftedBy: drafted.by,
  payments: content?.payments.count ?? 0,
});

/** As the publishing of an approved proposal puts it. */
async function putPayee(payee: Payee, { payouts }: Wiring): Promise<void> {
  const result = await payouts.putPayees([payee]);
  if (result === "stale") throw new RefusedError("another version has this number");
  if (result === "busy") throw new RetryableError("the table is too busy");
}

/** What the bank is told to pay; only of what is exported. */
async function fileOf(payoutId: string, p: Wiring): Promise<FileLine[]> {
  const { payout } = await readPayout(payoutId, p);
  if (payout.exported === undefined) throw new RefusedError("it is not exported");
  const lines: FileLine[] = [];
  for await (const line of payoutLines(payoutId, p)) {
    if (line.kind === "payment") lines.push({ reference: line.reference, advisorId: line.advisorId, amount: line.amount.toString() });
  }
  return lines;
}

async function takeAnswer(
  text: string,
  person: { readonly username: string; readonly roles: readonly ["finance"] },
  p: Wiring,
): Promise<unknown> {
  const read = await readAnswer(new TextEncoder().encode(text), "answer.csv", p.agency.currency);
  if (!read.ok) throw new Error(`an answer can't be read: ${read.reasons.join("; ")}`);
  const { answerId, status } = await beginAnswer(read.fact, person, p);
  return { answerId, status };
}
