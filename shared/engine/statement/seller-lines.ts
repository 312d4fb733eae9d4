import type { Month } from "../../base/calendar/month.ts";
import { parseExact, stringifyExact } from "../../base/json/exact-json.ts";
import { type CountedCredits, creditsText, type SellerSums } from "../earnings/seller-sums.ts";
import type { StatementBody } from "./body.ts";
import { revive } from "./parse-body.ts";

/** A line of a statement for a seller below. */
export interface SellerLine extends SellerSums {
  /** The statement's own month, or one that it adjusts. */
  readonly month: Month;
  /** All of the month, or what changed of it since it was settled last. */
  readonly which: "all" | "changed";
}

/** A statement's lines for sellers: of its month, then of those that it adjusts. */
export function sellerLines({ statement, facts }: Pick<StatementBody, "statement" | "facts">): SellerLine[] {
  const ofMonth = (facts.sellers ?? []).map((each): SellerLine => ({ ...each, month: statement.month, which: "all" }));
  const adjusted = facts.adjusted.flatMap(({ month, before, sellers = [] }) =>
    sellers.map((each): SellerLine => ({ ...each, month, which: before === null ? "all" : "changed" })),
  );
  return [...ofMonth, ...adjusted];
}

/** The form of the file of a seller's credits. */
export const CREDITS_FORMAT = "fenrun-credits-1";

/** A seller's credits as one above counts them: what a line of that one's statement is the sum of, to be kept and verified. */
export interface CreditsFile {
  /** Who counts them. */
  readonly advisorId: string;
  readonly sellerId: string;
  readonly month: Month;
  readonly credits: CountedCredits;
}

/** The file's text; its credits stand in it as they are hashed. */
export const creditsFileText = ({ advisorId, sellerId, month, credits }: CreditsFile): string =>
  `${stringifyExact({ format: CREDITS_FORMAT, advisorId, sellerId, month }).slice(0, -1)},"credits":${creditsText(credits)}}\n`;

/** Reads what `creditsFileText` wrote; none where it is another text. */
export function readCreditsFile(text: string): CreditsFile | undefined {
  const { format, ...file } = (parseExact(text) ?? {}) as { format?: unknown } & CreditsFile;
  return format === CREDITS_FORMAT ? { ...file, credits: revive(file.credits) as CountedCredits } : undefined;
}
