import { sum } from "../../../../shared/base/money/rounding.ts";
import { compare } from "../../../../shared/base/text/compare.ts";
import { creditsHeld } from "../../../../shared/engine/earnings/credit-log.ts";
import type { WaitedFor } from "../../../../shared/ledger/store/ledger-reader.ts";
import { allUnassigned, unassignedJournal } from "../keys.ts";
import type { Table } from "../table.ts";
import { entriesFromText } from "./order-codec.ts";

/** Whom credits wait for, by id; those whose credits have all been counted since are left out. */
export async function waitingList(table: Table): Promise<WaitedFor[]> {
  const found: WaitedFor[] = [];
  for (const { sk: advisorId } of await table.query(allUnassigned)) {
    const items = await table.query(unassignedJournal(advisorId));
    const byMonth = Map.groupBy(items, ({ sk }) => sk.split("#")[2] ?? "");
    const credits = [...byMonth].flatMap(([month, ofMonth]) =>
      creditsHeld(ofMonth.flatMap((item) => entriesFromText(item.entries as string, { advisorId, state: "waiting", month }))),
    );
    const orders = [...Map.groupBy(credits, ({ orderId }) => orderId)]
      .map(([orderId, ofOrder]) => ({
        orderId,
        bookedOn: ofOrder[0]?.bookedOn ?? "",
        price: sum(ofOrder.map(({ amounts }) => amounts.price)),
      }))
      .sort((left, right) => compare(left.orderId, right.orderId));
    if (orders.length > 0) found.push({ advisorId, orderIds: orders.map(({ orderId }) => orderId), orders });
  }
  return found;
}
