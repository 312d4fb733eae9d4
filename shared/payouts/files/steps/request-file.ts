import type { Person } from "../../../access/person.ts";
import { monthOfDay } from "../../../base/calendar/month.ts";
import { refusal, refuse } from "../../../base/issues/issue.ts";
import type { JobQueue } from "../../../base/runtime/jobs.ts";
import { instantOf, type Runtime } from "../../../base/runtime/runtime.ts";
import type { FinanceSettings } from "../../../settings/model/settings.ts";
import type { Payout } from "../../model/payout.ts";
import { notAtBank } from "../../model/transitions.ts";
import { type BasisDeps, isCheckedInRequest, isStillToLeave } from "../../steps/check-basis.ts";
import type { PayoutStore } from "../../store.ts";
import { type FileFormat, type FileOf, fileName, formatsOf, isFinal, readFileOf } from "../model/file-kind.ts";
import { type FileMakers, type FileRegister, type FileStore, isCheckedStill, type MadeFile } from "../store.ts";
import type { JournalDeps } from "./read-journal.ts";
import type { PositionsDeps } from "./read-payables.ts";
import type { ReadingPaidLines } from "./read-payment-lines.ts";

export interface RequestFileDeps {
  readonly fileRegister: FileRegister;
  readonly payouts: Pick<PayoutStore, "find" | "gate" | "totals">;
  readonly finance: Pick<FinanceSettings, "templates" | "pain001" | "securityHoldDays">;
  readonly jobs: JobQueue;
  readonly surroundings: Runtime;
  readonly rating: { localDay(instant: string): string };
}

export interface DownloadDeps extends Omit<BasisDeps, "surroundings" | "finance"> {
  readonly fileRegister: FileRegister;
  readonly files: Pick<FileStore, "link">;
  readonly payouts: PayoutStore;
  readonly finance: Pick<FinanceSettings, "debtor" | "templates" | "pain001" | "linkSeconds" | "securityHoldDays">;
  readonly surroundings: Runtime;
  readonly rating: { localDay(instant: string): string };
}

export interface FileDeps extends ReadingPaidLines, JournalDeps, PositionsDeps, Omit<BasisDeps, "surroundings"> {
  readonly payouts: ReadingPaidLines["payouts"] &
    JournalDeps["payouts"] &
    PositionsDeps["payouts"] &
    Pick<PayoutStore, "find" | "gate" | "totals"> &
    BasisDeps["payouts"];
  readonly accounts: JournalDeps["accounts"] & PositionsDeps["accounts"];
  readonly fileRegister: FileRegister;
  readonly files: Pick<FileStore, "put">;
  readonly fileMakers: FileMakers;
  readonly finance: FinanceSettings;
  readonly agency: { readonly currency: string };
  readonly surroundings: Runtime;
}

/** A file as it is asked for. */
export interface FileRequest {
  /** `payout:2026-05-1`, `journal:2026-05` or `positions:2026-06-30`. */
  readonly of: string;
  readonly format: string;
}

/** What is asked for, read. @throws RefusedError where there is no such file. */
export function fileAsked(
  { of, format }: FileRequest,
  deps: { readonly finance: Pick<FinanceSettings, "templates" | "pain001"> },
): readonly [FileOf, FileFormat] {
  const fileOf = readFileOf(of);
  const found = fileOf && formatsOf(fileOf, deps.finance).find((each) => each.format === format);
  return fileOf && found ? [fileOf, found] : refuse(refusal("file-unknown", { of, format }));
}

/** Files are for finance, and those without payee details for the auditor too. @throws RefusedError for anyone else. */
export function checkMayFetch({ roles }: Person, { containsPayees }: FileFormat): void {
  if (roles.includes("finance") || (!containsPayees && roles.includes("auditor"))) return;
  refuse(refusal("role", { needs: containsPayees ? "finance" : "finance or auditor" }));
}

/**
 * Has a file made: its bytes are made in the background, where alone whole account numbers are read. One that is made
 * already is not made again, unless it tells of something that goes on; one that failed is tried again.
 * @returns the file as it stands then.
 * @throws RefusedError where there is no such file, it is not for this person, or it is too early for it.
 */
export async function requestFile(request: FileRequest, person: Person, deps: RequestFileDeps): Promise<MadeFile> {
  const [of, format] = fileAsked(request, deps);
  checkMayFetch(person, format);
  await checkTime(of, format, deps.rating.localDay(instantOf(deps)), deps);
  return want(request, of, format, person.username, deps);
}

/** Has the file made by which a payout goes out: the same as asking for it. */
export async function requestExportedFile({ payoutId, exported }: Payout, username: string, deps: RequestFileDeps): Promise<void> {
  if (exported === undefined) return;
  const request = { of: `payout:${payoutId}`, format: exported.format };
  const [of, format] = fileAsked(request, deps);
  await want(request, of, format, username, deps);
}

/**
 * Whether a file by which money is still to leave was made before something changed that a payment may rest on: made again,
 * its bytes are the same, and every payment is checked before.
 */
async function isOutdated(of: FileOf, { isForPayment }: FileFormat, { made }: MadeFile, deps: OutdatedDeps): Promise<boolean> {
  if (of.kind !== "payout" || !isForPayment || made === undefined) return false;
  const gate = await deps.payouts.gate();
  const payout = await deps.payouts.find(of.payoutId);
  return payout !== undefined && !isCheckedStill(made, gate, deps.finance) && (await isStillToLeave(payout, deps));
}

/** The same of a payout that is too large to be checked when its file is downloaded: see `downloadFile`. */
export async function needsMakingAnew(of: FileOf, format: FileFormat, file: MadeFile, deps: OutdatedDeps): Promise<boolean> {
  if (of.kind !== "payout" || !(await isOutdated(of, format, file, deps))) return false;
  const payout = await deps.payouts.find(of.payoutId);
  return payout !== undefined && !isCheckedInRequest(payout);
}

interface OutdatedDeps {
  readonly finance: Pick<FinanceSettings, "securityHoldDays">;
  readonly payouts: Pick<PayoutStore, "find" | "gate" | "totals">;
}

async function want(request: FileRequest, of: FileOf, format: FileFormat, username: string, deps: RequestFileDeps): Promise<MadeFile> {
  const at = instantOf(deps);
  const known = await deps.fileRegister.find(request.of, request.format);
  if (known?.made !== undefined && isFinal(of, deps.rating.localDay(known.made.at)) && !(await isOutdated(of, format, known, deps)))
    return known;
  const isUnderWay = known !== undefined && known.made === undefined && known.issues === undefined;
  const file: MadeFile = { of: request.of, format: request.format, name: fileName(of, format), wanted: { by: username, at } };
  const wanted = isUnderWay ? known : await deps.fileRegister.want(file, known);
  // Told again while it is under way: what was to be told may never have been.
  await deps.jobs.queue("FileQueued", { of: wanted.of, format: wanted.format });
  return wanted;
}

/** @throws RefusedError where what the file would tell is not decided yet. */
async function checkTime(of: FileOf, { format, isForPayment, isForBank }: FileFormat, today: string, deps: RequestFileDeps): Promise<void> {
  if (of.kind === "positions" && of.day !== today) refuse(refusal("file-of-today", { today }));
  if (of.kind === "journal" && of.month > monthOfDay(today)) refuse(refusal("file-ahead", { month: of.month }));
  if (of.kind !== "payout") return;
  const { payoutId } = of;
  const payout = (await deps.payouts.find(payoutId)) ?? refuse(refusal("not-found", { what: "payout", id: payoutId }));
  if (payout.content === undefined) refuse(refusal("file-not-drafted", { payoutId }));
  const notSent = isForPayment ? notAtBank(payout, "file-not-exported") : undefined;
  if (notSent !== undefined) refuse(notSent);
  const { downloaded } = payout;
  if (isForBank && downloaded !== undefined && downloaded.format !== format)
    refuse(refusal("downloaded-otherwise", { format: downloaded.format }));
}
