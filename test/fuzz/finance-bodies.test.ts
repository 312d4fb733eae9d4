import fc from "fast-check";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { logger } from "../../functions/_platform/middleware.ts";
import { createHandler } from "../../functions/finance-api/handler.ts";
import { initialSettings, settingsSchema } from "../../shared/settings/model/settings.ts";
import { type Ledgers, startLedgers } from "../support/ledger.ts";
import { exportedPayout, openPayWorld } from "../support/payouts.ts";
import { ask, createTestTokens } from "../support/test-tokens.ts";
import { sabotage, sabotagedText, strangeBody } from "./bodies.ts";
import { holds, TIMEOUT_MS } from "./runs.ts";

/** What finance and HR propose of money and of settings: whatever is done to it, it is taken or told as a problem. */

let ledgers: Ledgers;
let send: (request: string, body: string) => Promise<{ readonly status: number; readonly body: string }>;
beforeAll(async () => {
  ledgers = await startLedgers();
  const { ledger, p } = await openPayWorld(ledgers, { li: 1, bo: 1 });
  await exportedPayout(p);
  const tokens = await createTestTokens();
  const token = await tokens.issue({ username: "mei", groups: ["hr", "finance"] });
  const own = await ledger.as("finance-api");
  const handler = createHandler(() => ({ ...own, identity: tokens.identity, surroundings: p.surroundings }));
  send = (request, body) => {
    const [method = "", path = ""] = request.split(" ");
    return ask(handler, path, { method, body, headers: { authorization: `Bearer ${token}`, "content-type": "application/json" } });
  };
});
afterAll(() => ledgers.stop());

const comment = "because";
const { settings } = initialSettings(settingsSchema.parse({}));
const entry = { advisorId: "li", month: "2026-11", amount: { amountMinor: 500, currency: "CNY" }, reason: "as agreed", evidence: "T-1" };
const PAYMENT = "POST /v1/finance/payouts/2026-10-1/payments/li";

/** What is sent where, as it should be. */
const SENT: Readonly<Record<string, unknown>> = {
  "POST /v1/finance/settings": { baseVersion: 0, ...settings, comment },
  "POST /v1/finance/adjustments": { entries: [entry, { ...entry, kind: "writeOff" }], source: "a file", comment },
  "POST /v1/finance/advisors/li/payee": {
    holder: "Li",
    account: "6222020200112233",
    bankCode: "102100099996",
    bankName: "工商银行",
    comment,
  },
  [PAYMENT]: { kind: "paid", bankDate: "2026-11-06", code: "AC04", comment },
  [`${PAYMENT}/proposals`]: { action: "record", kind: "returned", bankDate: "2026-11-06", code: "AC04", comment },
  [`${PAYMENT}/clearance`]: { comment },
};
const requests = fc.constantFrom(...Object.keys(SENT));

const EXPECTED = [200, 201, 202, 400, 404, 409, 413, 415, 422];

async function expectFaultless(request: string, body: string): Promise<void> {
  const logged = vi.spyOn(logger, "error").mockImplementation(() => undefined);
  try {
    const told = await send(request, body);
    expect(logged.mock.calls.map(([, error]) => (error as Error).stack)).toEqual([]);
    expect(EXPECTED, told.body.slice(0, 300)).toContain(told.status);
    if (told.status >= 400)
      expect(JSON.parse(told.body)).toMatchObject({ status: told.status, type: expect.stringMatching(/^urn:fenrun:problem:/) });
  } finally {
    logged.mockRestore();
  }
}

test("finance bodies: what is sent as it should be is taken", async () => {
  const statuses: Record<string, number> = {};
  for (const [request, content] of Object.entries(SENT)) statuses[request] = (await send(request, JSON.stringify(content))).status;
  // li has no debt to be written off, and nothing waits for a look: told, and no fault.
  expect(statuses).toEqual({
    "POST /v1/finance/settings": 201,
    "POST /v1/finance/adjustments": 422,
    "POST /v1/finance/advisors/li/payee": 201,
    [PAYMENT]: 200,
    [`${PAYMENT}/proposals`]: 201,
    [`${PAYMENT}/clearance`]: 422,
  });
});

test(
  "finance bodies: what is proposed of money and settings is taken or told as a problem, whatever was done to it, and never a fault of ours",
  () =>
    holds(
      fc.asyncProperty(requests, sabotage, (request, sabotaged) => expectFaultless(request, sabotagedText(SENT[request], sabotaged))),
      100,
    ),
  TIMEOUT_MS,
);

test("finance bodies: and whatever it is", () => holds(fc.asyncProperty(requests, strangeBody, expectFaultless), 100), TIMEOUT_MS);
