import { canonicalJson, parseExact } from "../../base/json/exact-json.ts";
import { sha256Hex } from "../../base/json/hash.ts";
import { countOf, NOTHING, plus } from "../../base/money/money.ts";
import { type PaymentLine, type PayoutLine, payoutLine } from "./payment.ts";
import { type ContentPart, EXCLUSION_REASONS, type ExclusionReason, type LinesTotals, type PayoutContent } from "./payout.ts";

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
  const excludedFor = (reason: ExclusionReason) => countOf(lines.filter((line) => line.kind === "excluded" && line.reason === reason));
  const payments = paymentsOf(lines);
  const failed = payments.flatMap(({ again = [] }) => again);
  return {
    payments: countOf(payments),
    excluded: Object.fromEntries(EXCLUSION_REASONS.map((reason) => [reason, excludedFor(reason)])) as LinesTotals["excluded"],
    again: countOf(payments.filter(({ again }) => again !== undefined)),
    outcomeAuthors: namesOf(failed.flatMap(({ by, confirmedBy }) => [...by, ...(confirmedBy === undefined ? [] : [confirmedBy])])),
  };
}

export const paymentsOf = (lines: readonly PayoutLine[]): PaymentLine[] => lines.filter((line) => line.kind === "payment");

/** What a payout's draft comes to: its parts, by shard. */
export function contentOf(parts: readonly ContentPart[]): Omit<PayoutContent, "formats"> {
  const excluded = (reason: ExclusionReason) => parts.reduce((total, part) => plus(total, part.excluded[reason]), NOTHING);
  return {
    hash: sha256Hex(parts.map(({ hash }) => `${hash}\n`).join("")),
    payments: parts.reduce((total, part) => plus(total, part.payments), NOTHING),
    excluded: Object.fromEntries(EXCLUSION_REASONS.map((reason) => [reason, excluded(reason)])) as PayoutContent["excluded"],
    adjustmentAuthors: namesOf(parts.flatMap(({ adjustmentAuthors }) => adjustmentAuthors)),
    again: parts.reduce((total, part) => plus(total, part.again), NOTHING),
    outcomeAuthors: namesOf(parts.flatMap(({ outcomeAuthors }) => outcomeAuthors)),
    settings: {
      debtor: namesOf(parts.flatMap(({ settings }) => settings.debtor)),
      formats: namesOf(parts.flatMap(({ settings }) => settings.formats)),
    },
  };
}

const namesOf = (names: readonly string[]): string[] => [...new Set(names)].sort();
