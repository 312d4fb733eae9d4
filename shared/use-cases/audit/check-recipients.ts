import { creditsOf } from "../../credits/credits-of.ts";
import type { OrderHead } from "../../credits/order-head.ts";
import { type CreditFacts, recipientsOf } from "../../credits/recipients.ts";
import type { Rating } from "../../earnings/order-change.ts";
import { canonicalJson } from "../../json/exact-json.ts";
import type { RecordNames } from "../ports/audit.ts";
import { differences } from "./differences.ts";
import type { Finding } from "./finding.ts";

/**
 * An order's recipients are those that today's facts give. To be asked only where no derivation is pending.
 * An order without lines credits nobody, whoever its recipients are.
 */
export function checkRecipients(heads: Iterable<OrderHead>, facts: CreditFacts, { ratedFacets }: Rating, names: RecordNames): Finding[] {
  return [...heads].flatMap((head): Finding[] => {
    const { order, recipients } = head;
    const today = recipientsOf(order, facts);
    if (canonicalJson(today) === canonicalJson(recipients)) return [];
    const bookedOn = facts.localDay(order.bookedAt);
    const credits = (of: typeof recipients) => canonicalJson(creditsOf(order, of, ratedFacets, bookedOn));
    if (credits(today) === credits(recipients)) return [];
    const byRole = (of: typeof recipients) => Object.fromEntries(of.map((each) => [`${each.role} ${each.advisorId}`, paidBy(each)]));
    return [{ kind: "recipients", records: [names.head(order.orderId)], ...differences(byRole(today), byRole(recipients)) }];
  });
}

function paidBy({ state, month, planId, version, afterLeaving, sellers }: OrderHead["recipients"][number]): object {
  return { state, month, planId, version, afterLeaving, sellers };
}
