import type { Month } from "../../../shared/base/calendar/month.ts";
import { type Earnings, evaluate } from "../../../shared/engine/earnings/evaluate.ts";
import { componentLines } from "../../../shared/engine/statement/settle.ts";
import { momentAfter } from "../../support/arbitrary-world.ts";
import type { Content, Step } from "../../support/scenario.ts";

/** Small facts of one advisor, Li, for examples that can be worked out by hand. */

export const MONTH = "2026-03";

/** The plan that Li has, from 2025 on. */
export const plan = (components: readonly Content[], members: Content = {}): Step => ({
  plan: { planId: "partner", version: 1, effectiveFrom: "2025-01-01", components, ...members },
});

export const li = (members: Content = {}): Step => ({
  advisor: { advisorId: "li", revision: 1, name: "Li", joinedOn: "2020-01-15", planId: "partner", ...members },
});

/** An order of one line that Li sold, booked and fulfilled on a day. @param line more of the line, or other than a hotel. */
export const sale = (price: number, day = `${MONTH}-10`, line: Content = {}, order: Content = {}): Step => ({
  order: {
    orderId: `${day} ${price} ${JSON.stringify(line)}`,
    revision: 1,
    status: "fulfilled",
    bookedAt: `${day}T09:00:00+08:00`,
    fulfilledAt: `${day}T20:00:00+08:00`,
    currency: "CNY",
    lines: [{ lineId: "1", product: "hotel", price, ...line }],
    credits: [{ advisorId: "li" }],
    ...order,
  },
});

/** Values of Li's attributes for a month. */
export const given = (values: Content, month: Month = MONTH, revision = 1): Step => ({
  attributes: { advisorId: "li", month, values, revision },
});

/** What Li earns in a month by these facts. */
export const earningsOf = (facts: readonly Step[], month: Month = MONTH): Earnings => evaluate(momentAfter(facts).books("li"), month);

/** The same as amounts by component, and their sum. */
export function earned(facts: readonly Step[], month: Month = MONTH): Record<string, bigint> {
  const earnings = earningsOf(facts, month);
  return { ...Object.fromEntries(componentLines(earnings).map(({ id, amount }) => [id, amount])), sum: earnings.amount };
}
