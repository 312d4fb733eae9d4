import { canonicalJson } from "../../base/json/exact-json.ts";
import type { StoredOrder } from "../../engine/credits/credit.ts";
import { type CreditFacts, recipientsOf } from "../../engine/credits/recipients.ts";
import { creditsOf } from "../../engine/credits/split-credits.ts";
import type { RatingRules } from "../../engine/earnings/order-change.ts";
import { differences } from "../model/differences.ts";
import type { Finding } from "../model/finding.ts";
import type { RecordNames } from "../store.ts";

/**
 * An order's recipients are those that today's facts give. To be asked only where no derivation is pending.
 * An order without lines credits nobody, whoever its recipients are.
 */
export function checkRecipients(
  heads: Iterable<StoredOrder>,
  facts: CreditFacts,
  { ratedFacets }: RatingRules,
  names: RecordNames,
): Finding[] {
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

function paidBy({ state, month, planId, version, afterLeaving, sellers }: StoredOrder["recipients"][number]): object {
  return { state, month, planId, version, afterLeaving, sellers };
}
