import type { Month } from "../../calendar/month.ts";
import { evaluate } from "../../earnings/evaluate.ts";
import type { JournalEntry } from "../../earnings/journal.ts";
import type { Attributes } from "../../facts/attributes.ts";
import { correctionsOf } from "../../outlook/corrections.ts";
import { forecastMonths } from "../../outlook/forecast.ts";
import { ladderStandings } from "../../outlook/ladders.ts";
import type { LatestOrder, MonthOutlook } from "../../outlook/outlook.ts";
import { stateOf } from "../../outlook/state-of-month.ts";
import { worthOf } from "../../outlook/worth.ts";
import { type ExplainedAdjustment, explainAdjustment } from "../../statement/explain-adjustment.ts";
import { inParallel } from "../in-parallel.ts";
import { expectClose } from "./expect-close.ts";
import type { Looking, OpenAccount } from "./open-account.ts";

/** How many of the orders recorded last are shown. */
const LATEST = 10;

/** How a month stands, and what is still to come of it. Reads a bounded number of items, and what changed since the last close. */
export async function lookUpMonth(account: OpenAccount, month: Month, looking: Looking): Promise<MonthOutlook> {
  const { books } = account;
  const state = stateOf(account, month);
  const expected = state === "current" ? expectClose(account) : undefined;
  const earnings = evaluate(books, month);
  const [forecasts, latest, adjustments] = await Promise.all([
    account.forecastRows(looking.lookUp),
    latestOrders(account, month, looking),
    inParallel(expected?.statement?.adjustments ?? [], 4, ({ month: of, amount }) => explain(account, of, amount, looking)),
  ]);
  const facts = (recorded: readonly { readonly fact: Attributes }[] | undefined) => (recorded ?? []).map(({ fact }) => fact);
  return {
    month,
    state,
    earnings,
    expected,
    adjustments: adjustments.flatMap((each) => each ?? []),
    ladders: ladderStandings(books, month, earnings),
    corrections: correctionsOf(books, month, earnings, {
      own: facts(account.record.attributes),
      storeFacts: (storeId) => facts(account.storeFacts.get(storeId)),
    }),
    forecast: forecastMonths(books, forecasts, account.thisMonth).find((each) => each.month === month),
    latest,
  };
}

async function latestOrders(account: OpenAccount, month: Month, { lookUp }: Looking): Promise<LatestOrder[]> {
  const { advisorId } = account.books.advisor;
  const worth = worthOf(account.books, month);
  const states = ["earned", "forecast"] as const;
  const all = await Promise.all(
    states.map(async (state) =>
      (await lookUp.latestEntries(advisorId, state, month, LATEST)).map(({ recordedAt, entry }) => ({ state, recordedAt, entry })),
    ),
  );
  const counts = (entry: JournalEntry) => Number(entry.credits.length > 0);
  // One write may take an order from one state to the other: what it counts as now comes first.
  const newest = all
    .flat()
    .sort((a, b) => b.recordedAt - a.recordedAt || b.entry.sequence - a.entry.sequence || counts(b.entry) - counts(a.entry));
  const seen = new Set<string>();
  return newest
    .filter(({ entry }) => {
      // An order is told once, as it stands.
      const isNew = !seen.has(entry.orderId);
      seen.add(entry.orderId);
      return isNew;
    })
    .slice(0, LATEST)
    .map(({ state, recordedAt, entry: { orderId, revision, bookedOn, credits, before } }) => ({
      orderId,
      revision,
      bookedOn,
      recordedAt,
      state,
      credits,
      before,
      worth: worth(before, credits),
    }));
}

/** Explains an adjustment from what changed since the last close; none of a month that was never settled for her. */
async function explain(account: OpenAccount, of: Month, amount: bigint, { lookUp }: Looking): Promise<ExplainedAdjustment | undefined> {
  const { books, booksSettled, settled, firstMonth, period } = account;
  const wasSettled = settled.byMonth.has(of) || (firstMonth !== undefined && of >= firstMonth);
  if (booksSettled === undefined || !wasSettled) return undefined;
  const entries = await lookUp.entriesOfPeriod(books.advisor.advisorId, of, period);
  const changed = [...Map.groupBy(entries, ({ orderId }) => orderId).values()].map((ofOrder) =>
    [...ofOrder].sort((a, b) => a.sequence - b.sequence),
  );
  const first = (ofOrder: readonly JournalEntry[]) => ofOrder[0]?.before ?? [];
  const last = (ofOrder: readonly JournalEntry[]) => ofOrder.at(-1)?.credits ?? [];
  return explainAdjustment(of, amount, { books: booksSettled, credits: changed.flatMap(first) }, { books, credits: changed.flatMap(last) });
}
