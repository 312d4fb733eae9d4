import * as z from "zod";
import type { Day, Instant, Month } from "../../base/calendar/month.ts";
import { storedRefusal } from "../../base/issues/stored-issues.ts";
import { int, minor, record, type Stored, textCodec } from "../../base/json/codec.ts";
import type { CountAndAmount } from "../../base/money/money.ts";
import type { FinanceSettings } from "../../settings/model/settings.ts";
import type { Template } from "../../settings/model/template.ts";
import type { JournalDocument } from "../accounting/document.ts";
import type { ExportedPayout, PaidLine } from "../bank-files/payment-line.ts";
import type { PayoutLine } from "../model/payment.ts";
import type { Payout } from "../model/payout.ts";
import type { Payables } from "../reconciliation/model/payables.ts";

/** Keeps files that are made for others. A key's bytes never change. */
export interface FileStore {
  /** Stores a file as it is made, piece by piece. @returns its size and SHA-256. */
  put(key: string, chunks: AsyncIterable<Uint8Array>, contentType: string): Promise<{ readonly bytes: number; readonly sha256: string }>;
  /** An address under which the file can be fetched for so many seconds, by whoever has it, under a name. */
  link(key: string, how: { readonly name: string; readonly seconds: number }): Promise<string>;
}

/** A file that is wanted, or made. */
const madeFile = record({
  /** What it is of: `payout:2026-05-1`, `journal:2026-05`, `positions:2026-06-30`. */
  of: z.string(),
  /** `csv`, `xlsx`, `pain.001`, `journal`, `positions`, or a template's id: one of each for what it is of. */
  format: z.string(),
  /** As it is called where it is saved. */
  name: z.string(),
  wanted: record({ by: z.string(), at: z.string() }),
  /** None while it is being made. */
  made: record({
    at: z.string(),
    key: z.string(),
    sha256: z.string(),
    bytes: int,
    /** Its lines and their sum, minor units. */
    count: int,
    controlSum: minor,
    /** Where the gate stood when what a bank's file rests on was checked; none of other files. */
    gate: int.optional(),
    /** The security hold of new payee details by which it was checked then, in days. */
    securityHoldDays: int.optional(),
  }).optional(),
  /** Why it could not be made when that was tried last. */
  issues: z.array(storedRefusal).optional(),
});
export type MadeFile = Stored<typeof madeFile>;

/** Whether nothing that a payment may rest on changed since a bank's file was made, and its payments were checked. */
export const isCheckedStill = (
  made: MadeFile["made"],
  gate: number,
  { securityHoldDays }: Pick<FinanceSettings, "securityHoldDays">,
): boolean => made?.gate === gate && made.securityHoldDays !== undefined && made.securityHoldDays >= securityHoldDays;

export const madeFileCodec = textCodec("a file", madeFile);

/** Keeps account of files: which there are, and who fetched them when. Reads are consistent. */
export interface FileRegister {
  list(of: string): Promise<readonly MadeFile[]>;
  find(of: string, format: string): Promise<MadeFile | undefined>;
  /**
   * Notes that a file is wanted, where none is wanted or made, or where the one that is was wanted when `before` was: then
   * it is wanted anew. @returns the file as it stands then.
   */
  want(file: MadeFile, before?: MadeFile): Promise<MadeFile>;
  /** Notes what became of a file that is wanted: made, or failed. The first to be made stays, and so does one that was wanted anew. */
  note(file: MadeFile): Promise<void>;
  /** Notes a download; added, never edited. */
  noteDownload(of: string, format: string, download: { readonly by: string; readonly at: Instant }): Promise<void>;
  /** The latest first, at most 1,000. */
  downloads(of: string, format: string): Promise<readonly { readonly by: string; readonly at: Instant }[]>;
}

/** The bytes of a file, piece by piece, and what its lines came to. */
export type FilePieces = AsyncGenerator<Uint8Array, CountAndAmount>;

/** Lines, some at a time, in the order of the payout. */
export type Batches<Line> = AsyncIterable<readonly Line[]>;

/** A payout whose lines stand. */
export type DraftedPayout = Payout & { readonly content: NonNullable<Payout["content"]> };

/** An advisor's line of the file of positions. */
export interface PayablesLine {
  readonly advisorId: string;
  readonly name: string;
  readonly payables: Payables;
}

/** Makes the bytes of files. The same content gives the same bytes, and no more than some lines are held at a time. */
export interface FileMakers {
  csv(payout: DraftedPayout, lines: Batches<PayoutLine>, currency: string): FilePieces;
  xlsx(payout: DraftedPayout, lines: Batches<PayoutLine>, currency: string): FilePieces;
  pain001(
    payout: ExportedPayout,
    lines: Batches<PaidLine>,
    how: { readonly debtor: FinanceSettings["debtor"]; readonly currency: string },
  ): FilePieces;
  text(template: Template, payout: ExportedPayout, lines: Batches<PaidLine>, currency: string): FilePieces;
  /** Its control sum is that of the debits, which are the credits. */
  journal(month: Month, documents: readonly JournalDocument[], currency: string): FilePieces;
  /** Its control sum is what statements made payable. `expected` is what all of it has to come to, by closes and payouts. */
  payables(day: Day, lines: Batches<PayablesLine>, expected: Payables, currency: string): FilePieces;
}
