import { type ClaimedCredit, expandCredits } from "../../../../shared/engine/credits/claimed-credit.ts";
import type { Amounts, CreditState, Recipient, StoredOrder } from "../../../../shared/engine/credits/credit.ts";
import { type ClaimList, claimFromList, claimToList } from "../../../../shared/engine/earnings/claimed-row.ts";
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

export function headFrom(item: Item): StoredOrder {
  return {
    order: JSON.parse(item.order as string) as Order,
    sequence: Number(item.n),
    recipients: (JSON.parse(item.recipients as string) as StoredRecipient[]).map(recipientFromList),
    seen: JSON.parse(item.seen as string) as Record<number, string>,
  };
}

/** Entries of one place, written together, as one text. */
export function entriesToText(entries: readonly CreditLogEntry<ClaimedCredit>[]): string {
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
export function claimedEntriesFromText(text: string, place: Place): CreditLogEntry<ClaimedCredit>[] {
  return (JSON.parse(text) as StoredEntry[]).map(([orderId, sequence, revision, bookedOn, credits, was]) => {
    const [revisionBefore = 0, bookedOnBefore = "", before = []] = was ?? [];
    return {
      place,
      orderId,
      sequence,
      revision,
      bookedOn,
      credits: credits.map((credit) => creditFromList(credit, { orderId, revision, bookedOn }, place)),
      before: before.map((credit) => creditFromList(credit, { orderId, revision: revisionBefore, bookedOn: bookedOnBefore }, place)),
    };
  });
}

/** The same as the advisor counts it with whom the entries are kept. */
export function entriesFromText(text: string, place: Place): CreditLogEntry[] {
  const own = (claimed: readonly ClaimedCredit[]) => expandCredits(claimed, (advisorId) => advisorId === place.advisorId);
  return claimedEntriesFromText(text, place).map((entry) => ({ ...entry, credits: own(entry.credits), before: own(entry.before) }));
}

type OfEntry = Pick<ClaimedCredit, "orderId" | "revision" | "bookedOn">;

function beforeToList(before: readonly ClaimedCredit[]): [] | [StoredBefore] {
  const [first] = before;
  return first === undefined ? [] : [[first.revision, first.bookedOn, before.map(creditToList)]];
}

/** The role in which the order names its advisor, and who counts the credit. */
function creditToList({ group, lineId, facets, amounts }: ClaimedCredit): StoredCredit {
  return [group.role, group.claims.map(claimToList), lineId, facets, ...amountsToList(amounts)];
}

function amountsToList(amounts: Amounts): StoredAmounts {
  return [
    // A line's amounts are JSON integers of at most 2^53 - 1, and so are their parts.
    Number(amounts.price),
    Number(amounts.refunded),
    Number(amounts.cost),
    Number(amounts.units),
    Object.fromEntries(Object.entries(amounts.discounts).map(([name, amount]) => [name, Number(amount)])),
  ];
}

function creditFromList([role, claims, lineId, facets, ...amounts]: StoredCredit, of: OfEntry, place: Place): ClaimedCredit {
  return { ...of, lineId, facets, group: { role, ...place, claims: claims.map(claimFromList) }, amounts: amountsFromList(amounts) };
}

function amountsFromList([price, refunded, cost, units, discounts]: StoredAmounts): Amounts {
  return {
    price: BigInt(price),
    refunded: BigInt(refunded),
    cost: BigInt(cost),
    units: BigInt(units),
    discounts: Object.fromEntries(Object.entries(discounts).map(([name, amount]) => [name, BigInt(amount)])),
  };
}

type StoredRecipient = [
  advisorId: string,
  role: string,
  state: CreditState,
  month: string,
  planId: string | null,
  version: number | null,
  afterLeaving: 0 | 1,
  sellers: readonly string[],
];
type StoredAmounts = [price: number, refunded: number, cost: number, units: number, discounts: Record<string, number>];
type StoredCredit = [role: string, claims: ClaimList[], lineId: string, facets: readonly string[], ...StoredAmounts];
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
