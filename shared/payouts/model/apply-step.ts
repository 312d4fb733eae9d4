import type { StepContext } from "../../access/person.ts";
import type { ActivityAction, ActivityEntry, FieldChange } from "../../activity/model/activity-entry.ts";
import type { Day } from "../../base/calendar/month.ts";
import { type Refusal, refusal } from "../../base/issues/issue.ts";
import { canonicalJson } from "../../base/json/exact-json.ts";
import { sha256Hex } from "../../base/json/hash.ts";
import type { CountAndAmount } from "../../base/money/money.ts";
import { countTold, isAtBank, type Payout, type PayoutContent, type PayoutTotals } from "./payout.ts";
import { inTransitOf } from "./totals.ts";
import { mayBePaid, needsSecond, payoutTransitionIssues } from "./transitions.ts";

/** What can be done with a payout. */
export type PayoutStep =
  /** All its lines stand. */
  | { readonly kind: "finish-draft"; readonly content: PayoutContent }
  /** `gate`: where the gate stands now. */
  | { readonly kind: "approve"; readonly gate: number }
  /** `basis`: what the approval rested on and holds no more, with what else is in the way. */
  | { readonly kind: "export"; readonly executeOn: Day; readonly format: string; readonly basis: readonly Refusal[] }
  /** Someone fetches the bank's file. */
  | { readonly kind: "download"; readonly format: string; readonly basis: readonly Refusal[] }
  /** `totals`: as they stand now; what is in flight by them is paid. */
  | { readonly kind: "confirm"; readonly comment: string; readonly totals: PayoutTotals }
  /** `totals`: as they stand now; what the bank told of can't be withdrawn. */
  | { readonly kind: "withdraw" | "confirm-withdrawal"; readonly comment: string; readonly totals: PayoutTotals }
  | { readonly kind: "cancel-withdrawal"; readonly comment: string };

/** A step that is possible: the next lock version, and its line of the activity log; or why it isn't. */
export type PayoutStepResult =
  | { readonly ok: true; readonly payout: Payout; readonly entry: ActivityEntry }
  | { readonly ok: false; readonly refusals: readonly Refusal[] };

/** A payout's first lock version, and its first line of the activity log. */
export function createWith(
  { payoutId, month, gate }: Pick<Payout, "payoutId" | "month" | "gate">,
  { person: { username: by }, at }: StepContext,
): { readonly payout: Payout; readonly entry: ActivityEntry } {
  return {
    payout: { payoutId, month, status: "drafting", lockVersion: 1, gate, drafted: { by, at } },
    entry: { at, by, action: "create", changes: [{ path: "month", after: month }], lockVersion: 1 },
  };
}

/** Takes a step, as of an instant. Pure: nothing is stored. */
export function takePayoutStep(payout: Payout, step: PayoutStep, { person, at }: StepContext): PayoutStepResult {
  const refusals = [...payoutTransitionIssues(payout, step.kind, person, "comment" in step ? step.comment : undefined)];
  if (refusals.length === 0) refusals.push(...circumstances(payout, step));
  if (refusals.length > 0) return { ok: false, refusals };
  // Once a step is taken, that its draft failed is over.
  const { issues: _issues, restartedAt: _restartedAt, ...stepping } = payout;
  const next = { ...after(stepping, step, { person, at }), lockVersion: payout.lockVersion + 1 };
  // A draft that is done is told as its drafter's: nobody else took a step.
  const by = step.kind === "finish-draft" ? payout.drafted.by : person.username;
  return { ok: true, payout: next, entry: { at, by, ...lineOf(payout, step, next), lockVersion: next.lockVersion } };
}

/** What approval signs: the content with its payout and month. */
export function signatureOfPayout({ payoutId, month, content }: Payout): string {
  return sha256Hex(canonicalJson({ payoutId, month, content }));
}

/** What hinders a step beside the payout itself. */
function circumstances(payout: Payout, step: PayoutStep): readonly Refusal[] {
  switch (step.kind) {
    case "approve":
      return step.gate === payout.gate ? [] : [refusal("gate-moved")];
    case "export":
    case "download":
      return step.basis;
    case "confirm":
      return mayBePaid(payout, step.totals) ? [] : [refusal("nothing-sent", { payoutId: payout.payoutId })];
    case "withdraw":
    case "confirm-withdrawal": {
      const { payoutId } = payout;
      const told = countTold(step.totals);
      if (told > 0) return [refusal("bank-has-told", { payoutId, count: told })];
      return isAtBank(step.totals) ? [refusal("bank-has-file", { payoutId })] : [];
    }
    default:
      return [];
  }
}

function after(payout: Payout, step: PayoutStep, { person: { username: by }, at }: StepContext): Payout {
  switch (step.kind) {
    case "finish-draft":
      return { ...payout, status: "draft", content: step.content };
    case "approve":
      return { ...payout, status: "approved", approved: { by, at, signs: signatureOfPayout(payout) } };
    case "export":
      return { ...payout, status: "exported", exported: { by, at, executeOn: step.executeOn, format: step.format } };
    case "download":
      return { ...payout, downloaded: { by, at, format: step.format } };
    case "confirm":
      return { ...payout, status: "confirmed", confirmed: { by, at, comment: step.comment, paid: inTransitOf(payout, step.totals) } };
    case "withdraw":
      return needsSecond(payout)
        ? { ...payout, withdrawal: { by, at, comment: step.comment } }
        : { ...payout, status: "withdrawn", withdrawn: { by, at, comment: step.comment } };
    case "confirm-withdrawal":
      return { ...payout, status: "withdrawn", withdrawn: { by, at, comment: step.comment } };
    case "cancel-withdrawal": {
      const { withdrawal: _, ...rest } = payout;
      return rest;
    }
  }
}

/** What the activity log says of a step. Amounts stand there as texts of minor units. */
function lineOf(payout: Payout, step: PayoutStep, next: Payout): Pick<ActivityEntry, "action" | "changes" | "comment"> {
  switch (step.kind) {
    case "finish-draft": {
      const { hash, payments, excluded } = step.content;
      const left = Object.entries(excluded).flatMap(([reason, count]) => totalChanges(`excluded.${reason}`, count));
      return line("draft", [...totalChanges("payments", payments), ...left, { path: "hash", after: hash }]);
    }
    case "approve":
      return line("approve", [{ path: "signs", after: next.approved?.signs }]);
    case "export":
      return line("export", [
        { path: "executeOn", after: step.executeOn },
        { path: "format", after: step.format },
      ]);
    case "download":
      return line("download", [{ path: "format", after: step.format }]);
    case "confirm":
      return line("confirm", totalChanges("paid", inTransitOf(payout, step.totals)), step.comment);
    case "withdraw":
      return needsSecond(payout)
        ? line("request-withdrawal", [{ path: "withdrawal", after: next.withdrawal?.by }], step.comment)
        : line("withdraw", [{ path: "status", before: payout.status, after: next.status }], step.comment);
    case "confirm-withdrawal":
      return line("confirm-withdrawal", [{ path: "status", before: payout.status, after: next.status }], step.comment);
    case "cancel-withdrawal":
      return line("cancel-withdrawal", [{ path: "withdrawal", before: payout.withdrawal?.by }], step.comment);
  }
}

const line = (action: ActivityAction, changes: readonly FieldChange[], comment?: string) => ({
  action,
  changes,
  ...(comment !== undefined && { comment }),
});

function totalChanges(path: string, { count, amount }: CountAndAmount): FieldChange[] {
  if (count === 0) return [];
  return [
    { path: `${path}.count`, after: count },
    { path: `${path}.amount`, after: amount.toString() },
  ];
}
