import { sha256Hex } from "../../../base/json/hash.ts";
import { hashOfCredits, sumUpTo } from "../../earnings/seller-sums.ts";
import type { StatementBody } from "../body.ts";
import { type CreditsFile, readCreditsFile, sellerLines } from "../seller-parts.ts";
import { readStatementFile, type StatementFile } from "../statement-file.ts";
import { type Check, type Difference, differencesOf } from "./differences.ts";

/** How many differences are named. */
const AT_MOST = 20;

/**
 * Checks a statement against what others have: the statements of sellers whose credits it counts, and of those who count
 * its own advisor's credits, which have to name one hash; and sellers' credits, which have to give a line's hash and sums.
 * @param others texts of such files. @returns none where the statement has nothing to do with sellers.
 */
export function checkSellers({ body }: StatementFile, others: readonly string[]): Check[] {
  const hasAny = sellerLines(body).length > 0 || (body.facts.views ?? []).length > 0;
  if (others.length === 0) return hasAny ? [{ id: "sellers", result: "skipped" }] : [];
  try {
    const compared = others.map((text) => {
      const credits = readCreditsFile(text);
      return credits === undefined ? compareStatements(body, readStatementFile(text)) : compareCredits(body, credits);
    });
    const differences = compared.flat().slice(0, AT_MOST);
    return [differences.length === 0 ? { id: "sellers", result: "right" } : { id: "sellers", result: "wrong", differences }];
  } catch (error) {
    return [{ id: "sellers", result: "wrong", detail: (error as Error).message }];
  }
}

/** Where two statements of one close name other hashes of the credits that one advisor brought and the other counts. */
function compareStatements(body: StatementBody, other: StatementFile): Difference[] {
  const [own, others] = [body.statement, other.body.statement];
  if (sha256Hex(other.bodyText) !== other.hash)
    throw new Error(`the content of ${others.advisorId}'s statement has changed since it was hashed`);
  if (own.month !== others.month) throw new Error(`the statement of ${others.advisorId} is of ${others.month}, not of ${own.month}`);
  const pairs = [...hashesBetween(body, other.body), ...hashesBetween(other.body, body)];
  if (pairs.length === 0) throw new Error(`neither ${own.advisorId} nor ${others.advisorId} counts credits of the other`);
  return pairs.flatMap(({ month, sellerId, inLine, inView }) =>
    differencesOf({ sellers: { [sellerId]: { [month]: inLine } } }, { sellers: { [sellerId]: { [month]: inView } } }, AT_MOST),
  );
}

/** The hashes in the lines of whoever counts, beside those that the seller's statement lists; also where the line is left out. */
function hashesBetween(counting: StatementBody, seller: StatementBody) {
  const { advisorId: sellerId } = seller.statement;
  const { advisorId, month: closed } = counting.statement;
  // A month of before the books that is stated later than by the first close is nobody's news but the one's who counts it.
  const isTold = (month: string, which: string) => which === "changed" || month === closed || closed === counting.facts.firstMonth;
  const lines = sellerLines(counting).filter((line) => line.sellerId === sellerId);
  const views = (seller.facts.views ?? []).filter((each) => each.advisorId === advisorId);
  const compared = lines.map(({ month, which, creditsHash }) => {
    const view = views.find((each) => each.month === month);
    return { month, sellerId, inLine: creditsHash, inView: isTold(month, which) ? view?.creditsHash : creditsHash };
  });
  // Of an adjusted month a line is rightly missing where changes cancel out; of the closed month all is told.
  const hidden = views.filter(({ month }) => month === closed && lines.every((line) => line.month !== month));
  return [...compared, ...hidden.map(({ month, creditsHash }) => ({ month, sellerId, inLine: undefined, inView: creditsHash }))];
}

/** Where a seller's credits don't give a line's hash, or not its sums. */
function compareCredits(body: StatementBody, { advisorId, sellerId, month, credits }: CreditsFile): Difference[] {
  const line = sellerLines(body).find((each) => each.sellerId === sellerId && each.month === month);
  if (line === undefined || advisorId !== body.statement.advisorId)
    throw new Error(`the statement has no line for what ${advisorId} counts of ${sellerId}'s credits of ${month}`);
  const stated = { creditsHash: line.creditsHash, sums: true };
  const recomputed = { creditsHash: hashOfCredits(credits), sums: sumUpTo(line.rows, credits) };
  return differencesOf({ sellers: { [sellerId]: { [month]: stated } } }, { sellers: { [sellerId]: { [month]: recomputed } } }, AT_MOST);
}
