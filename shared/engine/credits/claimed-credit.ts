import { type Day, monthOfDay } from "../../base/calendar/month.ts";
import { compare } from "../../base/text/compare.ts";
import type { Order } from "../facts/order.ts";
import { type Claim, type ClaimGroup, claimGroupsOf } from "./claim.ts";
import { type Amounts, type Credit, discountOf, type Recipient } from "./credit.ts";
import { expandedFacets } from "./expanded-facets.ts";
import { amountsByWay, lineFacetsOf } from "./split-credits.ts";

/** What of one line an order's named credit comes to, and who counts it: stored once, with whoever the order names. */
export interface ClaimedCredit {
  readonly orderId: string;
  readonly revision: number;
  readonly lineId: string;
  readonly bookedOn: Day;
  readonly group: ClaimGroup;
  /** Values of product and the agency's rated facets, in their order; "" where the line has none. */
  readonly facets: readonly string[];
  readonly amounts: Amounts;
}

/** The credits that an order names, line by line, with the claims on them. @param ratedFacets as for `creditsOf`. */
export function claimedCreditsOf(
  order: Order,
  recipients: readonly Recipient[],
  ratedFacets: readonly string[],
  bookedOn: Day,
): ClaimedCredit[] {
  const groups = claimGroupsOf(order, recipients);
  return order.lines.flatMap((line) => {
    const amounts = amountsByWay(order, line);
    const facets = lineFacetsOf(order, line, ratedFacets);
    return groups.map((group): ClaimedCredit => {
      const { orderId, revision } = order;
      return { orderId, revision, lineId: line.lineId, bookedOn, group, facets, amounts: amounts([group]) };
    });
  });
}

/**
 * Everyone's credits: what each claimant counts, summed where a line reaches one advisor in one role by several ways.
 * The credits that `creditsOf` gives for the same order and recipients, in another order.
 * @param claimed all claimed credits of the orders concerned: of a part of them, parts of credits come out.
 * @param mayClaim whose credits are wanted; by default everyone's.
 */
export function expandCredits(claimed: Iterable<ClaimedCredit>, mayClaim: (advisorId: string) => boolean = () => true): Credit[] {
  const found = new Map<string, Credit>();
  for (const credit of claimed) {
    for (const claim of credit.group.claims) {
      if (!mayClaim(claim.advisorId)) continue;
      const key = JSON.stringify([credit.orderId, credit.lineId, claim.role, claim.advisorId]);
      const known = found.get(key);
      const way = creditOf(credit, claim);
      found.set(key, known === undefined ? way : addWays(known, way));
    }
  }
  return [...found.values()];
}

function creditOf({ group, facets, amounts, ...credit }: ClaimedCredit, claim: Claim): Credit {
  const { counts, ...claimant } = claim;
  const recipient: Recipient = {
    ...claimant,
    ...(claim.planId === undefined ? { state: "waiting", month: monthOfDay(credit.bookedOn) } : { state: group.state, month: group.month }),
    sellers: claim.role === group.role ? [] : [group.advisorId],
  };
  return {
    ...credit,
    recipient,
    facets: expandedFacets(facets, claim.role, claim.afterLeaving),
    amounts: counts ? amounts : { ...amounts, units: 0n },
  };
}

function addWays(left: Credit, right: Credit): Credit {
  const discounts = { ...left.amounts.discounts };
  for (const [name, amount] of Object.entries(right.amounts.discounts)) discounts[name] = discountOf(discounts, name) + amount;
  const { price, refunded, cost, units } = right.amounts;
  return {
    ...left,
    recipient: { ...left.recipient, sellers: [...left.recipient.sellers, ...right.recipient.sellers].sort(compare) },
    amounts: {
      price: left.amounts.price + price,
      refunded: left.amounts.refunded + refunded,
      cost: left.amounts.cost + cost,
      units: left.amounts.units + units,
      discounts,
    },
  };
}
