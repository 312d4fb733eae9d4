import { createHandler } from "../../../functions/hr-api/handler.ts";
import { advisor, order, plan } from "../../support/facts.ts";
import { type Ledger, type Ledgers, startLedgers } from "../../support/ledger.ts";
import { ask, createTestTokens } from "../../support/test-tokens.ts";

/** Whoever asks HR's API in tests; hana and hugo are both of HR, and mei has two roles. */
const PEOPLE = {
  hana: ["hr"],
  hugo: ["hr"],
  fei: ["finance"],
  mei: ["hr", "finance"],
  ada: ["auditor"],
  li: ["advisor"],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type Who = keyof typeof PEOPLE;

/** An answer with its body read. */
export interface Told {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  // biome-ignore lint/suspicious/noExplicitAny: answers are looked into by tests, which validate them by their schemas elsewhere.
  readonly body: any;
}

export interface HrWorld {
  readonly ledger: Ledger;
  /** Asks: "GET /v1/hr/plans", as someone, with a body that is JSON unless it is a text. Each takes a second. */
  tell(who: Who, request: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Told>;
  /** Makes another day of it, at ten in the morning. */
  setDay(day: string): void;
}

export const PARTNER = { effectiveFrom: "2026-01-01", earn: "fulfilled", base: { from: "price", less: ["discounts.coupon", "refunded"] } };

/**
 * The 20th of December 2026: October and November are closed. li sells under plan partner, wang is li's manager, an order
 * of December waits for zhao, and one in another currency is held.
 */
export async function startHrWorld(): Promise<{ readonly ledgers: Ledgers; readonly world: HrWorld }> {
  const ledgers = await startLedgers("simulated");
  const world = await openHrWorld(ledgers);
  return { ledgers, world };
}

async function openHrWorld(ledgers: Ledgers): Promise<HrWorld> {
  const tokens = await createTestTokens();
  const bearers = new Map<string, string>();
  for (const [username, groups] of Object.entries(PEOPLE)) bearers.set(username, await tokens.issue({ username, groups }));
  const ledger = await ledgers.open();
  await ledger.record(plan(), advisor("wang"), advisor("li", { managers: [{ managerId: "wang", from: "2020-01-15" }] }));
  await ledger.record(order({ orderId: "o1" }), order({ orderId: "o2", lines: [{ lineId: "1", product: "flight", price: 250_000 }] }));
  await ledger.close("2026-10");
  await ledger.record(inMonth("2026-11", "n1"));
  await ledger.close("2026-11");
  await ledger.record(
    inMonth("2026-12", "d1"),
    inMonth("2026-12", "d2", { credits: [{ advisorId: "zhao" }] }),
    inMonth("2026-12", "d3", { currency: "USD" }),
  );
  let now = Date.parse("2026-12-20T10:00:00+08:00");
  const surroundings = { ...ledger.wiring.surroundings, now: () => now };
  const own = await ledger.as("hr-api");
  const handler = createHandler(() => ({ ...own, identity: tokens.identity, surroundings }));
  return {
    ledger,
    setDay: (day) => {
      now = Date.parse(`${day}T10:00:00+08:00`);
    },
    tell: async (who, request, body, headers = {}) => {
      now += 1_000;
      const [method = "GET", path = ""] = request.split(" ");
      const sent = body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) };
      const type = body === undefined ? {} : { "content-type": "application/json" };
      const authorization = `Bearer ${bearers.get(who)}`;
      const answer = await ask(handler, path, { method, ...sent, headers: { authorization, ...type, ...headers } });
      return { ...answer, body: answer.body === "" ? undefined : JSON.parse(answer.body) };
    },
  };
}

/** An order of li's of 1,000.00, booked and fulfilled in a month. */
export function inMonth(month: string, orderId: string, given: Readonly<Record<string, unknown>> = {}): ReturnType<typeof order> {
  return order({ orderId, bookedAt: `${month}-02T09:00:00+08:00`, fulfilledAt: `${month}-03T09:00:00+08:00`, ...given });
}
