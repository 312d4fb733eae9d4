import type { Person } from "../../../access/person.ts";
import { refusal, refuse } from "../../../base/issues/refusal.ts";
import type { JobQueue } from "../../../base/runtime/jobs.ts";
import type { Runtime } from "../../../base/runtime/runtime.ts";
import type { FinanceSettings } from "../../../settings/model/finance-settings.ts";
import type { BasisDeps } from "../../steps/check-basis.ts";
import type { PayoutStore } from "../../store.ts";
import { type FileFormat, type FileOf, formatsOf, readFileOf } from "../model/file-kind.ts";
import type { FileMakers, FileRegister, FileStore } from "../store.ts";
import type { JournalDeps } from "./read-journal.ts";
import type { PositionsDeps } from "./read-payables.ts";
import type { ReadingPaidLines } from "./read-payment-lines.ts";

/** Dependencies of asking for files. */
export interface RequestFileDeps {
  readonly fileRegister: FileRegister;
  readonly payouts: Pick<PayoutStore, "find" | "gate" | "totals">;
  readonly finance: Pick<FinanceSettings, "templates" | "pain001" | "securityHoldDays">;
  readonly jobs: JobQueue;
  readonly surroundings: Runtime;
  readonly rating: { localDay(instant: string): string };
}

/** Dependencies of fetching files. */
export interface DownloadDeps extends Omit<BasisDeps, "surroundings" | "finance"> {
  readonly fileRegister: FileRegister;
  readonly files: Pick<FileStore, "link">;
  readonly payouts: PayoutStore;
  readonly finance: Pick<FinanceSettings, "debtor" | "templates" | "pain001" | "linkSeconds" | "securityHoldDays">;
  readonly surroundings: Runtime;
  readonly rating: { localDay(instant: string): string };
}

/** Dependencies of making files. */
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
