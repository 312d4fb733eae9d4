import { type Month, monthOfDay } from "../../base/calendar/month.ts";
import { artifactKey, getArtifact } from "../../base/runtime/artifacts.ts";
import { inParallel, type ObjectStore, READS_CONCURRENCY, type Runtime } from "../../base/runtime/runtime.ts";
import type { RatingRules } from "../../engine/earnings/order-change.ts";
import { type CountedCredits, hashOfCredits, sumUpTo } from "../../engine/earnings/seller-sums.ts";
import type { Terms } from "../../engine/earnings/tally.ts";
import type { Attributes } from "../../engine/facts/advisor.ts";
import type { Agency } from "../../engine/facts/agency.ts";
import { partHashes, partName, statementName } from "../../engine/statement/body-parts.ts";
import { inclusionFrom, shardRootsKey, shardTreeKey } from "../../engine/statement/inclusion-proof.ts";
import { type SellerLine, sellerLines } from "../../engine/statement/seller-parts.ts";
import { readStatementFile, type StatementFile, statementFileText } from "../../engine/statement/statement-file.ts";
import { adjustmentsAt, inputsAsOf, settledSoFar, termsAt } from "../../ledger/close/as-of-period.ts";
import { countedOf } from "../../ledger/close/counted-credits.ts";
import { type ForecastLedger, type ForecastRows, forecastsMayLag, forecastsToShow } from "../../ledger/sellers/by-seller.ts";
import { recordToShow, type ShownRecord } from "../../ledger/sellers/whole-record.ts";
import type { AdvisorRecord, Recorded } from "../../ledger/store/close-store.ts";
import type { AccountLedger } from "../../ledger/store/ledger-reader.ts";
import type { Account } from "../model/account.ts";

export interface AccountDeps {
  readonly agency: Agency;
  readonly accounts: AccountLedger;
  readonly archive: ObjectStore;
  readonly rating: RatingRules;
  readonly surroundings: Pick<Runtime, "now">;
}

/** An account with what further look-ups start from. */
export interface OpenAccount extends Account {
  readonly period: number;
  /** Whether credits are still being derived anew after a change of facts: what they come to is told as before it. */
  readonly isDeriving: boolean;
  readonly record: AdvisorRecord;
  /** The record with what comes from sellers below. */
  readonly shown: ShownRecord;
  readonly storeFacts: ReadonlyMap<string, readonly Recorded<Attributes>[]>;
  /** The advisor's forecasts, read when they are first asked for and then kept. */
  readonly forecastRows: (accounts: ForecastLedger) => Promise<ForecastRows>;
}

/** Opens an advisor's account: one read of their record, however much they sell. @returns undefined where nobody of that id is registered. */
export async function openAccount(
  advisorId: string,
  { agency, accounts, rating, surroundings }: AccountDeps,
): Promise<OpenAccount | undefined> {
  const { period, closedMonth, firstMonth, pendingDerivations } = await accounts.state();
  const [close, plans] = await Promise.all([closedMonth === undefined ? undefined : accounts.close(closedMonth), accounts.recordedPlans()]);
  const underWay = close?.status === "settling" ? close : undefined;
  // What a close under way has not fixed for the advisor yet stands in the rows of its period.
  const shown = await recordToShow(advisorId, underWay?.period ?? period, accounts, surroundings.now());
  const { below, record, teamReadAtMs } = shown;
  const storeIds = record.advisors.flatMap(({ fact }) => (fact.stores ?? []).map(({ storeId }) => storeId));
  const storeFacts = storeIds.length === 0 ? new Map<string, never>() : await accounts.storeAttributes([...new Set(storeIds)]);
  const booksOf = (of: number) => inputsAsOf(of, record, termsAt(of, plans, storeFacts, rating.ratedFacets));
  const books = booksOf(period);
  if (books === undefined) return undefined;
  const booksSettled = period === 0 ? undefined : booksOf(period - 1);
  const today = rating.localDay(new Date(surroundings.now()).toISOString());
  let forecastRows: Promise<ForecastRows> | undefined;
  return {
    agency,
    today,
    thisMonth: monthOfDay(today),
    closedMonth,
    firstMonth,
    books,
    booksSettled,
    settled: settledSoFar(period, record, booksSettled, underWay),
    manual: adjustmentsAt(period, record),
    period,
    isDeriving: pendingDerivations > 0,
    record,
    shown,
    ...(teamReadAtMs !== undefined && { teamReadAt: new Date(teamReadAtMs).toISOString() }),
    forecastsMayLag: forecastsMayLag(below),
    storeFacts,
    forecastRows: (from) => {
      forecastRows ??= forecastsToShow(below, advisorId, from, surroundings.now());
      return forecastRows;
    },
  };
}

/**
 * The file of a statement, as an advisor downloads it and anyone can verify it; none where there is no statement.
 * @throws where its body, or a part of it, is missing in the archive or was changed.
 */
export async function getStatementText(
  advisorId: string,
  month: Month,
  { accounts, archive }: Pick<AccountDeps, "accounts" | "archive">,
): Promise<string | undefined> {
  const issued = await accounts.statement(advisorId, month);
  if (issued === undefined) return undefined;
  const [body, tree, roots] = await Promise.all(
    [issued.bodyKey, shardTreeKey(month, accounts.shardOf(advisorId)), shardRootsKey(month)].map((key) => archive.get(key)),
  );
  if (body === undefined) throw new Error(`the body of ${advisorId}'s statement of ${month} is missing: ${issued.bodyKey}`);
  const name = partName(statementName(month, advisorId));
  const parts = await inParallel(partHashes(body), READS_CONCURRENCY, (hash) =>
    getArtifact({ key: artifactKey(name, "json", hash), hash }, archive),
  );
  const inclusion = tree === undefined || roots === undefined ? undefined : inclusionFrom(month, advisorId, tree, roots);
  return statementFileText(body, issued.hash, inclusion, parts);
}

/** A statement with everything that explains it; none where there is no statement. */
export async function getStatement(
  advisorId: string,
  month: Month,
  looking: Pick<AccountDeps, "accounts" | "archive">,
): Promise<StatementFile | undefined> {
  const text = await getStatementText(advisorId, month, looking);
  return text === undefined ? undefined : readStatementFile(text);
}

/** What a statement's line for a seller is made of, made anew from the seller's credit log. */
export interface SellerCredits {
  readonly line: SellerLine;
  readonly credits: CountedCredits;
  /** Whether they give the hash and the sums that the line states. */
  readonly agrees: boolean;
  /** Plan versions at the statement's close and at the one before. */
  readonly terms: { readonly now: Terms; readonly before: Terms };
}

/**
 * The credits of a seller that a statement's advisor counts, as they stood at its close. Reads the month's credit log of
 * the seller, which grows with their orders.
 * @param of the statement's month, or one that it adjusts. @returns none where the statement has no such line.
 */
export async function getSellerCredits(
  { body }: StatementFile,
  sellerId: string,
  of: Month,
  { accounts, rating }: Pick<AccountDeps, "accounts" | "rating">,
): Promise<SellerCredits | undefined> {
  const line = sellerLines(body).find((each) => each.sellerId === sellerId && each.month === of);
  const close = await accounts.close(body.statement.month);
  if (line === undefined || close === undefined) return undefined;
  const { period } = close;
  const plans = await accounts.recordedPlans();
  const known = (at: number) => termsAt(at, plans, new Map(), rating.ratedFacets);
  const terms = { now: known(period), before: known(period - 1) };
  const what = { month: of, period, which: line.which };
  const { credits } = await countedOf(body.statement.advisorId, sellerId, what, [{ terms: terms.now }, { terms: terms.before }], accounts);
  return { line, credits, terms, agrees: hashOfCredits(credits) === line.creditsHash && sumUpTo(line.rows, credits) };
}
