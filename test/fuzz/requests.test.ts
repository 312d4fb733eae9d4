import fc from "fast-check";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { pathsOf } from "../../functions/_platform/http/route.ts";
import { logger } from "../../functions/_platform/middleware.ts";
import { createHandler as createApi } from "../../functions/advisor-api/handler.ts";
import { createHandler as createSite } from "../../functions/advisor-site/handler.ts";
import { createHandler as createFileLinks } from "../../functions/file-links/handler.ts";
import { createHandler as createFinanceApi } from "../../functions/finance-api/handler.ts";
import { createHandler as createFinanceSite } from "../../functions/finance-site/handler.ts";
import { createHandler as createHrApi } from "../../functions/hr-api/handler.ts";
import { createHandler as createHrSite } from "../../functions/hr-site/handler.ts";
import { ROUTES, type Route } from "../../infra/routes.ts";
import { adjustment, advisor, order, plan } from "../support/facts.ts";
import { type Ledgers, startLedgers } from "../support/ledger.ts";
import { type Answered, askEvent, createTestTokens } from "../support/test-tokens.ts";
import { oddText } from "./odd-values.ts";
import { holds, TIMEOUT_MS } from "./runs.ts";

let ledgers: Ledgers;
let ask: (request: OddRequest) => Promise<Answered>;
beforeAll(async () => {
  const tokens = await createTestTokens();
  // A token for each request: one that signs out ends its session.
  const people = { li: { username: "li", groups: ["advisor"] }, hr: { username: "hr", groups: ["hr", "finance"] } };
  ledgers = await startLedgers("simulated");
  const { wiring, record, close } = await ledgers.open();
  await record(plan(), advisor("li"), order({ orderId: "o1" }), adjustment());
  await close("2026-10");
  const now = () => Date.parse("2026-11-01T10:00:00+08:00");
  const wired = () => ({ ...wiring, identity: tokens.identity, surroundings: { ...wiring.surroundings, now } });
  const handlers = {
    api: createApi(wired),
    site: createSite(wired),
    "hr-api": createHrApi(wired),
    "hr-site": createHrSite(wired),
    "finance-api": createFinanceApi(wired),
    "finance-site": createFinanceSite(wired),
    "file-links-api": createFileLinks(wired),
    "file-links-site": createFileLinks(wired),
  };
  ask = async ({ on, path, query, who, header: [name, value] }) => {
    const token = await tokens.issue(people[who]);
    return askEvent(handlers[on], {
      path,
      query,
      headers: { [name]: value, authorization: `Bearer ${token}` },
      cookies: [`__Host-session=${token}`],
    });
  };
});
afterAll(() => ledgers.stop());

interface OddRequest {
  readonly on: Route["on"];
  readonly path: string;
  readonly query: string;
  readonly who: "li" | "hr";
  readonly header: readonly [string, string];
}

/** What fits where it stands, or doesn't. */
const FITTING: Readonly<Record<string, readonly string[]>> = {
  advisorId: ["li", "ghost"],
  month: ["2026-10", "2026-11", "current", "0000-00"],
  of: ["2026-09", "2026-10", "payout:2026-10-1", "journal:2026-10", "positions:2026-11-01"],
  format: ["csv", "pain.001", "journal", "bank"],
  payoutId: ["2026-10-1", "GATE"],
  recordId: ["0", "😀"],
  key: ["share~partner~1", "share~partner~x", "~~", "share~partner~99999999999999999999"],
  orderId: ["o1"],
  lang: ["en", "zh"],
  file: ["site.css", ".."],
  planId: ["partner", "none"],
  version: ["1", "2", "0", "1e9"],
  subject: ["plan:partner", "advisor:li", "scores", ":"],
};
const fill = (name: string): fc.Arbitrary<string> =>
  fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...(FITTING[name] ?? ["x"])) }, { weight: 1, arbitrary: oddText });

const path = (pattern: string): fc.Arbitrary<string> =>
  fc
    .tuple(...pattern.split("/").map((part) => (part.startsWith(":") ? fill(part.slice(1)) : fc.constant(part))))
    .map((parts) => parts.join("/"));

const query = fc
  .array(
    fc.tuple(fc.constantFrom("limit", "cursor", "product", "price", "page", "to", "login_hint", "q", "state", "code", "channel"), oddText),
    {
      maxLength: 3,
    },
  )
  .map((pairs) => new URLSearchParams(pairs.map(([name, value]) => [name, value.toWellFormed()] as [string, string])).toString());

const request: fc.Arbitrary<OddRequest> = fc
  .constantFrom(...ROUTES.flatMap((route) => pathsOf(route).map((each) => [route.on, each] as const)))
  .chain(([on, pattern]) =>
    fc.record({
      on: fc.constant(on),
      path: path(pattern),
      query,
      who: fc.constantFrom("li" as const, "hr" as const),
      header: fc.tuple(fc.constantFrom("if-none-match", "accept-language", "accept-encoding", "x-any"), oddText),
    }),
  );

test(
  "requests: whatever is asked for, the answer is a page, a problem or the way to one, and never a fault of ours",
  async () => {
    const logged = vi.spyOn(logger, "error").mockImplementation(() => undefined);
    await holds(
      fc.asyncProperty(request, async (asked) => {
        logged.mockClear();
        const { status, headers, body } = await ask(asked);
        expect(logged.mock.calls.map(([, error]) => (error as Error).stack)).toEqual([]);
        expect([200, 302, 303, 304, 400, 403, 404, 405, 422], body.slice(0, 300)).toContain(status);
        expect(headers["x-content-type-options"]).toBe("nosniff");
        if (asked.on.endsWith("api") && status >= 400)
          expect(JSON.parse(body)).toMatchObject({ status, type: expect.stringMatching(/^urn:fenrun:problem:/) });
        // A way leads to an address of ours, or to the pool's.
        if (status === 302 || status === 303) expect(headers.location).toMatch(/^\/(?![/\\])|^https:\/\/auth\.example\.com\//);
      }),
      300,
    );
    logged.mockRestore();
  },
  TIMEOUT_MS,
);
