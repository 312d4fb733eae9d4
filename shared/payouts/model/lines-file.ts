import { canonicalJson, parseExact } from "../../base/json/exact-json.ts";
import { sha256Hex } from "../../base/json/hash.ts";
import { type CountAndAmount, countOf, NOTHING, plus } from "../../base/money/count-and-amount.ts";
import type { FailedPayment, PaymentLine, PayoutLine } from "./payment.ts";
import { type BankSettingsHashes, LEFT_OUT, type LeftOutWhy, type PayoutContent } from "./payout.ts";

/** What a shard's lines come to. */
export interface LinesTotals {
  readonly payments: CountAndAmount;
  readonly leftOut: Readonly<Record<LeftOutWhy, CountAndAmount>>;
  /** Of the payments, those that pay again what came back; and who made that payable again. */
  readonly again: CountAndAmount;
  readonly bringers: readonly string[];
}

/** The lines of a shard as its file keeps them: by advisor, one of canonical JSON each. Its hash is `hashOfLines`. */
export function linesText(lines: readonly PayoutLine[]): string {
  return lines.map((line) => `${canonicalJson(line)}\n`).join("");
}

/** Reads the lines of a shard. */
export function readLines(text: string): PayoutLine[] {
  const rows = text.split("\n").filter((row) => row !== "");
  return rows.map((row) => {
    const line = parseExact(row) as PayoutLine;
    if (line.kind === "left-out") return line.waits === undefined ? line : { ...line, waits: failedFrom(line.waits) };
    return { ...line, payeeVersion: Number(line.payeeVersion), ...(line.again && { again: failedFrom(line.again) }) };
  });
}

/** Payments that came back, from exact JSON, where every integer is a bigint. */
export const failedFrom = (failed: readonly FailedPayment[]): FailedPayment[] =>
  failed.map((each) => ({ ...each, payeeVersion: Number(each.payeeVersion), number: Number(each.number) }));

/** The hash of a shard's lines. */
export const hashOfLines = (text: string): string => sha256Hex(text);

export function totalsOfLines(lines: readonly PayoutLine[]): LinesTotals {
  const leftOutFor = (why: LeftOutWhy) => countOf(lines.filter((line) => line.kind === "left-out" && line.why === why));
  const payments = paymentsOf(lines);
  const failed = payments.flatMap(({ again = [] }) => again);
  return {
    payments: countOf(payments),
    leftOut: Object.fromEntries(LEFT_OUT.map((why) => [why, leftOutFor(why)])) as LinesTotals["leftOut"],
    again: countOf(payments.filter(({ again }) => again !== undefined)),
    bringers: namesOf(failed.flatMap(({ by, confirmedBy }) => [...by, ...(confirmedBy === undefined ? [] : [confirmedBy])])),
  };
}

export const paymentsOf = (lines: readonly PayoutLine[]): PaymentLine[] => lines.filter((line) => line.kind === "payment");

/** A shard's part of a payout, as far as the whole is made of it. */
export interface ContentPart extends LinesTotals {
  readonly hash: string;
  readonly adjustmentAuthors: readonly string[];
  /** Those that it was computed by. */
  readonly settings: BankSettingsHashes;
}

/** What a payout's draft comes to: its parts, by shard. */
export function contentOf(parts: readonly ContentPart[]): Omit<PayoutContent, "formats"> {
  const leftOut = (why: LeftOutWhy) => parts.reduce((total, part) => plus(total, part.leftOut[why]), NOTHING);
  return {
    hash: sha256Hex(parts.map(({ hash }) => `${hash}\n`).join("")),
    payments: parts.reduce((total, part) => plus(total, part.payments), NOTHING),
    leftOut: Object.fromEntries(LEFT_OUT.map((why) => [why, leftOut(why)])) as PayoutContent["leftOut"],
    adjustmentAuthors: namesOf(parts.flatMap(({ adjustmentAuthors }) => adjustmentAuthors)),
    again: parts.reduce((total, part) => plus(total, part.again), NOTHING),
    bringers: namesOf(parts.flatMap(({ bringers }) => bringers)),
    settings: {
      debtor: namesOf(parts.flatMap(({ settings }) => settings.debtor)),
      formats: namesOf(parts.flatMap(({ settings }) => settings.formats)),
    },
  };
}

const namesOf = (names: readonly string[]): string[] => [...new Set(names)].sort();
