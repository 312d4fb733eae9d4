import type { Chance } from "../chance.ts";
import type { Bank } from "./bank.ts";
import { camt, pain002 } from "./bank-messages.ts";

type Orders = ReturnType<Bank["ordersOf"]>;

/** Codes and words by which a bank says that it has something already. */
const ALREADY = ["AM05", "DUPL", "DU01", "DU03", "File already received", "Duplikat", "重复文件"] as const;

/**
 * A report of which nothing may be recorded: that the bank has it already, that it has taken it, or what levels, reasons,
 * counts and amounts gainsay. @returns its text.
 */
export function noiseAbout(payoutId: string, isRepeat: boolean, id: number, orders: Orders, chance: Chance): string {
  const messageId = `FENRUN-${payoutId}`;
  const all = (status: string, reason: string) =>
    orders.map(({ line: { reference } }) => ({ reference, place: chance.pick(["end-to-end", "instruction"] as const), status, reason }));
  const report = (levels: Partial<Parameters<typeof pain002>[0]>) => pain002({ id, messageId, payments: [], ...levels });
  const accepted = { status: chance.pick(["ACCP", "ACTC", "ACSP"]), reason: "" };
  const [already, order] = [chance.pick(ALREADY), chance.pick(orders)];
  const booking = (amount: bigint, isBack: boolean, reason: string) => {
    const { reference } = order.line;
    const booked = { reference, place: "end-to-end", amount, charges: 0n, isBack, reason } as const;
    return camt("camt.054", id, [{ amount, isBack, payments: [booked] }]);
  };
  const alreadySaid = [
    () => report({ group: { status: "RJCT", reason: already } }),
    () => report({ group: accepted, batch: { status: "RJCT", reason: already } }),
    () => report({ group: { status: "RJCT", reason: "" }, payments: all("RJCT", already) }),
    () => report({ payments: all("RJCT", already) }),
    () => booking(order.line.amount, true, "DUPL"),
  ];
  if (isRepeat) return chance.pick(alreadySaid)();
  const others = [
    () => report({ group: accepted, payments: all("ACSP", "") }),
    () => report({ group: { status: "RJCT", reason: "AC04" }, payments: all("ACSC", "") }),
    () => report({ group: { status: "ACSC", reason: "" }, batch: { status: "RJCT", reason: "MS03" } }),
    () => report({ group: { status: "RJCT", reason: "" } }),
    () => report({ group: accepted, batch: { status: "RJCT", reason: "" } }),
    () => report({ group: { status: "RJCT", reason: "MS03", count: orders.length + 1 } }),
    () => report({ group: { status: "RJCT", reason: "AC04", sum: 1n } }),
    () => report({ group: { status: chance.pick(["toString", "constructor", "__proto__", "RVNM"]), reason: "" } }),
    () => booking(order.line.amount + 1n, chance.hits(0.5), "AC04"),
  ];
  return chance.pick([...alreadySaid, ...others])();
}
