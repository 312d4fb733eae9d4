import { creditsHeld } from "../../../shared/earnings/journal.ts";
import { entriesFromText } from "./encode-orders.ts";
import { allWaiting, waitingJournal } from "./keys.ts";
import type { Table } from "./table.ts";

/** Credits that wait because nobody of this id is registered, or she has no plan in force. */
export interface WaitedFor {
  readonly advisorId: string;
  readonly orderIds: readonly string[];
}

/** Whom credits wait for, by id; those whose credits have all been counted since are left out. */
export async function waitingList(table: Table): Promise<WaitedFor[]> {
  const found: WaitedFor[] = [];
  for (const { sk: advisorId } of await table.query(allWaiting)) {
    const items = await table.query(waitingJournal(advisorId));
    const byMonth = Map.groupBy(items, ({ sk }) => sk.split("#")[2] ?? "");
    const credits = [...byMonth].flatMap(([month, ofMonth]) =>
      creditsHeld(ofMonth.flatMap((item) => entriesFromText(item.entries as string, { advisorId, state: "waiting", month }))),
    );
    const orderIds = [...new Set(credits.map(({ orderId }) => orderId))].sort();
    if (orderIds.length > 0) found.push({ advisorId, orderIds });
  }
  return found;
}
