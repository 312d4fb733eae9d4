import { Buffer } from "node:buffer";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { problemSchema } from "../../../functions/_platform/api/common-schemas.ts";
import { payIn } from "../../../functions/_platform/api/money.ts";
import { pathsOf } from "../../../functions/_platform/http/route.ts";
import { createHandler } from "../../../functions/advisor-api/handler.ts";
import { ROUTES } from "../../../infra/routes.ts";
import { responseOf } from "../../support/endpoints.ts";
import { adjustment, advisor, order, plan } from "../../support/facts.ts";
import { type Ledgers, startLedgers } from "../../support/ledger.ts";
import { clockedAt, exportedPayout, payee } from "../../support/payouts.ts";
import { type Answered, ask, createTestTokens } from "../../support/test-tokens.ts";

/** A cost that no plan here uses: its digits may stand nowhere. */
const COST = 7_654_321;
/** Enough for several pages. */
const ORDERS = 45;

let ledgers: Ledgers;
let handler: ReturnType<typeof createHandler>;
let bearers: { readonly li: string; readonly hr: string };
let record: Awaited<ReturnType<Ledgers["open"]>>["record"];

beforeAll(async () => {
  const tokens = await createTestTokens();
  bearers = {
    li: await tokens.issue({ username: "li", groups: ["advisor"] }),
    hr: await tokens.issue({ username: "hr", groups: ["hr"] }),
  };
  ledgers = await startLedgers("simulated");
  const opened = await ledgers.open();
  record = opened.record;
  const line = { lineId: "1", product: "hotel", price: 100_000, cost: COST };
  await record(
    plan({
      components: [
        { id: "share", kind: "share", rate: "0.06" },
        {
          id: "hotels",
          kind: "share",
          where: { product: ["hotel"] },
          tiers: {
            mode: "marginal",
            steps: [
              { from: 0, rate: "0.01" },
              { from: 10_000_000, rate: "0.02" },
            ],
          },
        },
        { id: "prize", kind: "bonus", when: { measure: "sales", atLeast: 200_000 }, amount: 5_000 },
      ],
    }),
    advisor("li"),
    advisor("new", { planId: undefined }),
    // Whose sales pay Li nothing, but stand on Li's statement.
    advisor("mei", { managers: [{ managerId: "li", from: "2026-01-01" }] }),
    order({ orderId: "m1", credits: [{ advisorId: "mei" }], lines: [line] }),
    order({ orderId: "o1", lines: [line] }),
    order({ orderId: "o2/a b", lines: [line, { ...line, lineId: "2", discounts: { coupon: 1_000, points: 4_321 } }] }),
    adjustment(),
  );
  await opened.close("2026-10");
  await record(order({ orderId: "o1", revision: 2, lines: [{ ...line, refunded: 50_000 }] }));
  await opened.close("2026-11");
  const paying = clockedAt(opened.wiring, "2026-12-05T02:00:00Z");
  await paying.payouts.putPayees([payee("li")]);
  await exportedPayout(paying, "2026-10", "2026-12-06");
  for (let number = 10; number < 10 + ORDERS; number += 1) await record(inDecember(`d${number}`, 33_333 + number));
  await record(
    order({ orderId: "f1", status: "booked", fulfilledAt: undefined, expectedFulfilmentAt: "2027-01-05T09:00:00+08:00", lines: [line] }),
  );
  const wired = {
    ...opened.wiring,
    identity: tokens.identity,
    surroundings: { ...opened.wiring.surroundings, now: () => Date.parse("2026-12-20T10:00:00+08:00") },
  };
  handler = createHandler(() => wired);
});
afterAll(() => ledgers.stop());

function inDecember(orderId: string, price: number) {
  const lines = [{ lineId: "1", product: "hotel", price, cost: COST }];
  return order({ orderId, lines, bookedAt: "2026-12-02T09:00:00+08:00", fulfilledAt: "2026-12-03T09:00:00+08:00" });
}

const get = (path: string, headers: Readonly<Record<string, string>> = {}, who: keyof typeof bearers = "li"): Promise<Answered> =>
  ask(handler, path, { headers: { authorization: `Bearer ${bearers[who]}`, ...headers } });

const read = async (path: string) => JSON.parse((await get(path)).body);

const CREDITS = "/v1/me/months/2026-12/components/share~partner~1/credits";

/** An address of each resource that has something to tell. */
const ADDRESSES: Readonly<Record<string, readonly string[]>> = {
  "api.account": ["/v1/me"],
  "api.month": [
    "/v1/me/months/current",
    "/v1/me/months/2026-10",
    "/v1/me/months/2027-01",
    "/v1/me/months/0000-01",
    "/v1/me/months/9999-12",
  ],
  "api.credits": [CREDITS, "/v1/me/months/current/components/hotels~partner~1/credits?limit=3"],
  "api.order": ["/v1/me/months/2026-12/orders/d10", "/v1/me/months/2026-10/orders/o2%252Fa%20b"],
  "api.forecast": ["/v1/me/forecast"],
  "api.years": ["/v1/me/years"],
  "api.orderEstimate": [
    "/v1/me/order-estimate?product=hotel&priceMinor=100000",
    "/v1/me/order-estimate?product=hotel&priceMinor=100000&facets[channel]=app",
  ],
  "api.statements": ["/v1/me/statements", "/v1/me/statements?limit=1"],
  "api.statement": ["/v1/me/statements/2026-10", "/v1/me/statements/2026-11"],
  "api.statementFile": ["/v1/me/statements/2026-11/file"],
  "api.sellerCredits": ["/v1/me/statements/2026-10/sellers/mei/credits"],
  "api.payments": ["/v1/me/payments", "/v1/me/payments?limit=1"],
  "api.equity": ["/v1/me/equity"],
  "api.closes": ["/v1/closes"],
  "api.close": ["/v1/closes/2026-11"],
};
const ALL = Object.entries(ADDRESSES).flatMap(([id, paths]) => paths.map((path) => [path, id] as const));

/** Every field of an answer is one that its description knows. */
function expectDescribed(id: string, body: unknown): void {
  const result = responseOf(id).safeParse(body);
  expect(result.error?.issues ?? []).toEqual([]);
  // What parsing leaves out is what the description doesn't know.
  expect(result.data).toEqual(body);
}

describe.each(ALL)("%s", (path, id) => {
  test("is answered as it is described, to the advisor and to HR, and not again while nothing changed", async () => {
    const answered = await get(path);
    expect([answered.status, answered.headers["content-type"]]).toEqual([200, "application/json"]);
    expectDescribed(id, JSON.parse(answered.body));
    if (!id.startsWith("api.close")) expect(answered.headers["cache-control"]).toBe("private, no-cache");
    const again = await get(path, { "if-none-match": answered.headers.etag ?? "" });
    expect([again.status, again.body]).toEqual([304, ""]);
    const hr = await get(path.replace("/me", "/advisors/li"), {}, "hr");
    expect([hr.status, hr.body.replaceAll("/advisors/li", "/me")]).toEqual([200, answered.body]);
  });

  test("tells no cost and no discount that no plan uses", async () => {
    const { body } = await get(path);
    expect(body).not.toMatch(new RegExp(`${COST}|4321|"cost":[1-9]`));
  });
});

test("advisor api: the credits of all pages sum to the component, also when orders come in between", async () => {
  const whole = await read(`${CREDITS}?limit=100`);
  const seen: { orderId: string; amount: { amountMinor: number } }[] = [];
  let cursor: string | null = null;
  let pages = 0;
  do {
    const page: typeof whole = await read(`${CREDITS}?limit=20${cursor === null ? "" : `&cursor=${cursor}`}`);
    seen.push(...page.data);
    cursor = page.nextCursor;
    pages += 1;
    // It stands before all that was told: a page by number would tell one twice.
    if (pages === 1) await record(inDecember("a1", 1));
  } while (cursor !== null);
  expect([pages, seen.length, whole.totalCount]).toEqual([3, ORDERS, ORDERS]);
  expect(seen.map(({ orderId }) => orderId)).toEqual(whole.data.map(({ orderId }: { orderId: string }) => orderId));
  const total = seen.reduce((sum, { amount }) => sum + amount.amountMinor, 0);
  expect(total).toBe(whole.totalAmount.amountMinor);
});

test("advisor api: a month's earnings are the sum of its components, and an order's amount that of its parts", async () => {
  const month = await read("/v1/me/months/current");
  const sum = (amounts: { amount: { amountMinor: number } }[]) => amounts.reduce((all, { amount }) => all + amount.amountMinor, 0);
  expect(month.components.map(({ id }: { id: string }) => id)).toEqual(["hotels", "prize", "share"]);
  expect(month.earned).toEqual({ amountMinor: sum(month.components), currency: "CNY" });
  const of = await read("/v1/me/months/2026-10/orders/o2%252Fa%20b");
  expect(of.lines.map(({ deductions, base }: { deductions: unknown; base: unknown }) => [deductions, base])).toEqual([
    [
      [
        { name: "discounts.coupon", amount: { amountMinor: 0, currency: "CNY" } },
        { name: "refunded", amount: { amountMinor: 0, currency: "CNY" } },
      ],
      { amountMinor: 100_000, currency: "CNY" },
    ],
    [
      [
        { name: "discounts.coupon", amount: { amountMinor: 1_000, currency: "CNY" } },
        { name: "refunded", amount: { amountMinor: 0, currency: "CNY" } },
      ],
      { amountMinor: 99_000, currency: "CNY" },
    ],
  ]);
  expect(of.amount.amountMinor).toBe(sum(of.lines));
});

test("advisor api: the addresses that answers name lead somewhere", async () => {
  const followed: [string, number][] = [];
  for (const from of ["/v1/me", "/v1/me/months/2026-10", "/v1/me/statements", "/v1/me/payments", CREDITS.replace("2026-12", "2026-10")]) {
    const { body } = await get(from);
    for (const [, url = ""] of body.matchAll(/"\w*[uU]rl":"([^"]+)"/g)) followed.push([url, (await get(url)).status]);
  }
  expect(followed.filter(([, status]) => status !== 200)).toEqual([]);
  expect(followed.length).toBeGreaterThan(10);
});

test("advisor api: a quote is what the order would add, and 422 where the advisor has no plan", async () => {
  const { adds } = await read("/v1/me/order-estimate?product=hotel&priceMinor=100000");
  expect(adds).toEqual({ amountMinor: 7_000, currency: "CNY" });
  const none = await get("/v1/advisors/new/order-estimate?product=hotel&priceMinor=100000", {}, "hr");
  expect([none.status, JSON.parse(none.body).type]).toEqual([422, "urn:fenrun:problem:refused"]);
});

test("advisor api: a closed month's refund is told in the next statement as what it changed", async () => {
  const { adjustments, inclusion } = await read("/v1/me/statements/2026-11");
  expect(adjustments.map(({ kind, month, orders }: never) => [kind, month, (orders as { orderId: string }[])[0]?.orderId])).toEqual([
    ["restated", "2026-10", "o1"],
  ]);
  expect((await read("/v1/closes/2026-11")).statementsRoot).toBe(inclusion.root);
});

test("advisor api: a payment is told with its account's last four digits, and where all that is payable is", async () => {
  const { data, payables, next } = await read("/v1/me/payments");
  expect(data).toMatchObject([
    { payoutId: "2026-10-1", month: "2026-10", state: "in-transit", accountLast4: "1001", executeOn: "2026-12-06", outcomes: [] },
  ]);
  expect(payables.inTransit).toEqual(data[0].amount);
  expect(next).toEqual({ state: "ready", accountLast4: "1001" });
  expect((await get("/v1/me/payments")).body).not.toMatch(/sealed|fay|gus/);
});

test("advisor api: a close publishes nothing of the agency's sums", async () => {
  expect(Object.keys(await read("/v1/closes/2026-11"))).toEqual(["object", "month", "statements", "statementsRoot"]);
});

const PROBLEMS: [path: string, status: number, field?: string][] = [
  ["/v1/me/statements/2027-05", 404],
  ["/v1/me/statements/2027-05/file", 404],
  ["/v1/closes/2027-05", 404],
  ["/v1/closes/yesterday", 422, "month"],
  ["/v1/me/months/2026-13", 422, "month"],
  ["/v1/me/statements/current", 422, "month"],
  ["/v1/me/months/2026-12/components/none~partner~1/credits", 404],
  ["/v1/me/months/2026-12/components/prize~partner~1/credits", 404],
  ["/v1/me/months/2026-12/orders/o1", 404],
  [`${CREDITS}?limit=0`, 422, "limit"],
  [`${CREDITS}?limit=101`, 422, "limit"],
  [`${CREDITS}?limit=two`, 422, "limit"],
  [`${CREDITS}?cursor=x`, 422, "cursor"],
  [`${CREDITS}?page=2`, 422, "page"],
  [`/v1/closes?cursor=${Buffer.from("{}").toString("base64url")}`, 422, "cursor"],
  ["/v1/me/order-estimate?product=hotel", 422, "priceMinor"],
  ["/v1/me/order-estimate?product=hotel&priceMinor=1.5", 422, "priceMinor"],
  ["/v1/me/order-estimate?product=hotel&priceMinor=1&facets[colour]=red", 422, "facets[colour]"],
  ["/v1/me/order-estimate?product=hotel&priceMinor=1&colour=red", 422, "colour"],
  ["/v1/advisors/wang", 403],
  ["/v1/me/nothing", 404],
  ["/nothing", 404],
];

test.each(PROBLEMS)("%s is answered with problem %i", async (path, status, field) => {
  const { headers, body, status: answered } = await get(path);
  expect([answered, headers["content-type"]]).toEqual([status, "application/problem+json; charset=utf-8"]);
  const problem = problemSchema.strict().parse(JSON.parse(body));
  expect([problem.status, problem.issues?.[0]?.path]).toEqual([status, field]);
});

test("advisor api: an advisor whom nobody knows is 404 to HR, and what is not read is 405", async () => {
  expect((await get("/v1/advisors/ghost", {}, "hr")).status).toBe(404);
  expect((await get("/v1/advisors/ghost/statements/2026-11", {}, "hr")).status).toBe(404);
  const posted = await ask(handler, "/v1/me", { method: "POST", body: "{}", headers: { authorization: `Bearer ${bearers.li}` } });
  expect([posted.status, posted.headers.allow, JSON.parse(posted.body).status]).toEqual([405, "GET, HEAD", 405]);
});

test("advisor api: every route of the API is answered here", async () => {
  const routes = ROUTES.filter(({ on }) => on === "api").flatMap((found) => pathsOf(found).map((path) => [found.id, path] as const));
  for (const [id, path] of routes) {
    const { status } = await ask(handler, path.replaceAll(/:\w+/g, "x"));
    expect([id, status]).not.toEqual([id, id === "api.docsAsset" ? 200 : 404]);
    if (!/^api\.(openapi|docs)/.test(id)) expect(ADDRESSES).toHaveProperty([id]);
  }
});

test("advisor api: an amount beyond 2^53 is told to the last digit, as a text", () => {
  const pay = payIn("CNY");
  expect(pay(9_007_199_254_740_991n).amountMinor).toBe(9_007_199_254_740_991);
  expect(pay(-9_007_199_254_740_993n).amountMinor).toBe("-9007199254740993");
});
