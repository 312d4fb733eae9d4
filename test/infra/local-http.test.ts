import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { listen } from "../../infra/local/http/listen.ts";
import { findRoute } from "../../infra/local/http/read-routes.ts";
import { samplePeople } from "../../infra/local/reports/sample-people.ts";
import { portOf } from "../../infra/local/serve.ts";
import { type Local, startLocal } from "../../infra/local/start.ts";

/** A small agency's functions in the place of the real ones: the API answers with its event, the site with what is hard to carry. */
const root = join(import.meta.dirname, "fixtures");
const LI = { username: "li", roles: ["advisor"] } as const;

let folder: string;
let local: Local;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fenrun-test-"));
  const agency = { currency: "CNY", timeZone: "Asia/Shanghai", facets: [] };
  local = await startLocal({ agency, folder, root, shards: 2, http: { port: 0 } });
});
afterAll(async () => {
  await local.stop();
  await rm(folder, { recursive: true, force: true });
});

const get = (path: string, init: RequestInit = {}) => fetch(`${local.url}${path}`, { redirect: "manual", ...init });
const authorization = async () => `Bearer ${await local.token(LI)}`;

describe("a request becomes the event that the gateway makes of it", () => {
  test("with a decoded path, a raw query, cookies apart, and its route", async () => {
    const headers = { authorization: await authorization(), cookie: "a=1; b=2", "X-Several": "one" };
    const answer = await get("/v1/me/orders/%E9%A1%B5%3F%252F?product=a%20b&product=c&empty=", { headers });
    expect(await answer.json()).toMatchObject({
      version: "2.0",
      routeKey: "ANY /v1/{proxy+}",
      rawPath: "/v1/me/orders/页?%2F",
      rawQueryString: "product=a%20b&product=c&empty=",
      queryStringParameters: { product: "a b,c", empty: "" },
      pathParameters: { proxy: "me/orders/页?%2F" },
      cookies: ["a=1", "b=2"],
      headers: { "x-several": "one" },
      requestContext: { http: { method: "GET", path: "/v1/me/orders/页?%2F" }, stage: "$default", domainName: "localhost" },
      isBase64Encoded: false,
    });
    const { headers: seen } = (await (await get("/v1/closes/2026-10", { headers: { cookie: "a=1" } })).json()) as { headers: object };
    expect(seen).not.toHaveProperty("cookie");
  });

  test("with a body as text, or in base64 where it is bytes", async () => {
    const post = async (type: string, body: string | Uint8Array<ArrayBuffer>) =>
      (await get("/v1/me", { method: "POST", headers: { authorization: await authorization(), "content-type": type }, body })).json();
    for (const type of ["text/csv; charset=gbk", "TEXT/CSV", "application/xml", "application/javascript"])
      expect(await post(type, "a"), type).toMatchObject({ body: "a", isBase64Encoded: false });
    for (const type of ["", "application/octet-stream", "application/problem+json", "application/x-www-form-urlencoded", "text"])
      expect(await post(type, "a"), type).toMatchObject({ body: "YQ==", isBase64Encoded: true });
    // What isn't UTF-8 arrives whole as bytes, and is lost as text.
    const gbk = Uint8Array.from([0xd5, 0xc5, 0xce, 0xb0]);
    expect(await post("application/octet-stream", gbk)).toMatchObject({ body: Buffer.from(gbk).toString("base64") });
    expect(await post("text/csv", gbk)).toMatchObject({ body: expect.stringContaining("\ufffd"), isBase64Encoded: false });
    expect(await post("application/json", '{"页":1}')).toMatchObject({ body: '{"页":1}', isBase64Encoded: false });
    expect(await post("application/pdf", "%PDF")).toMatchObject({ body: "JVBERg==", isBase64Encoded: true });
  });

  test("a path that can't be decoded is refused", async () => {
    expect((await get("/v1/closes/%E9")).status).toBe(400);
  });
});

describe("an answer becomes a response", () => {
  test("with all its cookies, text or bytes, or no body at all", async () => {
    const page = await get("/anything");
    expect([page.headers.getSetCookie(), await page.text()]).toEqual([["a=1; Path=/", "b=2; Path=/"], "页"]);
    expect(new Uint8Array(await (await get("/bytes")).arrayBuffer())).toEqual(new Uint8Array([0, 255, 128]));
    const same = await get("/same");
    expect([same.status, same.headers.get("etag"), await same.text()]).toEqual([304, '"1"', ""]);
  });

  test.each(["/fault", "/nothing", "/large"])("%s: a fault, no answer and more than 6 MB are the gateway's own error", async (path) => {
    const written = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const answer = await get(path);
    expect([answer.status, await answer.text()]).toEqual([500, '{"message":"Internal Server Error"}']);
    expect(written.mock.calls.flat().join("")).toMatch(/advisor-site gave no answer: /);
    written.mockRestore();
  });
});

describe("the authorizer", () => {
  test("lets nobody below /v1 without a token that holds, but to what is public", async () => {
    const refused = await get("/v1/me");
    expect([refused.status, refused.headers.get("www-authenticate")]).toEqual([401, 'Bearer realm="fenrun"']);
    expect((await get("/v1/me", { headers: { authorization: "Bearer hello" } })).status).toBe(401);
    expect((await get("/v1/none", { method: "POST" })).status).toBe(401);
    expect((await get("/v1/me", { headers: { authorization: await authorization() } })).status).toBe(200);
    expect((await get("/v1/closes")).status).toBe(200);
    expect((await get("/openapi.json")).status).toBe(200);
  });
});

describe("HR's side", () => {
  test("stands below /v1/hr for tokens, and below each language's /hr for pages, with forms as they were sent", async () => {
    expect((await get("/v1/hr/proposals", { method: "POST" })).status).toBe(401);
    const headers = { authorization: await authorization() };
    const put = await get("/v1/hr/proposals/p1/terms", { method: "PUT", headers, body: "{}" });
    expect(await put.json()).toMatchObject({ routeKey: "ANY /v1/hr/{proxy+}", requestContext: { http: { method: "PUT" } } });
    for (const lang of ["zh", "en"]) {
      expect(await (await get(`/${lang}/hr`)).json()).toMatchObject({ routeKey: `ANY /${lang}/hr`, rawPath: `/${lang}/hr` });
      const body = new URLSearchParams({ comment: "更公平", lockVersion: "2" });
      const sent = await get(`/${lang}/hr/proposals/p1/steps/submit`, { method: "POST", body });
      expect(await sent.json()).toMatchObject({
        routeKey: `ANY /${lang}/hr/{proxy+}`,
        headers: { "content-type": "application/x-www-form-urlencoded;charset=UTF-8" },
        body: Buffer.from("comment=%E6%9B%B4%E5%85%AC%E5%B9%B3&lockVersion=2").toString("base64"),
        isBase64Encoded: true,
      });
    }
    expect(await (await get("/hr-assets/htmx.js")).json()).toMatchObject({ routeKey: "ANY /hr-assets/{file}" });
    expect(await (await get("/fr/hr")).text()).toBe("页");
  });

  test("a file that is sent along arrives byte for byte", async () => {
    const body = new FormData();
    body.set("file", new File([new Uint8Array([0xef, 0xbb, 0xbf, 0xd6, 0xd0, 0, 255])], "评分.csv"));
    const event = (await (await get("/zh/hr/scores", { method: "POST", body })).json()) as { body: string; isBase64Encoded: boolean };
    expect(event.isBase64Encoded).toBe(true);
    expect(Buffer.from(event.body, "base64").includes(Buffer.from([0xef, 0xbb, 0xbf, 0xd6, 0xd0, 0, 255]))).toBe(true);
  });
});

test("local http: of the routes that match, the one is taken that says most", () => {
  const keys = ["$default", "ANY /v1/{proxy+}", "GET /v1/{proxy+}", "GET /v1/closes/{month}", "GET /v1/closes/latest", "GET /"];
  const routes = keys.map((key) => ({ key, functionName: "f", authorizer: undefined }));
  const keyOf = (method: string, path: string) => findRoute(routes, method, path)?.route.key;
  expect(keyOf("GET", "/v1/closes/latest")).toBe("GET /v1/closes/latest");
  expect(keyOf("GET", "/v1/closes/2026-10")).toBe("GET /v1/closes/{month}");
  expect(keyOf("GET", "/v1/closes/2026-10/more")).toBe("GET /v1/{proxy+}");
  expect(keyOf("POST", "/v1/closes/2026-10")).toBe("ANY /v1/{proxy+}");
  expect(keyOf("GET", "/v1")).toBe("$default");
  expect(keyOf("GET", "/v1/")).toBe("$default");
  expect(keyOf("GET", "/")).toBe("GET /");
  expect(findRoute(routes.slice(1, 2), "GET", "/v2/me")).toBeUndefined();
});

test("those are offered to sign in as whose pages show most: a climber, a star and a manager, and the staff", () => {
  const advisor = (advisorId: string, managerId?: string) =>
    ({
      advisorId,
      name: `name of ${advisorId}`,
      joinedOn: "2020-01-01",
      planId: "p",
      managers: managerId ? [{ managerId, from: "2020-01-01" }] : [],
    }) as const;
  const entry = (advisorId: string, month: string, earnings: bigint, adjustments: number, equityEligible = false) => ({
    ...{ advisorId, month, hash: "", equityEligible, equityChanged: false },
    statement: {
      ...{
        advisorId,
        month,
        earnings,
        equityEligible,
        components: [],
        manualAdjustments: 0n,
        broughtForward: 0n,
        payable: 0n,
        carriedForward: 0n,
      },
      adjustments: Array.from({ length: adjustments }, () => ({ month, amount: 1n })),
    },
  });
  const advisors = [advisor("a", "m"), advisor("b", "m"), advisor("c", "m"), advisor("d"), advisor("m")];
  const last = [
    entry("a", "2026-09", 900n, 3),
    entry("b", "2026-09", 500n, 1),
    entry("c", "2026-09", 400n, 2),
    entry("d", "2026-09", 800n, 0, true),
  ];
  const entries = [entry("b", "2026-08", 100n, 9), ...last, entry("m", "2026-09", 700n, 9)];
  expect(samplePeople({ entries }, advisors).map(({ username }) => username)).toEqual([
    "c",
    "d",
    "m",
    "hr",
    "hr-2",
    "finance",
    "finance-2",
    "finance-3",
    "auditor",
  ]);
  expect(samplePeople({ entries: [] }, []).map(({ username }) => username)).toEqual([
    "hr",
    "hr-2",
    "finance",
    "finance-2",
    "finance-3",
    "auditor",
  ]);
});

test("local http: a port that is taken is told plainly, with what to do", async () => {
  const taken = Number(new URL(local.url).port);
  await expect(listen(taken)).rejects.toThrow(`port ${taken} is taken by another program: end it, or choose another port`);
  expect([portOf({}), portOf({ PORT: "" }), portOf({ PORT: "0" }), portOf({ PORT: "8080" })]).toEqual([4000, 4000, 0, 8080]);
  for (const PORT of ["x", "-1", "65536", "80.5"]) expect(() => portOf({ PORT })).toThrow(`PORT: ${PORT} is no port`);
});
