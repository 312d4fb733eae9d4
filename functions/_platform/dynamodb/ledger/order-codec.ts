import type { Credit, CreditState, Recipient, StoredOrder } from "../../../../shared/engine/credits/credit.ts";
import type { CreditLogEntry, Place } from "../../../../shared/engine/earnings/credit-log.ts";
import type { Order } from "../../../../shared/engine/facts/order.ts";
import { orderKey } from "../keys.ts";
import type { Item } from "../table.ts";

/** An order's head as an item. Its parts are texts: one attribute is cheaper than a tree of them. */
export function headItem({ order, sequence, recipients, seen }: StoredOrder): Item {
  return {
    ...orderKey(order.orderId),
    n: sequence,
    order: JSON.stringify(order),
    recipients: JSON.stringify(recipients.map(recipientToList)),
    seen: JSON.stringify(seen),
  };
}

/** A stored head. */
export function headFrom(item: Item): StoredOrder {
  return {
    order: JSON.parse(item.order as string) as Order,
    sequence: Number(item.n),
    recipients: (JSON.parse(item.recipients as string) as StoredRecipient[]).map(recipientFromList),
    seen: JSON.parse(item.seen as string) as Record<number, string>,
  };
}

/** Entries of one place, written together, as one text. */
export function entriesToText(entries: readonly CreditLogEntry[]): string {
  return JSON.stringify(
    entries.map(
      ({ orderId, sequence, revision, bookedOn, credits, before }): StoredEntry => [
        orderId,
        sequence,
        revision,
        bookedOn,
        credits.map(creditToList),
        ...beforeToList(before),
      ],
    ),
  );
}

/** Reads what `entriesToText` wrote, for the place it was written to. */
export function entriesFromText(text: string, place: Place): CreditLogEntry[] {
  return (JSON.parse(text) as StoredEntry[]).map(([orderId, sequence, revision, bookedOn, credits, was]) => {
    const creditFrom = (of: Pick<Credit, "revision" | "bookedOn">) => (stored: StoredCredit) =>
      creditFromList(stored, { orderId, ...of }, place.advisorId);
    const [revisionBefore = 0, bookedOnBefore = "", before = []] = was ?? [];
    return {
      place,
      orderId,
      sequence,
      revision,
      bookedOn,
      credits: credits.map(creditFrom({ revision, bookedOn })),
      before: before.map(creditFrom({ revision: revisionBefore, bookedOn: bookedOnBefore })),
    };
  });
}

function beforeToList(before: readonly Credit[]): [] | [StoredBefore] {
  const [first] = before;
  return first === undefined ? [] : [[first.revision, first.bookedOn, before.map(creditToList)]];
}

function creditToList({ recipient, lineId, facets, amounts }: Credit): StoredCredit {
  return [
    recipientToList(recipient).slice(1) as TailOfRecipient,
    lineId,
    facets,
    // A line's amounts are JSON integers of at most 2^53 - 1, and so are their parts.
    Number(amounts.price),
    Number(amounts.refunded),
    Number(amounts.cost),
    Number(amounts.units),
    Object.fromEntries(Object.entries(amounts.discounts).map(([name, amount]) => [name, Number(amount)])),
  ];
}

function creditFromList(
  [recipient, lineId, facets, price, refunded, cost, units, discounts]: StoredCredit,
  of: Pick<Credit, "orderId" | "revision" | "bookedOn">,
  advisorId: string,
): Credit {
  return {
    ...of,
    lineId,
    facets,
    recipient: recipientFromList([advisorId, ...recipient]),
    amounts: {
      price: BigInt(price),
      refunded: BigInt(refunded),
      cost: BigInt(cost),
      units: BigInt(units),
      discounts: Object.fromEntries(Object.entries(discounts).map(([name, amount]) => [name, BigInt(amount)])),
    },
  };
}

type StoredRecipient = [advisorId: string, ...TailOfRecipient];
type TailOfRecipient = [
  role: string,
  state: CreditState,
  month: string,
  planId: string | null,
  version: number | null,
  afterLeaving: 0 | 1,
  sellers: readonly string[],
];
type StoredCredit = [
  TailOfRecipient,
  lineId: string,
  facets: readonly string[],
  price: number,
  refunded: number,
  cost: number,
  units: number,
  discounts: Record<string, number>,
];
/** What an entry replaced; left out where there was nothing. */
type StoredBefore = [revision: number, bookedOn: string, credits: StoredCredit[]];
type StoredEntry = [
  orderId: string,
  sequence: number,
  revision: number,
  bookedOn: string,
  credits: StoredCredit[],
  ...before: [] | [StoredBefore],
];

function recipientToList({ advisorId, role, state, month, planId, version, afterLeaving, sellers }: Recipient): StoredRecipient {
  return [advisorId, role, state, month, planId ?? null, version ?? null, afterLeaving ? 1 : 0, sellers];
}

function recipientFromList([advisorId, role, state, month, planId, version, afterLeaving, sellers]: StoredRecipient): Recipient {
  const paidBy = planId === null || version === null ? {} : { planId, version };
  return { advisorId, role, state, month, ...paidBy, afterLeaving: afterLeaving === 1, sellers };
}
