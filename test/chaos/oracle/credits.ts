import { monthOf } from "./calendar.ts";
import { type Facts, isAfterLeaving, lastBegun, planInForce } from "./facts.ts";
import type { Line, NamedCredit, Order, PlanVersion } from "./language.ts";
import { parseDecimal, sum } from "./rational.ts";

/** What an advisor earned by a line in a role. Amounts go by the names that a plan's base knows: price, refunded, cost, discounts.coupon. */
export interface Credit {
  readonly advisorId: string;
  readonly orderId: string;
  readonly month: string;
  readonly plan: PlanVersion;
  readonly facets: ReadonlyMap<string, string>;
  readonly amounts: ReadonlyMap<string, bigint>;
  readonly units: bigint;
}

/** All earned credits, and the orders of which something waits for somebody. */
export interface Credits {
  readonly earned: readonly Credit[];
  readonly waiting: readonly { readonly advisorId: string; readonly orderId: string }[];
}

interface Part {
  readonly advisorId: string;
  readonly role: string;
  readonly amounts: ReadonlyMap<string, bigint>;
}

/** Derives everybody's credits from the facts. */
export function deriveCredits(facts: Facts, localDay: (instant: string) => string): Credits {
  const earned: Credit[] = [];
  const waiting: { advisorId: string; orderId: string }[] = [];
  for (const order of facts.orders.filter(({ status }) => status !== "cancelled")) {
    const bookedOn = localDay(order.bookedAt);
    const fulfilledOn = order.status === "fulfilled" && order.fulfilledAt !== undefined ? localDay(order.fulfilledAt) : undefined;
    for (const line of order.lines) {
      for (const { advisorId, role, amounts } of partsOf(facts, order, line, bookedOn)) {
        const advisor = facts.advisors.get(advisorId);
        const plan = advisor && planInForce(facts, advisor, bookedOn);
        if (advisor === undefined || plan === undefined) {
          waiting.push({ advisorId, orderId: order.orderId });
          continue;
        }
        const earnedOn = plan.earn === "booked" ? bookedOn : fulfilledOn;
        if (earnedOn === undefined) continue;
        const hasLeft = plan.earn === "fulfilled" && isAfterLeaving(advisor, earnedOn);
        const facets = new Map(Object.entries({ ...order.facets, ...line.facets }));
        facets
          .set("product", line.product)
          .set("role", role)
          .set("afterLeaving", hasLeft ? "yes" : "no");
        const units = isWhollyRefunded(line) ? 0n : 1n;
        earned.push({ advisorId, orderId: order.orderId, month: monthOf(earnedOn), plan, facets, amounts, units });
      }
    }
  }
  return { earned, waiting };
}

/** Who gets what of a line: the named ones their shares, each seller's managers the same; one part for an advisor and role. */
function partsOf(facts: Facts, order: Order, line: Line, bookedOn: string): Part[] {
  const named = [...Map.groupBy(order.credits, roleOf)].flatMap(([role, holders]) => splitAmong(holders, role, amountsOf(line)));
  const ofManagers = named
    .filter(({ role }) => role === "seller")
    .flatMap(({ advisorId, amounts }) =>
      managersOf(facts, advisorId, bookedOn).map((managerId, index) => ({
        advisorId: managerId,
        role: index === 0 ? "manager" : `manager-${index + 1}`,
        amounts,
      })),
    );
  const ways = Map.groupBy([...named, ...ofManagers], ({ advisorId, role }) => JSON.stringify([advisorId, role]));
  return [...ways.values()].map((parts) => parts.reduce(joinParts));
}

const roleOf = ({ role }: NamedCredit) => role ?? "seller";
const paidInCash = (line: Line) => BigInt(line.price) - sum(Object.values(line.discounts ?? {}).map(BigInt));
const isWhollyRefunded = (line: Line) => BigInt(line.refunded ?? 0) > 0n && BigInt(line.refunded ?? 0) === paidInCash(line);

function amountsOf(line: Line): ReadonlyMap<string, bigint> {
  const discounts = Object.entries(line.discounts ?? {}).map(([name, amount]) => [`discounts.${name}`, amount] as const);
  const amounts = [["price", line.price], ["refunded", line.refunded ?? 0], ["cost", line.cost ?? 0], ...discounts] as const;
  return new Map(amounts.map(([name, amount]) => [name, isWhollyRefunded(line) ? 0n : BigInt(amount)]));
}

/** Two ways of one line to one advisor in one role, made one part. Both have the line's amounts by the same names. */
const joinParts = (left: Part, right: Part): Part => ({
  ...left,
  amounts: new Map([...left.amounts].map(([name, amount]) => [name, amount + (right.amounts.get(name) ?? 0n)])),
});

const BILLION = 1_000_000_000n;

/** Splits each amount among the holders of a role and the house, by largest remainder, ties to the smaller id, the house last. */
function splitAmong(holders: readonly NamedCredit[], role: string, amounts: ReadonlyMap<string, bigint>): Part[] {
  const shares = holders.map(({ advisorId, share }) => ({ advisorId, billionths: inBillionths(share ?? "1") }));
  shares.sort((left, right) => (left.advisorId < right.advisorId ? -1 : 1));
  const withHouse = [...shares.map(({ billionths }) => billionths), BILLION - sum(shares.map(({ billionths }) => billionths))];
  const split = [...amounts].map(([name, amount]) => ({ name, parts: splitAmount(amount, withHouse) }));
  return shares.map(({ advisorId }, index) => ({
    advisorId,
    role,
    amounts: new Map(split.map(({ name, parts }) => [name, parts[index] ?? 0n])),
  }));
}

function inBillionths(share: string): bigint {
  const { n, d } = parseDecimal(share);
  return (n * BILLION) / d;
}

function splitAmount(amount: bigint, billionths: readonly bigint[]): bigint[] {
  const floors = billionths.map((share) => (amount * share) / BILLION);
  const left = Number(amount - sum(floors));
  const remainders = billionths.map((share, index) => ({ index, remainder: (amount * share) % BILLION }));
  remainders.sort((left, right) => Number(right.remainder - left.remainder) || left.index - right.index);
  const lucky = new Set(remainders.slice(0, left).map(({ index }) => index));
  return floors.map((floor, index) => (lucky.has(index) ? floor + 1n : floor));
}

/** Up to three managers above a seller. One who isn't registered is the last; one who stands in the chain already is not in it again. */
function managersOf(facts: Facts, sellerId: string, bookedOn: string): string[] {
  const chain = [sellerId];
  while (chain.length <= 3) {
    const last = facts.advisors.get(chain.at(-1) ?? "");
    const managerId = lastBegun(last?.managers, bookedOn)?.managerId;
    if (managerId == null || chain.includes(managerId)) break;
    chain.push(managerId);
  }
  return chain.slice(1);
}
