import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pathsOf } from "../../../functions/_platform/http/route.ts";
import { createHandler as createApi } from "../../../functions/advisor-api/handler.ts";
import { createHandler as createSite } from "../../../functions/advisor-site/handler.ts";
import { createHandler as createFileLinks } from "../../../functions/file-links/handler.ts";
import { createHandler as createFinanceApi } from "../../../functions/finance-api/handler.ts";
import { createHandler as createFinanceSite } from "../../../functions/finance-site/handler.ts";
import { createHandler as createHrApi } from "../../../functions/hr-api/handler.ts";
import { createHandler as createHrSite } from "../../../functions/hr-site/handler.ts";
import { ROUTES, type Route } from "../../../infra/routes.ts";
import { adjustment, advisor, order, plan } from "../../support/facts.ts";
import { type Ledgers, startLedgers } from "../../support/ledger.ts";
import { type Answered, ask, type Bearer, createTestTokens, type TestTokens } from "../../support/test-tokens.ts";

/** What the agency decided, written down apart from the table that the functions read. */
const PUBLIC = [
  ...["api.closes", "api.close", "api.openapi", "api.docs", "api.docsAsset"],
  ...["site.root", "site.signIn", "site.signedIn", "site.signOut", "site.asset", "site.language", "site.roots"],
  "hr.asset",
];
const STAFF_ONLY = ["site.advisors"];
const OWN_OR_STAFF = [
  ...["api.account", "api.month", "api.credits", "api.order", "api.forecast", "api.years", "api.orderEstimate"],
  ...["api.statements", "api.statement", "api.statementFile", "api.sellerCredits", "api.payments", "api.equity"],
  ...["site.thisMonth", "site.month", "site.component", "site.order", "site.forecast", "site.years", "site.equity", "site.payments"],
  ...["site.statements", "site.statement", "site.statementPdf", "site.statementCsv", "site.statementJson", "site.verify"],
  ...["site.statementComponent", "site.statementOrder", "site.statementSeller", "site.sellerCredits", "site.adjustment"],
];

/** What HR, finance and auditors may look at on HR's side. */
const HR_LOOKS = [
  ...[
    "hr.home",
    "hr.plans",
    "hr.plan",
    "hr.version",
    "hr.proposal",
    "hr.editor",
    "hr.simulations",
    "hr.simulation",
    "hr.simulationCsv",
    "hr.compare",
  ],
  ...["hr.approvals", "hr.advisors", "hr.register", "hr.advisor", "hr.offboard", "hr.scores", "hr.quarantine", "hr.quarantined"],
  ...["hr.derivations", "hrApi.derivations", "hrApi.derivation"],
  ...["hrApi.plans", "hrApi.plan", "hrApi.version", "hrApi.proposals", "hrApi.proposal", "hrApi.simulations", "hrApi.simulation"],
  ...["hrApi.simulationAdvisors", "hrApi.activity", "hrApi.advisor", "hrApi.unassignedCredits", "hrApi.quarantine", "hrApi.quarantined"],
];
/** What only HR may do; what is sent is posted, but for the two that are put. */
const HR_WRITES = [
  ...["hr.createPlan", "hr.draftFrom", "hr.saveEditor", "hr.editorPreview", "hr.createSimulation"],
  ...["hr.saveRegister", "hr.saveAdvisor", "hr.saveOffboard", "hr.saveScores", "hr.saveQuarantined"],
  ...["hrApi.propose", "hrApi.editTerms", "hrApi.createSimulation", "hrApi.saveAdvisor", "hrApi.previewAdvisor"],
  ...["hrApi.previewScores", "hrApi.saveScores", "hrApi.reprocess", "hrApi.dismiss"],
  ...["hr.scoresUpload", "hrApi.scoresUpload"],
  ...["hr.stopDerivation", "hrApi.stopDerivation", "hrApi.resumeDerivation"],
];
const PUT = ["hrApi.editTerms", "hrApi.saveAdvisor", "financeApi.holdPayments"];
/** What finance may do as well: the step itself tells approving from submitting. */
const HR_DECIDES = ["hr.step", "hrApi.step"];
/** What finance's side lets HR, finance and auditors look at. */
const FINANCE_LOOKS = [
  ...["finance.home", "finance.close", "finance.closeMonth", "finance.adjustments", "finance.adjustment", "finance.payees"],
  ...["finance.proposal", "finance.advisor", "finance.holds", "finance.payouts", "finance.payout", "finance.payment", "finance.file"],
  ...["finance.bankReports", "finance.bankReport", "finance.reconciliation", "financeApi.failedPayments", "finance.failedPayments"],
  ...["financeApi.nextClose", "financeApi.close", "financeApi.checks", "financeApi.preview", "financeApi.adjustments", "financeApi.holds"],
  ...["financeApi.advisor", "financeApi.payouts", "financeApi.payout", "financeApi.lines", "financeApi.payment", "financeApi.files"],
  ...["financeApi.file", "financeApi.bankReports", "financeApi.bankReport", "financeApi.reconciliation"],
  ...["finance.settings", "financeApi.settings", "financeApi.settingsHistory"],
];
/** What HR and finance both do: propose and decide on adjustments and payee details. */
const FINANCE_SHARES = [
  ...["finance.proposeAdjustments", "finance.reverseAdjustment", "finance.proposePayees", "finance.proposePayee", "finance.step"],
  ...["financeApi.proposeAdjustments", "financeApi.previewAdjustments", "financeApi.reverseAdjustment", "financeApi.proposePayees"],
  ...["finance.proposeSettings", "financeApi.proposeSettings"],
  ...["financeApi.previewPayees", "financeApi.proposePayee"],
  ...["finance.adjustmentsUpload", "financeApi.adjustmentsUpload"],
];
/** What finance and auditors have made and fetch; a page gives a link as it is looked at. */
const FINANCE_FETCHES = ["finance.requestFile", "finance.downloadFile", "financeApi.requestFile", "financeApi.downloadFile"];
/** What only finance does. */
const FINANCE_DOES = [
  ...["finance.previewClose", "finance.startClose", "finance.hold", "finance.createPayout", "finance.payoutStep", "finance.recordOutcome"],
  ...[
    "finance.applyBankReport",
    "financeApi.startClose",
    "financeApi.createPreview",
    "financeApi.holdPayments",
    "financeApi.resumePayments",
    "financeApi.createPayout",
  ],
  ...["financeApi.proposeOutcome", "financeApi.clearPayment", "finance.actOnPayment"],
  ...["financeApi.recordOutcome", "financeApi.payoutStep", "financeApi.applyBankReport", "financeApi.previewBankReport"],
  ...["finance.bankReportUpload", "financeApi.bankReportUpload"],
];
const FINANCE_SIDE = [...FINANCE_LOOKS, ...FINANCE_SHARES, ...FINANCE_FETCHES, ...FINANCE_DOES];
const HR_SIDE = [...HR_LOOKS, ...HR_WRITES, ...HR_DECIDES];

const LI = { username: "li", groups: ["advisor"] };
const BEARERS: Readonly<Record<string, Bearer>> = {
  li: LI,
  hr: { username: "hr", groups: ["hr"] },
  finance: { username: "finance", groups: ["finance"] },
  auditor: { username: "auditor", groups: ["auditor"] },
  "li, who is HR too": { username: "li", groups: ["advisor", "hr"] },
  "li without a group": { username: "li" },
  "li in a group of another system": { username: "li", groups: ["admin", "Advisor", "advisor "] },
};

type Outcome = "allowed" | "forbidden" | "not found";
type Whose = "me" | "li" | "wang" | "ghost";

/** By bearer: me, li (who exists), wang (who exists too), and ghost, who doesn't. */
const EXPECTED: Readonly<Record<string, Readonly<Record<Whose, Outcome>>>> = {
  li: { me: "allowed", li: "allowed", wang: "forbidden", ghost: "forbidden" },
  hr: { me: "forbidden", li: "allowed", wang: "allowed", ghost: "not found" },
  finance: { me: "forbidden", li: "allowed", wang: "allowed", ghost: "not found" },
  auditor: { me: "forbidden", li: "allowed", wang: "allowed", ghost: "not found" },
  "li, who is HR too": { me: "allowed", li: "allowed", wang: "allowed", ghost: "not found" },
  "li without a group": { me: "forbidden", li: "forbidden", wang: "forbidden", ghost: "forbidden" },
  "li in a group of another system": { me: "forbidden", li: "forbidden", wang: "forbidden", ghost: "forbidden" },
};

let ledgers: Ledgers;
let tokens: TestTokens;
let handlers: Readonly<Record<Route["on"], ReturnType<typeof createSite>>>;
beforeAll(async () => {
  tokens = await createTestTokens();
  ledgers = await startLedgers("simulated");
  const { wiring, record, close } = await ledgers.open();
  const credits = [
    { advisorId: "li", share: "0.5" },
    { advisorId: "wang", share: "0.5" },
  ];
  // Both count what Zhou sells.
  const under = (managerId: string) => ({ managers: [{ managerId, from: "2026-01-01" }] });
  await record(
    plan(),
    advisor("li", under("wang")),
    advisor("wang"),
    advisor("zhou", under("li")),
    order({ orderId: "o1", credits }),
    adjustment(),
  );
  await close("2026-10");
  // A refund after the close: what is adjusted has a page of its own.
  await record(
    order({ orderId: "o1", revision: 2, credits, lines: [{ lineId: "1", product: "hotel", price: 100_000, refunded: 50_000 }] }),
  );
  const november = { bookedAt: "2026-11-02T09:00:00+08:00", fulfilledAt: "2026-11-03T09:00:00+08:00" };
  await record(order({ orderId: "o2", credits, ...november }), order({ orderId: "o3", credits: [{ advisorId: "zhou" }], ...november }));
  await close("2026-11");
  const wired = {
    ...wiring,
    identity: tokens.identity,
    surroundings: { ...wiring.surroundings, now: () => Date.parse("2026-12-01T10:00:00+08:00") },
  };
  const wiredUp = () => wired;
  handlers = {
    api: createApi(wiredUp),
    site: createSite(wiredUp),
    "hr-api": createHrApi(wiredUp),
    "hr-site": createHrSite(wiredUp),
    "finance-api": createFinanceApi(wiredUp),
    "finance-site": createFinanceSite(wiredUp),
    "file-links-api": createFileLinks(wiredUp),
    "file-links-site": createFileLinks(wiredUp),
  };
});
afterAll(() => ledgers.stop());

const VALUES: Readonly<Record<string, string>> = {
  lang: "en",
  month: "2026-11",
  key: "share~partner~1",
  orderId: "o2",
  sellerId: "zhou",
  of: "2026-10",
  file: "none.css",
  planId: "partner",
  version: "1",
  step: "approve",
  subject: "plan:partner",
};

/** The route's path, with an address for each variable. */
function pathOf(routeId: string, whose: Whose): string {
  const found = ROUTES.find(({ id }) => id === routeId);
  if (!found) throw new Error(`no route ${routeId}`);
  const path = pathsOf(found).find((each) => each.includes("/me") === (whose === "me")) ?? found.path;
  const query = routeId === "api.orderEstimate" ? "?product=hotel&priceMinor=100000" : "";
  return path.replaceAll(/:(\w+)/g, (_, name: string) => (name === "advisorId" ? whose : (VALUES[name] ?? "x"))) + query;
}

const isApi = (routeId: string): boolean => /^(api|hrApi|financeApi)\./.test(routeId);
const handlerOf = (routeId: string) => handlers[ROUTES.find(({ id }) => id === routeId)?.on ?? "site"];
const POSTED = [
  ...[...HR_WRITES, ...HR_DECIDES, ...FINANCE_SHARES, ...FINANCE_DOES],
  ...FINANCE_FETCHES.filter((id) => id !== "finance.downloadFile"),
  "site.signOut",
];
/** By which method a route is asked for. */
const methodOf = (routeId: string): string => {
  // What a person uploaded is looked at by those alone who may upload it.
  if (routeId.endsWith("Upload")) return "GET";
  if (routeId === "financeApi.resumePayments") return "DELETE";
  return PUT.includes(routeId) ? "PUT" : POSTED.includes(routeId) ? "POST" : "GET";
};
/** The token where the route's app looks for it; what is sent to a site comes from a page of it. */
const carrying = (routeId: string, token?: string) => {
  const own = { origin: "https://pay.example.com" };
  if (token === undefined) return { headers: own };
  return { headers: isApi(routeId) ? { authorization: `Bearer ${token}` } : { ...own, cookie: `__Host-session=${token}` } };
};
const get = (routeId: string, path: string, token?: string): Promise<Answered> =>
  ask(handlerOf(routeId), path, { method: methodOf(routeId), ...carrying(routeId, token) });

/** As a browser or client sees it. */
function outcomeOf({ status, headers }: Answered): string {
  if ((status === 302 || status === 303) && headers.location?.startsWith("/sign-in")) return "unauthenticated";
  return { 200: "allowed", 401: "unauthenticated", 403: "forbidden", 404: "not found" }[status] ?? `status ${status}`;
}

const withoutRequestId = (body: string): string => body.replaceAll(/"requestId":"[^"]*"/g, "");

test("access matrix: every route of the table is in one of the groups that the agency decided on", () => {
  expect(ROUTES.map(({ id }) => id).sort()).toEqual([...PUBLIC, ...STAFF_ONLY, ...OWN_OR_STAFF, ...HR_SIDE, ...FINANCE_SIDE].sort());
  for (const { id, method } of ROUTES) expect([id, method]).toEqual([id, methodOf(id)]);
});

describe("who may see whose data", () => {
  test.each(Object.entries(EXPECTED))("%s", async (name, expected) => {
    const token = await tokens.issue(BEARERS[name] as Bearer);
    const wrong: string[] = [];
    for (const routeId of OWN_OR_STAFF) {
      for (const [whose, outcome] of Object.entries(expected) as [Whose, Outcome][]) {
        const seen = outcomeOf(await get(routeId, pathOf(routeId, whose), token));
        if (seen !== outcome) wrong.push(`${routeId} of ${whose}: ${seen}, not ${outcome}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test("the list of advisors is for staff only", async () => {
    const seen: Record<string, string> = {};
    for (const [name, bearer] of Object.entries(BEARERS))
      seen[name] = outcomeOf(await get("site.advisors", "/en/advisors", await tokens.issue(bearer)));
    expect(seen).toEqual({
      li: "forbidden",
      hr: "allowed",
      finance: "allowed",
      auditor: "allowed",
      "li, who is HR too": "allowed",
      "li without a group": "forbidden",
      "li in a group of another system": "forbidden",
    });
  });

  test("to an advisor someone else and nobody look the same", async () => {
    const token = await tokens.issue(LI);
    for (const routeId of OWN_OR_STAFF) {
      const [other, nobody] = [await get(routeId, pathOf(routeId, "wang"), token), await get(routeId, pathOf(routeId, "ghost"), token)];
      expect([nobody.status, withoutRequestId(nobody.body).replaceAll("ghost", "wang")]).toEqual([
        other.status,
        withoutRequestId(other.body),
      ]);
      expect(nobody.headers).toEqual({
        ...other.headers,
        ...(nobody.headers["content-length"] && { "content-length": nobody.headers["content-length"] }),
      });
    }
  });
});

describe("who may look, write and decide on HR's side", () => {
  test.each<[string, readonly string[]]>([
    ["li", []],
    ["hr", HR_SIDE],
    ["finance", [...HR_LOOKS, ...HR_DECIDES]],
    ["auditor", HR_LOOKS],
    ["li, who is HR too", HR_SIDE],
    ["li without a group", []],
    ["li in a group of another system", []],
  ])("%s", async (name, expected) => {
    const token = await tokens.issue(BEARERS[name] as Bearer);
    const wrong: string[] = [];
    for (const routeId of HR_SIDE) {
      const outcome = outcomeOf(await get(routeId, pathOf(routeId, "li"), token));
      // Beyond the door it says what is missing of the request, or that there is no such proposal; never that one may not.
      const isRight = expected.includes(routeId) ? !/^(forbidden|unauthenticated|status 5..)$/.test(outcome) : outcome === "forbidden";
      if (!isRight) wrong.push(`${routeId}: ${outcome}`);
    }
    expect(wrong).toEqual([]);
  });
});

describe("who may look, propose and pay on finance's side", () => {
  test.each<[string, readonly string[]]>([
    ["li", []],
    ["hr", [...FINANCE_LOOKS, ...FINANCE_SHARES]],
    ["finance", FINANCE_SIDE],
    ["auditor", [...FINANCE_LOOKS, ...FINANCE_FETCHES]],
    ["li, who is HR too", [...FINANCE_LOOKS, ...FINANCE_SHARES]],
    ["li without a group", []],
    ["li in a group of another system", []],
  ])("%s", async (name, expected) => {
    const token = await tokens.issue(BEARERS[name] as Bearer);
    const wrong: string[] = [];
    for (const routeId of FINANCE_SIDE) {
      const outcome = outcomeOf(await get(routeId, pathOf(routeId, "li"), token));
      const isRight = expected.includes(routeId) ? !/^(forbidden|unauthenticated|status 5..)$/.test(outcome) : outcome === "forbidden";
      if (!isRight) wrong.push(`${routeId}: ${outcome}`);
    }
    expect(wrong).toEqual([]);
  });
});

describe("without a token that holds", () => {
  const ASKED = [...OWN_OR_STAFF, ...STAFF_ONLY, ...HR_SIDE, ...FINANCE_SIDE];

  test("nothing but what is public is shown", async () => {
    for (const routeId of ASKED)
      for (const whose of ["me", "li", "ghost"] as const)
        expect([routeId, outcomeOf(await get(routeId, pathOf(routeId, whose)))]).toEqual([routeId, "unauthenticated"]);
  });

  test("no malformed, forged or foreign token opens anything", async () => {
    const refused = await tokens.refused({ username: "li", groups: ["advisor", "hr", "finance", "auditor"] });
    const opened: string[] = [];
    for (const [kind, token] of Object.entries(refused)) {
      for (const routeId of ASKED) {
        const outcome = outcomeOf(await get(routeId, pathOf(routeId, "li"), token));
        if (outcome !== "unauthenticated") opened.push(`${kind}: ${routeId}: ${outcome}`);
      }
    }
    expect(opened).toEqual([]);
  });

  test("the API says what to bring, as a problem", async () => {
    const without = await get("api.account", "/v1/me");
    expect(without.headers).toMatchObject({
      "www-authenticate": 'Bearer realm="fenrun"',
      "content-type": "application/problem+json; charset=utf-8",
    });
    expect(JSON.parse(without.body)).toMatchObject({ type: "urn:fenrun:problem:unauthenticated", status: 401, requestId: "r1" });
    const refused = await get("api.account", "/v1/me", "hello");
    expect(refused.headers["www-authenticate"]).toBe('Bearer realm="fenrun", error="invalid_token"');
  });

  test("a token counts in its place only: no cookie for the API, no header for the site, no other scheme", async () => {
    const token = await tokens.issue(LI);
    expect(await ask(handlers.api, "/v1/me", { headers: { cookie: `__Host-session=${token}` } })).toMatchObject({ status: 401 });
    expect(await ask(handlers.api, `/v1/me?access_token=${token}`)).toMatchObject({ status: 401 });
    expect(await ask(handlers.api, "/v1/me", { headers: { authorization: `Basic ${token}` } })).toMatchObject({ status: 401 });
    expect(await ask(handlers.site, "/en/me", { headers: { authorization: `Bearer ${token}` } })).toMatchObject({ status: 302 });
    // A cookie that another host of the domain could have set.
    expect(await ask(handlers.site, "/en/me", { headers: { cookie: `session=${token}` } })).toMatchObject({ status: 302 });
  });

  test("what is public is answered, whatever token comes with it", async () => {
    const missing = ["api.docsAsset", "site.asset", "hr.asset"];
    // It leads to the own month or to the advisors, so it has to know who asks.
    const leadsOn = ["site.language"];
    for (const routeId of PUBLIC) {
      for (const token of [undefined, "hello", await tokens.issue(LI)]) {
        const outcome = outcomeOf(await get(routeId, pathOf(routeId, "me"), token));
        if (missing.includes(routeId)) expect([routeId, outcome]).toEqual([routeId, "not found"]);
        else if (leadsOn.includes(routeId)) expect(["unauthenticated", "status 302"]).toContain(outcome);
        else expect([routeId, outcome]).not.toEqual([routeId, expect.stringMatching(/^(forbidden|unauthenticated|not found|status 5..)$/)]);
      }
    }
  });
});

describe("what there is not", () => {
  test.each(["POST", "PUT", "PATCH", "DELETE"])("%s changes nothing on the advisors' side, and is told so", async (method) => {
    const token = await tokens.issue(LI);
    for (const id of [...PUBLIC, ...STAFF_ONLY, ...OWN_OR_STAFF]) {
      const allowed = id === "site.signOut" ? "POST" : "GET, HEAD";
      if (method === allowed) continue;
      const answer = await ask(handlerOf(id), pathOf(id, "me"), { method, ...carrying(id, token) });
      expect([id, answer.status, answer.headers.allow]).toEqual([id, 405, allowed]);
    }
  });

  test.each(["GET", "POST", "PUT", "PATCH", "DELETE"])("%s is answered on HR's side only where the address knows it", async (method) => {
    const token = await tokens.issue(LI);
    // What is posted to a proposal's terms is taken for a step of that name, which there isn't.
    const methodsAt = (path: string) => [
      ...HR_SIDE.filter((id) => pathOf(id, "li") === path).map(methodOf),
      ...(path.endsWith("/terms") ? ["POST"] : []),
    ];
    for (const id of HR_SIDE) {
      const path = pathOf(id, "li");
      const { status, headers } = await ask(handlerOf(id), path, { method, ...carrying(id, token) });
      const isKnown = methodsAt(path).includes(method);
      expect([id, status]).toEqual([id, isKnown ? 403 : 405]);
      for (const known of isKnown ? [] : methodsAt(path))
        expect([id, headers.allow?.split(", ")]).toEqual([id, expect.arrayContaining([known])]);
    }
  });

  test("an address that is none is not found, as a problem of the API or a page of the site", async () => {
    const api = await ask(handlers.api, "/v1/me/nothing", carrying("api.account", await tokens.issue(LI)));
    expect([api.status, api.headers["content-type"]]).toEqual([404, "application/problem+json; charset=utf-8"]);
    const site = await ask(handlers.site, "/en/me/nothing");
    expect([site.status, site.headers["content-type"]]).toEqual([404, expect.stringContaining("text/html")]);
  });

  test("every answer carries what browsers are to hold to", async () => {
    const answers = [
      await ask(handlers.api, "/v1/me"),
      await ask(handlers.api, "/openapi.json"),
      await ask(handlers.site, "/en/nothing"),
      await ask(handlers.site, "/en/me"),
      await ask(handlers["hr-api"], "/v1/hr/plans"),
      await ask(handlers["hr-site"], "/en/hr/nothing"),
      await ask(handlers["hr-site"], "/en/hr/plans", { method: "POST" }),
    ];
    for (const { headers } of answers) {
      expect(headers).toMatchObject({ "x-content-type-options": "nosniff", "x-frame-options": "DENY", "referrer-policy": "no-referrer" });
      expect(headers["content-security-policy"]).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
      expect(headers["strict-transport-security"]).toBeDefined();
    }
  });
});
