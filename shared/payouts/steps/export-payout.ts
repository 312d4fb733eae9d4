import type { Actor } from "../../access/person.ts";
import { addDays, type Day } from "../../base/calendar/month.ts";
import { type Refusal, refusal } from "../../base/issues/issue.ts";
import { instantOf } from "../../base/runtime/runtime.ts";
import { day } from "../../engine/facts/fields.ts";
import { isBusinessDay, nextBusinessDay } from "../../settings/model/business-day.ts";
import type { FinanceSettings } from "../../settings/model/settings.ts";
import { exportFormats } from "../bank-files/bank-formats.ts";
import { debtorIssue } from "../bank-files/debtor.ts";
import { type RequestFileDeps, requestExportedFile } from "../files/steps/request-file.ts";
import type { Payout } from "../model/payout.ts";
import type { PayoutStore } from "../store.ts";
import { type BasisDeps, checkBasisInRequest } from "./check-basis.ts";
import { type PayoutRequest, stepPayout } from "./commit-step.ts";

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
