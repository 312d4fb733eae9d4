import { canonicalJson, parseExact } from "../../base/json/exact-json.ts";
import { sha256Hex } from "../../base/json/hash.ts";
import { countOf, NOTHING, plus } from "../../base/money/count-and-amount.ts";
import { type PaymentLine, type PayoutLine, payoutLine } from "./payment.ts";
import { type ContentPart, type ExclusionReason, LEFT_OUT, type LinesTotals, type PayoutContent } from "./payout.ts";

/** The lines of a shard as its file keeps them: by advisor, one of canonical JSON each. Its hash is `hashOfLines`. */
export function linesText(lines: readonly PayoutLine[]): string {
  return lines.map((line) => `${canonicalJson(line)}\n`).join("");
}

/** Reads the lines of a shard. */
export function readLines(text: string): PayoutLine[] {
  const rows = text.split("\n").filter((row) => row !== "");
  return rows.map((row) => payoutLine.decode(parseExact(row) as never));
}

/** The hash of a shard's lines. */
export const hashOfLines = (text: string): string => sha256Hex(text);

export function totalsOfLines(lines: readonly PayoutLine[]): LinesTotals {
  const leftOutFor = (why: ExclusionReason) => countOf(lines.filter((line) => line.kind === "left-out" && line.why === why));
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

/** What a payout's draft comes to: its parts, by shard. */
export function contentOf(parts: readonly ContentPart[]): Omit<PayoutContent, "formats"> {
  const leftOut = (why: ExclusionReason) => parts.reduce((total, part) => plus(total, part.leftOut[why]), NOTHING);
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
