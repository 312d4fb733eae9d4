import * as z from "zod";
import type { Actor } from "../../../access/person.ts";
import { fileSourceSchema } from "../../../base/csv/open-tables.ts";
import { refuse } from "../../../base/issues/issue.ts";
import { storedIssue } from "../../../base/issues/stored-issues.ts";
import { record, type Stored, textCodec } from "../../../base/json/codec.ts";
import { findByHash, putArtifact, putByHash } from "../../../base/runtime/artifacts.ts";
import { RETRY, retry } from "../../../base/runtime/retry.ts";
import { instantOf, type ObjectStore } from "../../../base/runtime/runtime.ts";
import type { Agency } from "../../../engine/facts/agency.ts";
import { parseUpload } from "../../../uploads/steps/keep-upload.ts";
import type { ParseUploadDeps } from "../../../uploads/store.ts";
import { roleRefusals } from "../../model/transitions.ts";
import { type ParsedBankReport, parseBankReport } from "../formats/parse-report.ts";
import { BANK_REPORT_FORMATS, type BankReport, entriesCodec } from "../model/bank-report.ts";
import type { BankReportDeps } from "../store.ts";
import { applyBankReport } from "./apply-report.ts";
import { classifyReport } from "./preview-report.ts";

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

const head = record({
  reportId: z.string(),
  format: z.enum(BANK_REPORT_FORMATS),
  name: z.string(),
  sha256: z.string(),
  sources: z.array(fileSourceSchema),
});
export const parsedReportCodec = textCodec("the head of a bank report that was read", head);

const FOLDER = "previews/bank-reports";

/**
 * Keeps what was read of a report between its preview and its being applied: the file itself, which holds account
 * numbers, is sent once and kept nowhere. @returns under what it is kept.
 */
export async function keepParsedReport(read: ParsedBankReport, { archive }: { readonly archive: ObjectStore }): Promise<string> {
  const { entries, ...head } = read;
  return putByHash(FOLDER, `${parsedReportCodec.encode(head)}\n${entriesCodec.encode(entries)}`, archive);
}

/** What was kept. @returns undefined where nothing is. */
export async function keptParsedReport(
  keptAs: string,
  { archive }: { readonly archive: ObjectStore },
): Promise<ParsedBankReport | undefined> {
  const text = await findByHash(FOLDER, keptAs, archive);
  if (text === undefined) return undefined;
  const headEnd = text.indexOf("\n");
  const head = parsedReportCodec.decode(text.slice(0, headEnd));
  return { ...head, entries: entriesCodec.decode(text.slice(headEnd + 1)) };
}

/** What a job made of an uploaded report: where it is kept, or why it can't be read. */
const uploadedReport = z.union([
  /** Under what `keptParsedReport` finds it. */
  record({ keptAs: z.string() }),
  record({ issues: z.array(storedIssue) }),
]);
export type UploadedReport = Stored<typeof uploadedReport>;
export const uploadedReportCodec = textCodec("what was read of a bank report", uploadedReport);

/** Reads an uploaded bank report, and keeps what was read. */
export const parseReportUpload = (uploadId: string, deps: ParseUploadDeps & { readonly agency: Pick<Agency, "currency"> }): Promise<void> =>
  parseUpload(
    "bank-reports",
    uploadId,
    async (bytes, { fileName, encoding }) => {
      const read = await parseBankReport(bytes, fileName, deps.agency.currency, encoding);
      return uploadedReportCodec.encode(read.ok ? { keptAs: await keepParsedReport(read.value, deps) } : { issues: read.issues });
    },
    deps,
  );

export const decodeReportUpload = (text: string): UploadedReport => uploadedReportCodec.decode(text);
