import type { Actor } from "../../access/person.ts";
import { addDays, type Day, type Month } from "../../base/calendar/month.ts";
import { type Refusal, refusal, refuse } from "../../base/issues/issue.ts";
import { canonicalJson } from "../../base/json/exact-json.ts";
import { instantOf, RETRY, retry } from "../../base/runtime/runtime.ts";
import { day, month as isMonth } from "../../engine/facts/fields.ts";
import { isBusinessDay, nextBusinessDay } from "../../settings/model/business-day.ts";
import type { FinanceSettings } from "../../settings/model/settings.ts";
import { exportFormats } from "../bank-files/bank-formats.ts";
import { debtorIssue } from "../bank-files/debtor.ts";
import { type RequestFileDeps, requestExportedFile } from "../files/steps/request-file.ts";
import { createWith } from "../model/apply-step.ts";
import { type BankSettings, changedBankSettings } from "../model/bank-settings.ts";
import type { Payout } from "../model/payout.ts";
import { numberOfPayout, payoutIdFor } from "../model/reference.ts";
import { confirmedTotals } from "../model/totals.ts";
import { needsSecond, roleRefusals } from "../model/transitions.ts";
import type { PayoutStore } from "../store.ts";
import { type BasisDeps, checkBasisInRequest } from "./check-basis.ts";
import { type Decided, type PayoutDeps, type PayoutRequest, type PayoutStepDeps, payoutEntry, stepPayout } from "./commit-step.ts";
import { noteDraftIssues } from "./draft-payout.ts";

/**
 * Begins the next payout of a closed month. Whoever does work in the background drafts it, where alone payees can be opened
 * to try what banks can be told. Asked again while it is being drafted, or after that failed, it goes on with that.
 * @throws RefusedError where the month isn't closed, or a draft of it waits already.
 */
export async function createPayout({ month }: { readonly month: Month }, person: Actor, deps: PayoutDeps): Promise<Payout> {
  const refusals = roleRefusals(person);
  if (refusals.length > 0) refuse(...refusals);
  // What is no month has no close, and can't even be looked for.
  const close = isMonth.safeParse(month).success ? await deps.ledger.close(month) : undefined;
  if (close?.status !== "closed") refuse(refusal("month-not-closed", { month }));
  const begun = await begin(month, person, deps);
  const payout = begun.issues === undefined ? begun : ((await noteDraftIssues(begun.payoutId, undefined, deps)) ?? begun);
  await deps.jobs.queue("PayoutDraftQueued", { payoutId: payout.payoutId });
  return payout;
}

async function begin(month: Month, person: Actor, deps: PayoutDeps): Promise<Payout> {
  const tried = new Set<string>();
  return retry("the payout could not be begun: the table is too busy; try again", deps.surroundings, async () => {
    // The gate first: what is approved after this look can't be missed by the draft and still let it be approved.
    const gate = await deps.payouts.gate();
    const all = await deps.payouts.list();
    const ofMonth = all.filter((payout) => payout.month === month);
    const drafting = ofMonth.find((payout) => payout.status === "drafting" || tried.has(canonicalJson(payout)));
    if (drafting !== undefined) return drafting;
    const draft = ofMonth.find(({ status }) => status === "draft");
    if (draft !== undefined) refuse(refusal("draft-open", { payoutId: draft.payoutId }));
    const later = all.find((payout) => payout.month > month && payout.status !== "withdrawn");
    if (later !== undefined) refuse(refusal("later-payout", { payoutId: later.payoutId, month }));
    const number = 1 + Math.max(0, ...ofMonth.map(({ payoutId }) => numberOfPayout(payoutId)));
    const payoutId = payoutIdFor(month, number);
    const { payout, entry } = createWith({ payoutId, month, gate }, { person, at: instantOf(deps) });
    tried.add(canonicalJson(payout));
    return (await deps.payouts.commit(payout, [payoutEntry(payoutId, entry)])) === "committed" ? payout : RETRY;
  });
}

export interface ApproveDeps extends PayoutStepDeps {
  readonly finance: BankSettings;
}

/**
 * Approves a draft, where the gate stands as when the draft began, and raises the gate: no other draft that was computed
 * without it can be approved after it.
 * @throws RefusedError where the person drafted it or proposed one of its adjustments, or something changed what it may pay or the
 * settings for banks.
 */
export function approvePayout(request: PayoutRequest, person: Actor, deps: ApproveDeps): Promise<Payout> {
  return stepPayout(
    request,
    "approve",
    person,
    async (payout) => {
      const changed = changedBankSettings(payout, deps.finance);
      if (changed.length > 0) refuse(...changed);
      return { step: { kind: "approve", gate: await deps.payouts.gate() }, gate: { at: payout.gate, raises: true } };
    },
    deps,
  );
}

export interface ExportDeps extends Omit<BasisDeps, "finance" | "surroundings">, RequestFileDeps {
  readonly payouts: PayoutStore;
  readonly finance: FinanceSettings;
  readonly agency: { readonly currency: string };
}

/** A payout as it is to go out. */
export interface ExportRequest extends PayoutRequest {
  /** The day on which the bank is asked to pay: today (in the agency's time zone) or later, within the window of the settings. */
  readonly executeOn: Day;
  /** By which file: `pain.001` or a template's id; the agency's first where none is named. */
  readonly format?: string;
  /** That the person means a day on which banks don't work. */
  readonly acknowledgeNonBusinessDay?: boolean;
}

/**
 * Exports an approved payout: its file is made from now on, and its payments are in flight. What the approval rested on is
 * checked again, as far as there is time for it; the gate tells whether anything came between the look and the write. The
 * job that makes the file checks all of it, and so does whoever downloads it where anything changed since.
 * @throws RefusedError where something holds no more, with the advisors by name, or the day or the format can't be.
 */
export async function exportPayout(request: ExportRequest, person: Actor, deps: ExportDeps): Promise<Payout> {
  const { executeOn, format = exportFormats(deps.finance)[0] ?? "" } = request;
  const exported = await stepPayout(
    request,
    "export",
    person,
    async (payout) => {
      const gate = await deps.payouts.gate();
      const today = deps.rating.localDay(instantOf(deps));
      const cheap = [...dayRefusals(request, today, deps.finance), ...formatRefusals(payout, format, deps)];
      const basis = [...cheap, ...(await checkBasisInRequest(payout, deps))];
      return { step: { kind: "export", executeOn, format, basis }, gate: { at: gate, raises: false } };
    },
    deps,
  );
  // Where this is lost, whoever looks at the payout asks for the file again.
  await requestExportedFile(exported, person.username, deps);
  return exported;
}

function dayRefusals(
  { executeOn, acknowledgeNonBusinessDay }: ExportRequest,
  today: Day,
  { executionWindowDays, calendar }: FinanceSettings,
): readonly Refusal[] {
  if (!day.safeParse(executeOn).success || executeOn < today) return [refusal("execute-on", { executeOn, today })];
  const latest = addDays(today, executionWindowDays);
  if (executeOn > latest) return [refusal("execute-too-late", { executeOn, latest })];
  if (isBusinessDay(executeOn, calendar) || acknowledgeNonBusinessDay === true) return [];
  return [refusal("non-business-day", { executeOn, next: nextBusinessDay(executeOn, calendar) })];
}

function formatRefusals({ content }: Payout, format: string, { finance, agency }: ExportDeps): readonly Refusal[] {
  const formats = exportFormats(finance);
  if (!formats.includes(format)) return [refusal("format-unknown", { format, formats: formats.join(", ") })];
  const tried = content?.formats.find((each) => each.format === format);
  if (tried === undefined) return [refusal("format-impossible", { format, issue: "not-tried" })];
  if (tried.issue !== undefined)
    return [refusal("format-impossible", { format, issue: tried.issue, ...(tried.column !== undefined && { column: tried.column }) })];
  const isForPayroll = finance.templates.some(({ id, kind }) => id === format && kind === "payroll");
  const issue = isForPayroll ? undefined : debtorIssue(finance.debtor, agency.currency);
  return issue === undefined ? [] : [refusal("debtor-unset", { issue })];
}

/**
 * Confirms an exported payout: all that has no outcome of its own is paid, by one write that also sets the totals. An
 * outcome that is recorded at the same moment comes before it or after it, never in between.
 * @throws RefusedError where it was not exported, or no reason is given.
 */
export function confirmPayout(
  { comment, ...request }: PayoutRequest & { readonly comment: string },
  person: Actor,
  deps: PayoutStepDeps,
): Promise<Payout> {
  return stepPayout(
    request,
    "confirm",
    person,
    async (payout) => {
      const totals = await deps.payouts.totals(payout.payoutId);
      return { step: { kind: "confirm", comment, totals }, totals: confirmedTotals(payout, totals) };
    },
    deps,
    comment,
  );
}

type WithdrawRequest = PayoutRequest & { readonly comment: string };

/**
 * Withdraws a payout whose file no bank can have: what it was to pay is owed again. Of one whose file was downloaded it asks
 * for that, and another person confirms it. A download and a withdrawal are steps of one lock version: only one of them wins.
 * @throws RefusedError where it is confirmed, or the bank has told of one of its payments.
 */
export function withdrawPayout({ comment, ...request }: WithdrawRequest, person: Actor, deps: PayoutStepDeps): Promise<Payout> {
  return stepPayout(
    request,
    "withdraw",
    person,
    async (payout) => {
      const totals = await deps.payouts.totals(payout.payoutId);
      const step = { kind: "withdraw", comment, totals } as const;
      return needsSecond(payout) ? { step } : ending(payout, step, deps);
    },
    deps,
    comment,
  );
}

/**
 * Says as the second that no bank ever got a payout's file: it is withdrawn.
 * @throws RefusedError where nobody asked for it, the same person did, or the bank has told of one of its payments.
 */
export function confirmWithdrawal({ comment, ...request }: WithdrawRequest, person: Actor, deps: PayoutStepDeps): Promise<Payout> {
  return stepPayout(
    request,
    "confirm-withdrawal",
    person,
    async (payout) => ending(payout, { kind: "confirm-withdrawal", comment, totals: await deps.payouts.totals(payout.payoutId) }, deps),
    deps,
    comment,
  );
}

/** Cancels what someone asked for: the payout goes on as it is. @throws RefusedError where nobody asked. */
export function cancelWithdrawal({ comment, ...request }: WithdrawRequest, person: Actor, deps: PayoutStepDeps): Promise<Payout> {
  return stepPayout(request, "cancel-withdrawal", person, async () => ({ step: { kind: "cancel-withdrawal", comment } }), deps, comment);
}

/** What its payments no longer take off is owed again: only what was approved was counted by others. */
async function ending(
  { status }: Payout,
  step: Extract<Decided["step"], { readonly totals: unknown }>,
  deps: PayoutStepDeps,
): Promise<Decided> {
  if (status !== "approved" && status !== "exported") return { step };
  const gate = { at: await deps.payouts.gate(), raises: true };
  // An outcome that is recorded at the same moment comes before it, and hinders it, or finds it withdrawn.
  return status === "exported" ? { step, gate, totals: { ...step.totals, lockVersion: step.totals.lockVersion + 1 } } : { step, gate };
}
