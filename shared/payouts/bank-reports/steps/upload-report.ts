import type { Actor } from "../../../access/person.ts";
import { refuse } from "../../../base/issues/refusal.ts";
import { putArtifact } from "../../../base/runtime/artifacts.ts";
import { RETRY, retry } from "../../../base/runtime/retry.ts";
import { instantOf } from "../../../base/runtime/runtime.ts";
import { roleRefusals } from "../../model/transitions.ts";
import type { ParsedBankReport } from "../formats/parse-report.ts";
import { type BankReport, entriesCodec } from "../model/bank-report.ts";
import type { BankReportDeps } from "../store.ts";
import { applyBankReport } from "./apply-report.ts";
import { classifyReport } from "./classify-report.ts";

/** Outcomes that are recorded while one waits. */
const MAX_AT_ONCE = 400;

/**
 * Takes a bank's report: what it says is kept, its file is not. What is short is applied at once, the rest by whoever
 * does work in the background. The same file again is the same report: it goes on where it stopped, and what was open of
 * it is looked at again; whoever brings one that says that something came back is noted as one who did.
 * @throws RefusedError where the person may not.
 */
export async function uploadBankReport(read: ParsedBankReport, person: Actor, deps: BankReportDeps): Promise<BankReport> {
  const refusals = roleRefusals(person);
  if (refusals.length > 0) refuse(...refusals);
  const { reportId, format, name, sha256, entries } = read;
  const { key: entriesKey } = await putArtifact(`bank-reports/${reportId}/entries`, "ndjson", entriesCodec.encode(entries), deps.archive);
  const begun = await deps.bankReports.begin({
    reportId,
    format,
    name,
    sha256,
    by: person.username,
    at: instantOf(deps),
    status: "applying",
    entriesKey,
    entries: entries.length,
  });
  const saysBack = entries.some(({ kind }) => kind === "rejected" || kind === "returned");
  if (saysBack && begun.by !== person.username) await noteBringer(reportId, person.username, deps);
  if (begun.status === "applied" && begun.openKey === undefined) return begun;
  if (begun.issues !== undefined || begun.status === "applied") {
    const { issues: _issues, ...again } = begun;
    await deps.bankReports.replace(begun, { ...again, restartedAt: instantOf(deps) });
  }
  await deps.jobs.queue("BankReportQueued", { reportId });
  const { due } = await classifyReport(read, deps);
  const outcomes = [...due.values()].reduce((sum, { length }) => sum + length, 0);
  return outcomes <= MAX_AT_ONCE ? applyBankReport(reportId, deps) : begun;
}

async function noteBringer(reportId: string, username: string, { bankReports, surroundings }: BankReportDeps): Promise<void> {
  return retry("who brought the report could not be stored: the table is too busy; try again", surroundings, async () => {
    if ((await bankReports.noteBringer(reportId, username)) !== "busy") return;
    return RETRY;
  });
}
