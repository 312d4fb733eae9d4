import type { Actor } from "../../access/person.ts";
import type { Day } from "../../base/calendar/month.ts";
import { type Refusal, refusal } from "../../base/issues/issue.ts";
import { holdsAccountNumber } from "../../base/text/account-number.ts";
import { isAtBank, type Payout, type PayoutStatus, type PayoutTotals } from "./payout.ts";

export type PayoutStepKind =
  | "finish-draft"
  | "approve"
  | "export"
  | "download"
  | "confirm"
  | "withdraw"
  | "confirm-withdrawal"
  | "cancel-withdrawal";

/** Who pays: drafts, approves, exports, confirms, holds and records outcomes. */
export const PAYERS = ["finance"] as const;

interface Rule {
  readonly from: readonly PayoutStatus[];
  /** A step that follows by itself from one that a person took asks nobody. */
  readonly isPersons: boolean;
  readonly needsComment?: boolean;
}

const RULES: Readonly<Record<PayoutStepKind, Rule>> = {
  "finish-draft": { from: ["drafting"], isPersons: false },
  approve: { from: ["draft"], isPersons: true },
  export: { from: ["approved"], isPersons: true },
  download: { from: ["exported", "confirmed"], isPersons: true },
  confirm: { from: ["exported"], isPersons: true, needsComment: true },
  withdraw: { from: ["drafting", "draft", "approved", "exported"], isPersons: true, needsComment: true },
  "confirm-withdrawal": { from: ["exported"], isPersons: true, needsComment: true },
  "cancel-withdrawal": { from: ["exported"], isPersons: true, needsComment: true },
};

/** Whether a withdrawal takes two people: once its file was downloaded, a bank may have it, and both say that none got it. */
export const needsSecond = ({ status, downloaded }: Payout): boolean => status === "exported" && downloaded !== undefined;

/** Whether anything of a payout can be paid: its file was downloaded, or the bank has told of it. Else there is nothing to confirm. */
export const mayBePaid = ({ downloaded }: Payout, totals: PayoutTotals | undefined): boolean =>
  downloaded !== undefined || (totals !== undefined && isAtBank(totals));

/** Why someone may not pay; none where they may. */
export function roleRefusals(person: Actor): readonly Refusal[] {
  return PAYERS.some((role) => person.roles.includes(role)) ? [] : [refusal("role", { needs: PAYERS.join(" or ") })];
}

/** What is wrong with a reason that many will read. */
export function commentRefusals(comment = ""): readonly Refusal[] {
  if (comment.trim() === "") return [refusal("why-missing")];
  return holdsAccountNumber(comment) ? [refusal("account-in-text")] : [];
}

/** Why a person can't take a step of a payout now; none where they can. */
export function payoutTransitionIssues(payout: Payout, step: PayoutStepKind, person: Actor, comment?: string): readonly Refusal[] {
  const { from, isPersons, needsComment } = RULES[step];
  if (isPersons && roleRefusals(person).length > 0) return roleRefusals(person);
  if (!from.includes(payout.status)) return [refusal("payout-status", { status: payout.status, step })];
  if (needsComment === true && commentRefusals(comment).length > 0) return commentRefusals(comment);
  return step === "approve" ? approvalHindrances(payout, person) : withdrawalHindrances(payout, step, person);
}

/** What a withdrawal that waits for a second person lets be done meanwhile: to be confirmed by another, or cancelled. */
function withdrawalHindrances({ payoutId, withdrawal }: Payout, step: PayoutStepKind, { username: by }: Actor): readonly Refusal[] {
  if (step === "confirm-withdrawal" || step === "cancel-withdrawal") {
    if (withdrawal === undefined) return [refusal("no-withdrawal", { payoutId })];
    return step === "confirm-withdrawal" && withdrawal.by === by ? [refusal("withdrawal-four-eyes", { by })] : [];
  }
  return withdrawal !== undefined && step !== "finish-draft" ? [refusal("withdrawal-pending", { payoutId, by: withdrawal.by })] : [];
}

/** Four eyes go by person, whatever roles they have; and what pays nobody needs no approval. */
function approvalHindrances({ drafted, content }: Payout, { username: by }: Actor): readonly Refusal[] {
  return [
    ...(drafted.by === by ? [refusal("payout-four-eyes", { by })] : []),
    ...(content?.adjustmentAuthors.includes(by) === true ? [refusal("adjustment-four-eyes", { by })] : []),
    ...(content?.outcomeAuthors.includes(by) === true ? [refusal("report-four-eyes", { by })] : []),
    ...(content === undefined || content.payments.count === 0 ? [refusal("payout-empty")] : []),
  ];
}

/** Why no file may leave any more that nobody downloaded: the day on which the bank is to pay has passed. */
export function dayPassed({ payoutId, exported, downloaded }: Payout, today: Day): readonly Refusal[] {
  if (exported === undefined || downloaded !== undefined || exported.executeOn >= today) return [];
  return [refusal("execute-on-passed", { payoutId, executeOn: exported.executeOn })];
}

/** Why a file leaves no more that nobody downloaded: what the bank rejected or returned of it is payable again, and the file would pay it too. */
export function cameBack({ payoutId, downloaded }: Payout, { rejected, returned }: PayoutTotals): readonly Refusal[] {
  const count = rejected.count + returned.count;
  return downloaded === undefined && count > 0 ? [refusal("came-back-in-payout", { payoutId, count })] : [];
}

/** Why no bank may have a payout's file: it was withdrawn, or was never exported; undefined where one may. */
export function notAtBank({ payoutId, status, exported }: Payout, code: "not-exported" | "file-not-exported"): Refusal | undefined {
  if (status === "withdrawn") return refusal("payout-withdrawn", { payoutId });
  return exported === undefined ? refusal(code, { payoutId }) : undefined;
}

/** What else than the payout decides whether its file may leave. */
interface ReleaseCircumstances {
  /** The day in the agency's time zone. */
  readonly today: Day;
  readonly totals: PayoutTotals;
}

/** Why a payout's file in a format by which a bank pays can't be downloaded now, as far as that shows without a look at its payments. */
export function releaseHindrances(payout: Payout, format: string, { today, totals }: ReleaseCircumstances): readonly Refusal[] {
  const { payoutId, withdrawal, downloaded } = payout;
  if (withdrawal !== undefined) return [refusal("withdrawal-pending", { payoutId, by: withdrawal.by })];
  if (downloaded !== undefined && downloaded.format !== format) return [refusal("downloaded-otherwise", { format: downloaded.format })];
  return [...cameBack(payout, totals), ...dayPassed(payout, today)];
}

/** The steps that a person asks for by name. */
export const PERSONS_STEPS = ["approve", "export", "confirm", "withdraw", "confirm-withdrawal", "cancel-withdrawal"] as const;
export type PersonsStep = (typeof PERSONS_STEPS)[number];

/** What else than the payout itself decides which steps are possible. */
export interface PayoutCircumstances {
  /** Whether something changed what a draft may pay: then it can't be approved any more. */
  readonly isOutdated?: boolean | undefined;
  /** What the bank has told of its payments: once it has told of one, the payout can't be withdrawn any more. */
  readonly totals?: PayoutTotals | undefined;
}

/** What a person may do with a payout now, as pages and API offer it. */
export function possiblePayoutSteps(
  payout: Payout,
  person: Actor,
  { isOutdated, totals }: PayoutCircumstances = {},
): readonly PersonsStep[] {
  const isTold = totals !== undefined && isAtBank(totals);
  const isBarred = (step: PersonsStep) => {
    if (step === "approve") return isOutdated === true;
    if (step === "confirm") return !mayBePaid(payout, totals);
    return isTold && (step === "withdraw" || step === "confirm-withdrawal");
  };
  return PERSONS_STEPS.filter((step) => payoutTransitionIssues(payout, step, person, "comment").length === 0 && !isBarred(step));
}
