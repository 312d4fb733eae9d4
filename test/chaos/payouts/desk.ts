import type { Wiring } from "../../../functions/_platform/wiring.ts";
import type { Person } from "../../../shared/access/person.ts";
import { isAdjustmentsContent } from "../../../shared/adjustments/model/content.ts";
import { proposeAdjustments } from "../../../shared/adjustments/steps/propose-adjustments.ts";
import { addDays } from "../../../shared/base/calendar/month.ts";
import { RefusedError, refusal } from "../../../shared/base/issues/issue.ts";
import { RetryableError } from "../../../shared/base/runtime/retry.ts";
import type { Payee } from "../../../shared/payees/model/payee.ts";
import { parseBankReport } from "../../../shared/payouts/bank-reports/formats/parse-report.ts";
import { previewBankReport } from "../../../shared/payouts/bank-reports/steps/preview-report.ts";
import { keepParsedReport, keptParsedReport, uploadBankReport } from "../../../shared/payouts/bank-reports/steps/upload-report.ts";
import { downloadFile } from "../../../shared/payouts/files/steps/download-file.ts";
import { requestFile } from "../../../shared/payouts/files/steps/request-file.ts";
import type { OutcomeKind } from "../../../shared/payouts/model/payment.ts";
import type { Payout } from "../../../shared/payouts/model/payout.ts";
import { approvePayout } from "../../../shared/payouts/steps/approve-payout.ts";
import { confirmPayout } from "../../../shared/payouts/steps/confirm-payout.ts";
import { createPayout } from "../../../shared/payouts/steps/create-payout.ts";
import { exportPayout } from "../../../shared/payouts/steps/export-payout.ts";
import { clearPayment, holdAdvisor, releaseAdvisor } from "../../../shared/payouts/steps/hold-payments.ts";
import { proposeOutcome } from "../../../shared/payouts/steps/propose-outcome.ts";
import { listFailedPayments, readPayment } from "../../../shared/payouts/steps/read-payout.ts";
import { recordOutcome } from "../../../shared/payouts/steps/record-outcome.ts";
import { cancelWithdrawal, confirmWithdrawal, withdrawPayout } from "../../../shared/payouts/steps/withdraw-payout.ts";
import type { Proposal } from "../../../shared/proposals/model/proposal.ts";
import { approveProposal } from "../../../shared/proposals/steps/take-steps.ts";
import { briefs } from "../../support/issues.ts";

/** What someone of finance asks for. */
export type Asked = { readonly by: string } & (
  | { readonly kind: "list" }
  | { readonly kind: "begin"; readonly month: string }
  | {
      readonly kind: "approve" | "export" | "confirm" | "withdraw" | "confirm-withdrawal" | "cancel-withdrawal";
      readonly payoutId: string;
      readonly lockVersion: number;
    }
  | { readonly kind: "hold" | "release"; readonly advisorId: string }
  | { readonly kind: "payee"; readonly payee: Payee }
  /** An adjustment, minor units: proposed by one and approved by another. */
  | {
      readonly kind: "adjust";
      readonly second: string;
      readonly advisorId: string;
      readonly month: string;
      readonly amount: number;
    }
  | { readonly kind: "file"; readonly payoutId: string }
  /** A report of the bank's, as it is uploaded: base64. */
  | { readonly kind: "preview"; readonly name: string; readonly file: string }
  /** The same, as it was kept with its preview. */
  | { readonly kind: "apply"; readonly keptAs: string }
  /**
   * What makes an amount payable again, and every correction, is proposed, and approved by another: at once where they are
   * named. `alone`: somebody records it without another.
   */
  | {
      readonly kind: "outcome";
      readonly payoutId: string;
      readonly advisorId: string;
      readonly outcome: OutcomeKind;
      readonly code: string;
      readonly act: "record" | "correct" | "alone";
      readonly second?: string;
    }
  /** Approves what another has proposed of a payment. */
  | ({ readonly kind: "decide" } & WaitingOutcome)
  /** Looks at what came back of an advisor's, or of everybody's, and has failed as the bank says; with a second person, confirms the details. */
  | { readonly kind: "look"; readonly advisorId?: string; readonly second?: string; readonly failed: readonly string[] }
);

/** What is proposed of a payment, and waits for another; null where it is recorded already. */
export type WaitingOutcome = Pick<Proposal, "proposalId" | "lockVersion">;

/** A payout as the desk tells of it. */
export type Seen = Pick<Payout, "payoutId" | "lockVersion" | "status" | "month"> & {
  readonly draftedBy: string;
  readonly payments: number;
  /** Who asked for its withdrawal, which waits for another; none where nobody did. */
  readonly withdrawnBy: string | undefined;
};

/** What was refused for good; the story goes on without it. */
export const REFUSED = Symbol("refused");

const WHY = "as the bank says";
/** The desk of finance: each request is one use-case, as API and pages call it. */
export const createDesk = (wiring: () => Wiring) => async (asked: Asked) => answerOf(asked, wiring());

async function answerOf(asked: Asked, deps: Wiring): Promise<unknown> {
  const person = { username: asked.by, roles: ["finance"] } as const;
  switch (asked.kind) {
    case "list":
      return (await deps.payouts.list()).map(seen);
    case "begin":
      return seen(await createPayout({ month: asked.month }, person, deps));
    case "approve":
      return seen(await approvePayout(asked, person, deps));
    case "export":
      return seen(
        await exportPayout(
          { ...asked, executeOn: addDays(deps.rating.localDay(now(deps)), 1), acknowledgeNonBusinessDay: true },
          person,
          deps,
        ),
      );
    case "confirm":
      return seen(await confirmPayout({ ...asked, comment: WHY }, person, deps));
    case "withdraw":
      return seen(await withdrawPayout({ ...asked, comment: WHY }, person, deps));
    case "confirm-withdrawal":
      return seen(await confirmWithdrawal({ ...asked, comment: WHY }, person, deps));
    case "cancel-withdrawal":
      return seen(await cancelWithdrawal({ ...asked, comment: WHY }, person, deps));
    case "hold":
      return holdAdvisor({ ...asked, reason: WHY }, person, deps);
    case "release":
      return releaseAdvisor({ ...asked, reason: WHY }, person, deps);
    case "adjust":
      return adjust(asked, deps);
    case "payee":
      return putPayee(asked.payee, deps);
    case "file":
      return fetchBankFile(asked.payoutId, person, deps);
    case "preview":
      return readReport(asked, deps);
    case "apply":
      return applyReport(asked, person, deps);
    case "outcome":
      return describeOutcome(asked, deps);
    case "decide":
      return decide(asked, asked.by, deps);
    case "look":
      return lookAtFailed(asked, deps);
  }
}

const ANY_STATUS = ["submitted", "approved", "publishing", "published"] as const;
const financeOf = (username: string) => ({ username, roles: ["finance"] }) as const;

async function describeOutcome(asked: Asked & { kind: "outcome" }, deps: Wiring): Promise<WaitingOutcome | null> {
  const { by, second, payoutId, advisorId, outcome, code, act } = asked;
  const said = { payoutId, advisorId, kind: outcome, comment: WHY, ...(code !== "" && { code }) };
  if (act === "alone" || (outcome === "paid" && act === "record")) {
    await recordOutcome(said, financeOf(by), deps);
    return null;
  }
  // Whoever asks again finds it recorded.
  if ((await readPayment(payoutId, advisorId, deps))?.state === outcome) return null;
  const { proposalId, lockVersion } = await proposeOutcome({ ...said, act, source: "desk" }, financeOf(by), deps);
  if (second === undefined) return { proposalId, lockVersion };
  await decide({ proposalId, lockVersion }, second, deps);
  return null;
}

async function lookAtFailed({ by, advisorId, second, failed: references }: Asked & { kind: "look" }, deps: Wiring): Promise<void> {
  for (const failed of await listFailedPayments(deps)) {
    if ((advisorId !== undefined && failed.advisorId !== advisorId) || !references.includes(failed.reference)) continue;
    const about = { payoutId: failed.payoutId, advisorId: failed.advisorId, comment: WHY };
    if (failed.waits === "needs-a-look") await clearPayment(about, financeOf(by), deps);
    if (failed.waits === "needs-new-details" && second !== undefined)
      await decide(await proposeOutcome({ ...about, act: "confirm-details", source: "desk" }, financeOf(by), deps), second, deps);
  }
}

async function decide(proposal: WaitingOutcome, second: string, deps: Wiring): Promise<void> {
  const { proposalId, lockVersion } = proposal;
  const { status, refusals = [] } = await approveProposal({ proposalId, lockVersion }, financeOf(second), deps);
  if (status !== "published") throw new RefusedError(...refusals);
}

const now = ({ surroundings }: Wiring): string => new Date(surroundings.now()).toISOString();

const seen = ({ payoutId, lockVersion, status, month, drafted, content, withdrawal }: Payout): Seen => ({
  payoutId,
  lockVersion,
  status,
  month,
  draftedBy: drafted.by,
  payments: content?.payments.count ?? 0,
  withdrawnBy: withdrawal?.by,
});

/** Whoever asks again after a failure goes on with what was proposed. */
async function adjust({ by, second, advisorId, month, amount }: Asked & { kind: "adjust" }, deps: Wiring): Promise<void> {
  const source = `${advisorId} ${month}`;
  const known = (await deps.proposals.list(ANY_STATUS, "adjustments")).find(
    ({ content }) => isAdjustmentsContent(content) && content.source === source,
  );
  if (known?.status === "published") return;
  const entry = { advisorId, month, amount, reason: "as agreed", evidence: "T-1" };
  const content = { kind: "adjustments", entries: [entry], source } as const;
  await decide(known ?? (await proposeAdjustments(content, WHY, financeOf(by), deps)), second, deps);
}

/** As the publishing of an approved proposal puts it. */
async function putPayee(payee: Payee, { payouts }: Wiring): Promise<void> {
  const result = await payouts.putPayees([payee]);
  if (result === "stale") throw new RefusedError(refusal("payee-taken"));
  if (result === "busy") throw new RetryableError("the table is too busy");
}

/** Has the bank's file made, and fetches it once it is. @returns under which key it lies; null while it is being made. */
async function fetchBankFile(payoutId: string, person: Person, deps: Wiring): Promise<string | null> {
  const file = { of: `payout:${payoutId}`, format: "pain.001" };
  const { made } = await requestFile(file, person, deps);
  return made === undefined ? null : (await downloadFile(file, person, deps)).url;
}

/** A report is looked at first. @returns under what it is kept. */
async function readReport({ name, file }: Asked & { kind: "preview" }, deps: Wiring): Promise<string> {
  const read = await parseBankReport(new Uint8Array(Buffer.from(file, "base64")), name, deps.agency.currency);
  if (!read.ok) throw new Error(`a report of the bank can't be read: ${briefs(read.issues).join("; ")}`);
  await previewBankReport(read.value, deps);
  return keepParsedReport(read.value, deps);
}

async function applyReport({ keptAs }: Asked & { kind: "apply" }, person: Person, deps: Wiring): Promise<unknown> {
  const kept = await keptParsedReport(keptAs, deps);
  if (kept === undefined) throw new Error(`what was read of a report is not kept: ${keptAs}`);
  const { reportId, status, openKey } = await uploadBankReport(kept, person, deps);
  return { reportId, status, isOpen: openKey !== undefined };
}
