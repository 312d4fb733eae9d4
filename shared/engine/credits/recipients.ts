import { type Day, monthOfDay } from "../../base/calendar/month.ts";
import { compare } from "../../base/text/compare.ts";
import { type Advisor, managerOn } from "../facts/advisor.ts";
import type { Order } from "../facts/order.ts";
import { hasLeftBy } from "../facts/spells.ts";
import type { PlanBook } from "../plan/plan-versions.ts";
import type { Recipient } from "./credit.ts";

/** The facts about others that decide who is credited. */
export interface CreditFacts {
  /** A registered advisor, at their highest revision. */
  advisor(advisorId: string): Advisor | undefined;
  readonly plans: PlanBook;
  /** The agency's local day of an instant. */
  localDay(instant: string): Day;
}

const SELLER = "seller";
const MANAGER_ROLES = ["manager", "manager-2", "manager-3"] as const;
/** How many managers above a seller count their credits. */
export const MANAGER_LEVELS = MANAGER_ROLES.length;

/**
 * Who gets credits of an order, by role and advisor, in a fixed order: those named in it, and for each seller the
 * managers of the local day of booking. Nobody for a cancelled order.
 */
export function recipientsOf(order: Order, facts: CreditFacts): Recipient[] {
  if (order.status === "cancelled") return [];
  const bookedOn = facts.localDay(order.bookedAt);
  const found = new Map<string, { advisorId: string; role: string; sellers: string[] }>();
  const credit = (advisorId: string, role: string, seller?: string) => {
    const key = JSON.stringify([role, advisorId]);
    const known = found.get(key) ?? { advisorId, role, sellers: [] };
    found.set(key, known);
    if (seller !== undefined) known.sellers.push(seller);
  };
  for (const { advisorId, role } of order.credits) {
    credit(advisorId, role);
    if (role !== SELLER) continue;
    for (const [level, managerId] of managersOf(advisorId, bookedOn, facts).entries())
      credit(managerId, MANAGER_ROLES[level] ?? "", advisorId);
  }
  return [...found.values()]
    .sort((left, right) => compare(left.role, right.role) || compare(left.advisorId, right.advisorId))
    .map((each) => recipient(order, bookedOn, { ...each, sellers: each.sellers.sort(compare) }, facts));
}

/**
 * The managers above a seller on a day, at most three. The chain ends at someone who is in it already, the seller
 * included, and at one who isn't registered: that one is its last, and their credit waits.
 */
export function managersOf(sellerId: string, on: Day, facts: Pick<CreditFacts, "advisor">): string[] {
  const chain: string[] = [];
  let below = facts.advisor(sellerId);
  while (below !== undefined && chain.length < MANAGER_ROLES.length) {
    const managerId = managerOn(below, on);
    if (managerId === undefined || managerId === sellerId || chain.includes(managerId)) break;
    chain.push(managerId);
    below = facts.advisor(managerId);
  }
  return chain;
}

function recipient(order: Order, bookedOn: Day, who: Pick<Recipient, "advisorId" | "role" | "sellers">, facts: CreditFacts): Recipient {
  const advisor = facts.advisor(who.advisorId);
  const plan = advisor && facts.plans.forAdvisor(advisor, bookedOn);
  if (advisor === undefined || plan === undefined) {
    return { ...who, state: "waiting", month: monthOfDay(bookedOn), afterLeaving: false };
  }
  const paidBy = { ...who, planId: plan.planId, version: plan.version };
  if (plan.earn === "booked") return { ...paidBy, state: "earned", month: monthOfDay(bookedOn), afterLeaving: false };
  const fulfilledOn = order.fulfilledAt && facts.localDay(order.fulfilledAt);
  const expectedOn = order.expectedFulfilmentOn;
  // No trip is before its booking: so no credit lies in a month before that, which deriving relies on.
  const day = fulfilledOn ?? (expectedOn !== undefined && expectedOn < bookedOn ? bookedOn : expectedOn);
  if (day === undefined) return { ...paidBy, state: "undated", month: monthOfDay(bookedOn), afterLeaving: false };
  return {
    ...paidBy,
    state: fulfilledOn === undefined ? "forecast" : "earned",
    month: monthOfDay(day),
    afterLeaving: hasLeftBy(advisor, day),
  };
}
