import type { Month } from "../../base/calendar/month.ts";
import type { Order } from "../facts/order.ts";
import type { CreditState, Recipient } from "./credit.ts";

/** Someone who counts a credit that an order names: the advisor whom it names, or one above a seller. */
export interface Claim {
  /** In which they count it, and who. */
  readonly role: string;
  readonly advisorId: string;
  /** The plan version that pays; none where the claim waits for its advisor or a plan: such a claim pays nothing. */
  readonly planId?: string;
  readonly version?: number;
  /** Fulfilled on a day after the claimant left. */
  readonly afterLeaving: boolean;
  /** Whether the claim counts the unit. Where a line reaches one advisor in one role by several ways, one of them does. */
  readonly counts: boolean;
}

/** A credit that an order names, and who counts it in one state and month. */
export interface ClaimGroup {
  /** Whom the order names, in which role: the group lies with them. */
  readonly role: string;
  readonly advisorId: string;
  readonly state: CreditState;
  readonly month: Month;
  /** In the order of the order's recipients; not empty. */
  readonly claims: readonly Claim[];
}

/**
 * The recipients of an order as claims on the credits that it names: one group for each credit, state and month in which
 * its own advisor or someone above counts it. Whoever above still waits stands in the group of the credit's own
 * advisor, and in one of their own where that one is undated, as undated groups are kept without claims.
 * @param recipients as `recipientsOf` gives them for the order.
 */
export function claimGroupsOf({ credits }: Pick<Order, "credits">, recipients: readonly Recipient[]): ClaimGroup[] {
  const named = new Set(credits.map(({ role, advisorId }) => keyOf(role, advisorId)));
  const ways = recipients.flatMap((recipient) => waysOf(recipient, named));
  return [...Map.groupBy(ways, ({ role, advisorId }) => keyOf(role, advisorId)).values()].flatMap((ofCredit) => {
    const own = ofCredit.find(isOwn)?.recipient;
    return [...Map.groupBy(ofCredit, (way) => groupKey(way, own)).values()].map((ofGroup): ClaimGroup => {
      const [first] = ofGroup as [Way, ...Way[]];
      const { state, month } = countedBy(first, own);
      return { role: first.role, advisorId: first.advisorId, state, month, claims: ofGroup.map(({ claim }) => claim) };
    });
  });
}

/** A way by which a recipient gets a part of an order: a credit that it names, and the claim on it. */
interface Way {
  readonly role: string;
  readonly advisorId: string;
  readonly recipient: Recipient;
  readonly claim: Claim;
}

const SELLER = "seller";

/** The first way counts the unit: the credit that names the recipient, else that of the seller with the smallest id. */
function waysOf(recipient: Recipient, named: ReadonlySet<string>): Way[] {
  const { sellers, state, month, ...claimant } = recipient;
  const { role, advisorId } = claimant;
  const own = named.has(keyOf(role, advisorId)) ? [{ role, advisorId }] : [];
  return [...own, ...sellers.map((seller) => ({ role: SELLER, advisorId: seller }))].map((way, index) => ({
    ...way,
    recipient,
    claim: { ...claimant, counts: index === 0 },
  }));
}

/** Whoever counts a credit from above counts it in a manager's role, and it is a seller's. */
const isOwn = ({ role, recipient }: Way): boolean => recipient.role === role;

/** In whose state and month a way stands. */
function countedBy({ recipient }: Way, own: Recipient | undefined): Recipient {
  return recipient.state === "waiting" && own !== undefined && own.state !== "undated" ? own : recipient;
}

function groupKey(way: Way, own: Recipient | undefined): string {
  const { state, month } = countedBy(way, own);
  return `${state} ${month}`;
}

const keyOf = (role: string, advisorId: string): string => `${role}\u0000${advisorId}`;
