import type { Day } from "../../base/calendar/month.ts";
import { splitByShares } from "../../base/money/largest-remainder.ts";
import { parseDecimal } from "../../base/money/money.ts";
import { compare } from "../../base/text/compare.ts";
import type { Order, OrderLine } from "../facts/order.ts";
import { type Amounts, type Credit, discountOf, type Recipient } from "./credit.ts";

/**
 * The credits of an order, for given recipients: each line's amounts split within each role by largest remainder
 * (ties to the smaller advisorId, the house last), summed where they reach one advisor in one role by several ways.
 * @param ratedFacets the names of the rated facets, `product`, `role` and `afterLeaving` first.
 */
export function creditsOf(order: Order, recipients: readonly Recipient[], ratedFacets: readonly string[], bookedOn: Day): Credit[] {
  return order.lines.flatMap((line) => {
    const amounts = amountsByWay(order, line);
    return recipients.map((recipient): Credit => {
      return {
        orderId: order.orderId,
        revision: order.revision,
        lineId: line.lineId,
        bookedOn,
        recipient,
        facets: ratedFacets.map((facet) => facetOf(facet, order, line, recipient)),
        amounts: amounts([recipient, ...recipient.sellers.map((advisorId) => ({ role: "seller", advisorId }))]),
      };
    });
  });
}

/** A credit as an order names it. */
type Way = Pick<Order["credits"][number], "role" | "advisorId">;

/** What of a line its named credits come to together, each named once; of one that the order doesn't name, nothing. */
export function amountsByWay(order: Order, line: OrderLine): (ways: readonly Way[]) => Amounts {
  const split = splitLine(order, line);
  const whollyRefunded = isWhollyRefunded(line);
  return (ways) =>
    add(
      ways.map(({ role, advisorId }) => split.get(key(role, advisorId))),
      whollyRefunded,
    );
}

/** The rated facets of a line but for those that depend on who counts it: role and afterLeaving. */
export function lineFacetsOf(order: Order, line: OrderLine, ratedFacets: readonly string[]): readonly string[] {
  return ratedFacets.flatMap((facet) => (facet === "role" || facet === "afterLeaving" ? [] : [facetOf(facet, order, line, undefined)]));
}

/** Whether all the cash that was paid for a line has gone back. A line that cost no cash never is. */
export function isWhollyRefunded({ price, discounts, refunded }: OrderLine): boolean {
  const cash = Object.values(discounts ?? {}).reduce((left, discount) => left - BigInt(discount), BigInt(price));
  const back = BigInt(refunded ?? 0);
  return back > 0n && back === cash;
}

/** The names of the amounts of a line in one list, so that one split serves them all. */
type Split = ReadonlyMap<string, Omit<Amounts, "units">>;

/** Each named credit's part of a line, by role and advisor. */
function splitLine(order: Order, line: OrderLine): Split {
  const byRole = new Map<string, { advisorId: string; share: bigint }[]>();
  for (const { advisorId, role, share } of order.credits) {
    const holders = byRole.get(role) ?? [];
    holders.push({ advisorId, share: parseDecimal(share) });
    byRole.set(role, holders);
  }
  const parts = new Map<string, Omit<Amounts, "units">>();
  for (const [role, holders] of byRole) {
    holders.sort((left, right) => compare(left.advisorId, right.advisorId));
    const shares = holders.map(({ share }) => share);
    const split = (amount: number | undefined) => splitByShares(BigInt(amount ?? 0), shares);
    const [price, refunded, cost] = [split(line.price), split(line.refunded), split(line.cost)];
    const discounts = Object.entries(line.discounts ?? {}).map(([name, amount]) => ({ name, parts: split(amount) }));
    holders.forEach(({ advisorId }, index) => {
      parts.set(key(role, advisorId), {
        price: price[index] ?? 0n,
        refunded: refunded[index] ?? 0n,
        cost: cost[index] ?? 0n,
        discounts: Object.fromEntries(discounts.map(({ name, parts }) => [name, parts[index] ?? 0n])),
      });
    });
  }
  return parts;
}

function add(parts: readonly (Omit<Amounts, "units"> | undefined)[], whollyRefunded: boolean): Amounts {
  if (whollyRefunded) return { price: 0n, refunded: 0n, cost: 0n, units: 0n, discounts: {} };
  let [price, refunded, cost] = [0n, 0n, 0n];
  const discounts: Record<string, bigint> = {};
  for (const part of parts) {
    if (part === undefined) continue;
    price += part.price;
    refunded += part.refunded;
    cost += part.cost;
    for (const [name, amount] of Object.entries(part.discounts)) {
      if (amount !== 0n) discounts[name] = discountOf(discounts, name) + amount;
    }
  }
  return { price, refunded, cost, units: 1n, discounts };
}

function facetOf(facet: string, order: Order, line: OrderLine, recipient: Recipient | undefined): string {
  if (facet === "product") return line.product;
  if (recipient !== undefined && facet === "role") return recipient.role;
  if (recipient !== undefined && facet === "afterLeaving") return recipient.afterLeaving ? "yes" : "no";
  return sentFacet(line.facets, facet) ?? sentFacet(order.facets, facet) ?? "";
}

/** None where it has no facet of that name, be the name one that every object knows. */
function sentFacet(facets: Order["facets"], facet: string): string | undefined {
  return facets !== undefined && Object.hasOwn(facets, facet) ? facets[facet] : undefined;
}

const key = (role: string, advisorId: string): string => `${role}\u0000${advisorId}`;
