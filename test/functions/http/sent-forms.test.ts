import { beforeAll, describe, expect, test } from "vitest";
import { createApp } from "../../../functions/_platform/http/app.ts";
import { httpHandler } from "../../../functions/_platform/http/lambda-handler.ts";
import { type HttpContext, page, pathsOf } from "../../../functions/_platform/http/route.ts";
import { frameOf } from "../../../functions/_platform/site/request.ts";
import { ENDPOINTS } from "../../../functions/hr-api/endpoints.ts";
import { PAGES } from "../../../functions/hr-site/pages.ts";
import { RefusedError, refusal } from "../../../shared/base/issues/issue.ts";
import { ask, createTestTokens, type TestTokens } from "../../support/test-tokens.ts";

/** What is sent to sites and APIs: whose page it must come from, which methods an address knows, and what becomes of it. */

let tokens: TestTokens;
let cookie: string;
let authorization: string;
beforeAll(async () => {
  tokens = await createTestTokens();
  const token = await tokens.issue({ username: "hr", groups: ["hr"] });
  cookie = `__Host-session=${token}`;
  authorization = `Bearer ${token}`;
});

const ROUTES = { "hr-site": PAGES, "hr-api": ENDPOINTS };
const wiringOf = ({ identity }: TestTokens) => ({ identity, withSettings: <Result>(work: () => Promise<Result>) => work() });

/** An app of all routes, each answering with its name. */
function everything(on: keyof typeof ROUTES, answer: (context: HttpContext, id: string) => Response = (context, id) => context.text(id)) {
  const routes = ROUTES[on].map((each) => ({ ...each, handle: (context: HttpContext) => answer(context, each.id) }));
  return httpHandler(createApp({ kind: on === "hr-site" ? "site" : "api", routes, wiring: () => wiringOf(tokens) }));
}

const OWN = "https://pay.example.com";
const FORM = { method: "POST", body: new URLSearchParams({ comment: "fair" }) };
const send = (path: string, headers: Readonly<Record<string, string>>, init: RequestInit = FORM) =>
  ask(everything("hr-site"), path, { ...init, headers: { cookie, ...headers } });

describe("a form counts only where a page of this site sent it", () => {
  test.each<[string, Record<string, string>]>([
    ["with nothing that says where it comes from", {}],
    ["from another site", { origin: "https://evil.example.com" }],
    ["from a site whose name begins like ours", { origin: "https://pay.example.com.evil.example" }],
    ["from our name over plain HTTP", { origin: "http://pay.example.com" }],
    ["from a page without an origin", { origin: "null" }],
    ["from the address of the gateway, which is not the site's", { origin: "https://api123.execute-api.us-east-1.amazonaws.com" }],
    ["from another site of our domain", { origin: "https://shop.example.com", "sec-fetch-site": "same-site" }],
    ["as another site's page, by the browser's word", { "sec-fetch-site": "cross-site" }],
    ["from an address bar, which sends no forms", { "sec-fetch-site": "none" }],
  ])("%s it is refused", async (_, headers) => {
    const answer = await send("/en/hr/plans", headers);
    expect([answer.status, JSON.parse(answer.body)]).toMatchObject([403, { type: "urn:fenrun:problem:not-from-here" }]);
  });

  test.each<[string, Record<string, string>]>([
    ["by its origin", { origin: OWN }],
    ["by the browser's word", { "sec-fetch-site": "same-origin" }],
  ])("%s it is taken", async (_, headers) => {
    expect(await send("/en/hr/plans", headers)).toMatchObject({ status: 200, body: "hr.createPlan" });
  });

  test("a file and a body of no kind count as forms; the site's own address is what people see, not where the gateway stands", async () => {
    const body = new FormData();
    body.set("file", new File(["a"], "a.csv"));
    expect(await send("/en/hr/scores", {}, { method: "POST", body })).toMatchObject({ status: 403 });
    expect(await send("/en/hr/scores", {}, { method: "POST" })).toMatchObject({ status: 403 });
    const elsewhere = await createTestTokens("http://localhost:4000");
    const saved = page<ReturnType<typeof wiringOf>>({
      id: "saved",
      method: "POST",
      path: "/en/hr/scores",
      access: { hr: "all" },
      handle: (context: HttpContext) => context.text("saved"),
    });
    const app = createApp({ kind: "site", routes: [saved], wiring: () => wiringOf(elsewhere) });
    const session = `session=${await elsewhere.issue({ username: "hr", groups: ["hr"] })}`;
    const post = (origin: string) => ask(httpHandler(app), "/en/hr/scores", { ...FORM, headers: { cookie: session, origin } });
    expect(await post("http://localhost:4000")).toMatchObject({ status: 200, body: "saved" });
    expect(await post(OWN)).toMatchObject({ status: 403 });
  });

  test("reading needs no such word, and an API asks for a token instead", async () => {
    expect(await send("/en/hr/plans", { origin: "https://evil.example.com" }, {})).toMatchObject({ status: 200, body: "hr.plans" });
    const post = { method: "POST", body: "{}", headers: { authorization, "content-type": "application/json" } };
    expect(await ask(everything("hr-api"), "/v1/hr/proposals", post)).toMatchObject({ status: 200, body: "hrApi.propose" });
  });
});

describe("an address knows its methods", () => {
  const asked = (on: "hr-site" | "hr-api", method: string, path: string) => {
    const headers = on === "hr-site" ? { cookie, origin: OWN } : { authorization };
    return ask(everything(on), path, { method, headers });
  };

  test("each route is found by its method and address", async () => {
    const values: Readonly<Record<string, string>> = { lang: "zh", version: "1", step: "approve" };
    for (const on of ["hr-site", "hr-api"] as const) {
      for (const found of ROUTES[on]) {
        const path = (pathsOf(found)[0] ?? "").replaceAll(/:(\w+)/g, (_, name: string) => values[name] ?? "x");
        expect(await asked(on, found.method, path)).toMatchObject({ status: 200, body: found.id });
      }
    }
  });

  test("of two routes that match, the first is taken: trials are no step", async () => {
    expect((await asked("hr-api", "POST", "/v1/hr/proposals/p1/simulations")).body).toBe("hrApi.createSimulation");
    expect((await asked("hr-api", "POST", "/v1/hr/proposals/p1/approve")).body).toBe("hrApi.step");
  });

  test.each([
    ["hr-site", "PUT", "/en/hr/plans", "GET, HEAD, POST"],
    ["hr-site", "GET", "/en/hr/proposals/p1/steps/approve", "POST"],
    ["hr-site", "POST", "/en/hr/compare", "GET, HEAD"],
    ["hr-api", "DELETE", "/v1/hr/advisors/li", "GET, HEAD, PUT"],
    ["hr-api", "GET", "/v1/hr/proposals/p1/terms", "PUT, POST"],
    ["hr-api", "PATCH", "/v1/hr/proposals/p1/simulations", "GET, HEAD, POST"],
  ] as const)("%s: %s %s is refused, and told %s", async (on, method, path, allow) => {
    const answer = await asked(on, method, path);
    expect([answer.status, answer.headers.allow]).toEqual([405, allow]);
  });

  test("what can't be an id is nothing's, before anyone looks for it", async () => {
    const long = "x".repeat(129);
    for (const path of [
      `plans/${long}`,
      `proposals/${long}`,
      `simulations/${long}`,
      `quarantine/${long}`,
      "plans/%20",
      "simulations/a%00b",
    ])
      expect([path, (await asked("hr-site", "GET", `/en/hr/${path}`)).status]).toEqual([path, 404]);
    expect(await asked("hr-api", "GET", `/v1/hr/activity/advisor:${"x".repeat(128)}`)).toMatchObject({ status: 200 });
    expect(await asked("hr-api", "GET", `/v1/hr/activity/advisor:${long}`)).toMatchObject({ status: 404 });
    expect(await asked("hr-site", "GET", "/fr/hr/plans")).toMatchObject({ status: 404 });
  });
});

describe("who sends something after their session is over", () => {
  const post = (path: string, headers: Readonly<Record<string, string>> = {}) =>
    ask(everything("hr-site"), path, { ...FORM, headers: { origin: OWN, ...headers } });

  test.each([
    ["/zh/hr/proposals/p1/steps/approve", "/zh/hr/proposals/p1"],
    ["/zh/hr/proposals/p1/edit/preview", "/zh/hr/proposals/p1/edit"],
    ["/zh/hr/plans/a%252Fb/versions/2/draft", "/zh/hr/plans/a%252Fb/versions/2"],
    ["/zh/hr/plans", "/zh/hr/plans"],
  ])("%s: signs in, and comes back to the page", async (path, page) => {
    const answer = await post(path);
    expect([answer.status, answer.headers.location]).toEqual([303, `/sign-in?to=${encodeURIComponent(page)}`]);
  });

  test("is led there by a page's script as well, which could not follow a redirect", async () => {
    const answer = await post("/zh/hr/proposals/p1/edit/preview", { "hx-request": "true" });
    expect([answer.status, answer.headers["hx-redirect"]]).toEqual([200, `/sign-in?to=${encodeURIComponent("/zh/hr/proposals/p1/edit")}`]);
  });
});

test("sent forms: a page that answers what was sent links to where there is something to see", async () => {
  const handler = everything("hr-site", (context) => context.json(frameOf(context)));
  const answer = await ask(handler, "/zh/hr/proposals/p1/steps/approve", { ...FORM, headers: { cookie, origin: OWN } });
  expect(JSON.parse(answer.body)).toMatchObject({ area: "hr", root: "/zh/hr", path: "/zh/hr/proposals/p1", seesAll: true });
});

test("sent forms: refusals are told by their names, beside the sentence", async () => {
  const handler = everything("hr-api", () => {
    throw new RefusedError(refusal("four-eyes", { by: "hr" }));
  });
  const { body } = await ask(handler, "/v1/hr/plans", { headers: { authorization } });
  expect(JSON.parse(body)).toMatchObject({
    detail: expect.stringContaining("ask another person who may approve it"),
    issues: [{ path: "", code: "four-eyes", params: { by: "hr" } }],
  });
});
