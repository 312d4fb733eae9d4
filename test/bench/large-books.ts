import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { BatchWriteCommand, type BatchWriteCommandInput, DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { actionsOf } from "../../functions/_platform/dynamodb/ledger/pack-transactions.ts";
import type { Action, Item } from "../../functions/_platform/dynamodb/table.ts";
import type { Wiring } from "../../functions/_platform/wiring.ts";
import { parse } from "../../shared/base/issues/parse.ts";
import { inParallel } from "../../shared/base/runtime/parallel.ts";
import { recipientsOf } from "../../shared/engine/credits/recipients.ts";
import { type OrderChange, orderChange } from "../../shared/engine/earnings/order-change.ts";
import { type Order, orderSchema } from "../../shared/engine/facts/order.ts";
import { deriveCredits } from "../../shared/ledger/derive/derive-credits.ts";
import { FactCache } from "../../shared/ledger/derive/fact-cache.ts";
import { recordFacts } from "../../shared/ledger/record/record-batch.ts";

/** A seller's orders, as many as are wanted. */
export interface LargeBook {
  readonly advisorId: string;
  readonly credits: number;
}

const PRODUCTS = ["flight", "hotel", "train", "attraction", "package-tour", "custom-tour"];
const ENTRIES_AN_ITEM = 500;
const ITEMS_A_WRITE = 25;
const WRITES_CONCURRENCY = 8;
export const BOOKS_MONTH = "2026-10";

/** Records facts of other kinds than orders. */
export async function recordOthers(facts: readonly [string, unknown][], wiring: Wiring): Promise<void> {
  for (let start = 0; start < facts.length; start += 500) {
    const bodies = facts
      .slice(start, start + 500)
      .map(([detailType, detail]) => JSON.stringify({ source: "bench", "detail-type": detailType, detail }));
    const outcomes = await recordFacts(bodies, wiring);
    if (outcomes.some(({ kind }) => kind !== "recorded")) throw new Error("a fact of the bench was not recorded");
  }
  await deriveCredits(wiring, () => true);
}

/**
 * Lays credits down as recording would, without recording order by order: the same log entries and tally rows, summed up
 * by seller. Heads are left out, as no close reads them. Advisors and plans are recorded before.
 */
export async function layDown(books: readonly LargeBook[], wiring: Wiring): Promise<void> {
  const { ledger, rating } = wiring;
  const state = await ledger.state();
  const memory = new FactCache();
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({}), { marshallOptions: { removeUndefinedValues: true } });
  await inParallel(books, WRITES_CONCURRENCY, async (book) => {
    const { credits } = book;
    const orders = ordersOf(book);
    const facts = await memory.factsFor(orders.slice(0, 1), ledger, state, rating.localDay);
    // All of them are of one seller and month, under one plan.
    const recipients = orders.slice(0, 1).flatMap((order) => recipientsOf(order, facts));
    const changes = orders.map(
      (order): OrderChange => orderChange(undefined, { order, seen: { 1: "bench" }, sequence: 1, recipients }, rating),
    );
    const logs = Array.from({ length: Math.ceil(credits / ENTRIES_AN_ITEM) }, (_, part) => {
      const ofPart = changes.slice(part * ENTRIES_AN_ITEM, (part + 1) * ENTRIES_AN_ITEM);
      return actionsOf({ changes: ofPart.map((change) => ({ ...change, rows: [] })), shared: new Set() }, state, part).slice(ofPart.length);
    });
    const rows = actionsOf({ changes: changes.map((change) => ({ ...change, entries: [] })), shared: new Set() }, state, 0);
    await writeItems([...logs.flat(), ...rows.slice(changes.length)].map(itemOf), client);
  });
}

/** Orders of a month that differ in day, product and price. */
function ordersOf({ advisorId, credits }: LargeBook): Order[] {
  const read = parse(orderSchema, {
    orderId: advisorId,
    revision: 1,
    status: "fulfilled",
    bookedAt: `${BOOKS_MONTH}-01T09:00:00+08:00`,
    fulfilledAt: `${BOOKS_MONTH}-01T20:00:00+08:00`,
    currency: "CNY",
    lines: [{ lineId: "1", product: PRODUCTS[0], price: 50_000, discounts: { coupon: 500 }, cost: 40_000 }],
    credits: [{ advisorId }],
  });
  if (!read.ok) throw new Error("an order of the bench is invalid");
  const { value: first } = read;
  return Array.from({ length: credits }, (_, number): Order => {
    const day = `${BOOKS_MONTH}-${String(1 + (number % 28)).padStart(2, "0")}`;
    const price = 50_000 + ((number * 7_919) % 400_000);
    return {
      ...first,
      orderId: `${advisorId}-${number}`,
      bookedAt: `${day}T09:00:00+08:00`,
      fulfilledAt: `${day}T20:00:00+08:00`,
      lines: first.lines.map((line) => ({ ...line, product: PRODUCTS[number % PRODUCTS.length] ?? "", price })),
    };
  });
}

/** An action as the item that it leaves where nothing was before. */
function itemOf({ Put, Update }: Action): Item {
  if (Put?.Item !== undefined) return Put.Item as Item;
  const { Key, ExpressionAttributeNames: names = {}, ExpressionAttributeValues: values = {} } = Update ?? {};
  const sums = Object.entries(names).map(([short, name]) => [name, values[short.replace("#", ":")]]);
  return { ...(Key as { pk: string; sk: string }), ...Object.fromEntries(sums) };
}

async function writeItems(items: readonly Item[], client: DynamoDBDocumentClient): Promise<void> {
  const table = process.env.TABLE_NAME ?? "";
  for (let start = 0; start < items.length; start += ITEMS_A_WRITE) {
    let left: BatchWriteCommandInput["RequestItems"] = {
      [table]: items.slice(start, start + ITEMS_A_WRITE).map((item) => ({ PutRequest: { Item: item } })),
    };
    while (left !== undefined && Object.keys(left).length > 0)
      left = (await client.send(new BatchWriteCommand({ RequestItems: left }))).UnprocessedItems;
  }
}
