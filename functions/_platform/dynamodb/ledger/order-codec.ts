import { type ClaimedCredit, expandCredits } from "../../../../shared/engine/credits/claimed-credit.ts";
import type { Amounts, Credit, CreditState, Recipient, StoredOrder } from "../../../../shared/engine/credits/credit.ts";
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
export function entriesToText(entries: readonly CreditLogEntry<Credit | ClaimedCredit>[]): string {
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

/** Reads of what `entriesToText` wrote, for the place it was written to, what its advisor counts. */
export function entriesFromText(text: string, place: Place): CreditLogEntry[] {
  return entriesOf(text, place, (stored, of) => {
    const claimed = stored.flatMap((credit) => (isClaimed(credit) ? [claimedFromList(credit, of, place)] : []));
    const copies = stored.flatMap((credit) => (isClaimed(credit) ? [] : [creditFromList(credit, of, place.advisorId)]));
    return [...copies, ...expandCredits(claimed, (advisorId) => advisorId === place.advisorId)];
  });
}

/** Reads the claimed credits, with everyone who counts them. Entries that tell copies come out without credits. */
export function claimedEntriesFromText(text: string, place: Place): CreditLogEntry<ClaimedCredit>[] {
  return entriesOf(text, place, (stored, of) =>
    stored.flatMap((credit) => (isClaimed(credit) ? [claimedFromList(credit, of, place)] : [])),
  );
}

type OfEntry = Pick<Credit, "orderId" | "revision" | "bookedOn">;

function entriesOf<Kept>(
  text: string,
  place: Place,
  creditsFrom: (stored: readonly Stored[], of: OfEntry) => Kept[],
): CreditLogEntry<Kept>[] {
  return (JSON.parse(text) as StoredEntry[]).map(([orderId, sequence, revision, bookedOn, credits, was]) => {
    const [revisionBefore = 0, bookedOnBefore = "", before = []] = was ?? [];
    return {
      place,
      orderId,
      sequence,
      revision,
      bookedOn,
      credits: creditsFrom(credits, { orderId, revision, bookedOn }),
      before: creditsFrom(before, { orderId, revision: revisionBefore, bookedOn: bookedOnBefore }),
    };
  });
}

function beforeToList(before: readonly (Credit | ClaimedCredit)[]): [] | [StoredBefore] {
  const [first] = before;
  return first === undefined ? [] : [[first.revision, first.bookedOn, before.map(creditToList)]];
}

/** Of a claimed credit the role in which the order names its advisor, and who counts it; else who gets the copy. */
function creditToList(credit: Credit | ClaimedCredit): Stored {
  const { lineId, facets, amounts } = credit;
  if ("group" in credit) return [credit.group.role, credit.group.claims.map(claimToList), lineId, facets, ...amountsToList(amounts)];
  return [recipientToList(credit.recipient).slice(1) as TailOfRecipient, lineId, facets, ...amountsToList(amounts)];
}

const isClaimed = (stored: Stored): stored is StoredClaimedCredit => typeof stored[0] === "string";

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

function creditFromList([recipient, lineId, facets, ...amounts]: StoredCredit, of: OfEntry, advisorId: string): Credit {
  return { ...of, lineId, facets, recipient: recipientFromList([advisorId, ...recipient]), amounts: amountsFromList(amounts) };
}

function claimedFromList([role, claims, lineId, facets, ...amounts]: StoredClaimedCredit, of: OfEntry, place: Place): ClaimedCredit {
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
type StoredAmounts = [price: number, refunded: number, cost: number, units: number, discounts: Record<string, number>];
type StoredCredit = [TailOfRecipient, lineId: string, facets: readonly string[], ...StoredAmounts];
type StoredClaimedCredit = [role: string, claims: ClaimList[], lineId: string, facets: readonly string[], ...StoredAmounts];
type Stored = StoredCredit | StoredClaimedCredit;
/** What an entry replaced; left out where there was nothing. */
type StoredBefore = [revision: number, bookedOn: string, credits: Stored[]];
type StoredEntry = [
  orderId: string,
  sequence: number,
  revision: number,
  bookedOn: string,
  credits: Stored[],
  ...before: [] | [StoredBefore],
];

function recipientToList({ advisorId, role, state, month, planId, version, afterLeaving, sellers }: Recipient): StoredRecipient {
  return [advisorId, role, state, month, planId ?? null, version ?? null, afterLeaving ? 1 : 0, sellers];
}

function recipientFromList([advisorId, role, state, month, planId, version, afterLeaving, sellers]: StoredRecipient): Recipient {
  const paidBy = planId === null || version === null ? {} : { planId, version };
  return { advisorId, role, state, month, ...paidBy, afterLeaving: afterLeaving === 1, sellers };
}
