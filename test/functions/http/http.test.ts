import { gunzipSync } from "node:zlib";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { createApp } from "../../../functions/_platform/http/app.ts";
import { httpHandler } from "../../../functions/_platform/http/lambda-handler.ts";
import { HttpProblem, notFound, unprocessable } from "../../../functions/_platform/http/problem.ts";
import { type HttpContext, page } from "../../../functions/_platform/http/route.ts";
import { logger } from "../../../functions/_platform/middleware.ts";
import { OWN_OR_STAFF } from "../../../shared/access/groups.ts";
import { issue, RefusedError, refusal } from "../../../shared/base/issues/issue.ts";
import { RetryableError } from "../../../shared/base/runtime/retry.ts";
import { ask, createTestTokens, type TestTokens } from "../../support/test-tokens.ts";

let tokens: TestTokens;
let authorization: { authorization: string };
beforeAll(async () => {
  tokens = await createTestTokens();
  authorization = { authorization: `Bearer ${await tokens.issue({ username: "li", groups: ["advisor"] })}` };
});

const wiringOf = (identity: TestTokens["identity"]) => ({ identity, withSettings: <Result>(work: () => Promise<Result>) => work() });

/** Asks an app whose one route, an order, is answered so. */
function askOrder(
  answer: (context: HttpContext) => Response | Promise<Response>,
  path = "/v1/me/months/2026-10/orders/o1",
  init: RequestInit = {},
) {
  const order = page<ReturnType<typeof wiringOf>>({
    id: "order",
    path: "/v1/:whose/months/:month/orders/:orderId",
    access: OWN_OR_STAFF,
    handle: answer,
  });
  return ask(httpHandler(createApp({ kind: "api", routes: [order], wiring: () => wiringOf(tokens.identity) })), path, {
    ...init,
    headers: { ...authorization, ...init.headers },
  });
}

const failing = (error: unknown) => () => {
  throw error;
};

describe("an error becomes a problem", () => {
  test.each<[string, unknown, object]>([
    [
      "what there is not",
      notFound("There is no order o1."),
      { type: "urn:fenrun:problem:not-found", status: 404, title: "Not found", detail: "There is no order o1." },
    ],
    [
      "what is refused",
      new RefusedError(refusal("close-not-begun", { month: "2026-10" })),
      {
        type: "urn:fenrun:problem:refused",
        status: 422,
        detail: "The close of 2026-10 has not begun: start it first.",
        issues: [{ path: "", code: "close-not-begun", params: { month: "2026-10" } }],
      },
    ],
    [
      "what can't be read",
      unprocessable([issue("limit", "too-large", { maximum: 100 })]),
      {
        status: 422,
        detail: "limit: expected at most 100",
        issues: [{ path: "limit", code: "too-large", params: { maximum: 100 }, message: "expected at most 100" }],
      },
    ],
    ["what is malformed", new HttpProblem("bad-request", "No."), { status: 400, title: "Bad request" }],
  ])("%s", async (_, error, problem) => {
    const answer = await askOrder(failing(error));
    expect(JSON.parse(answer.body)).toMatchObject({ ...problem, requestId: "r1" });
    expect([answer.status, answer.headers["content-type"], answer.headers["cache-control"]]).toEqual([
      JSON.parse(answer.body).status,
      "application/problem+json; charset=utf-8",
      "no-store",
    ]);
  });

  test("of a fault nothing is told but the request's id, under which it is logged", async () => {
    const logged = vi.spyOn(logger, "error").mockImplementation(() => undefined);
    const fault = new Error("the table fenrun-secret is not there");
    const answer = await askOrder(failing(fault));
    expect([answer.status, JSON.parse(answer.body)]).toMatchObject([500, { title: "Something went wrong", requestId: "r1" }]);
    expect(answer.body).not.toContain("secret");
    expect(logged).toHaveBeenCalledWith(expect.any(String), fault);
    logged.mockRestore();
  });

  test("what may pass by itself may be asked again: a busy table, and keys of the pool that can't be had", async () => {
    const logged = vi.spyOn(logger, "error").mockImplementation(() => undefined);
    const busy = await askOrder(failing(new RetryableError("the table is busy")));
    expect([busy.status, busy.headers["retry-after"]]).toEqual([503, "1"]);
    const identity = { ...tokens.identity, verify: async () => Promise.reject(new RetryableError("no keys")) };
    const handler = httpHandler(createApp({ kind: "api", routes: [], wiring: () => wiringOf(identity) }));
    expect(await ask(handler, "/v1/me", { headers: authorization })).toMatchObject({ status: 503 });
    logged.mockRestore();
  });
});

describe("between the gateway and a handler", () => {
  test.each(["o1", "旅 1", "a?b=c", "50%", "a#b", "a+b", "a;b", "~share~", "%41", "a\\b", 'a"b', "."])(
    "an id such as %s arrives as it is",
    async (id) => {
      const answer = await askOrder(
        (context) => context.text(context.req.param("orderId") ?? ""),
        `/v1/me/months/2026-10/orders/${encodeURIComponent(id === "." ? "%2E" : id)}`,
      );
      expect(answer.body).toBe(id === "." ? "%2E" : id);
    },
  );

  test("a slash inside of an id arrives where it was encoded twice, since the gateway decodes once", async () => {
    const echo = (context: HttpContext) => context.text(context.req.param("orderId") ?? "");
    expect(await askOrder(echo, "/v1/me/months/2026-10/orders/a%252Fb")).toMatchObject({ status: 200, body: "a/b" });
    expect(await askOrder(echo, "/v1/me/months/2026-10/orders/a%2Fb")).toMatchObject({ status: 404 });
  });

  test("a query arrives as it was written, and an advisor's id as whose data it is", async () => {
    const answer = await askOrder(
      (context) => context.json([context.req.query("a"), context.get("advisorId"), context.get("person")]),
      "/v1/advisors/li/months/2026-10/orders/o1?a=%26%20b",
    );
    expect(JSON.parse(answer.body)).toEqual(["& b", "li", { username: "li", roles: ["advisor"] }]);
  });

  test("HEAD is answered without a body, bytes and what is compressed go in base64", async () => {
    expect(await askOrder((context) => context.text("hello"), undefined, { method: "HEAD" })).toMatchObject({ status: 200, body: "" });
    const bytes = await askOrder((context) => context.body(new Uint8Array([255, 0]), 200, { "content-type": "application/pdf" }));
    expect(Buffer.from(bytes.body, "latin1")).toEqual(Buffer.from([255, 0]));
    const zipped = await askOrder((context) =>
      context.body(new Uint8Array([31, 139]), 200, { "content-type": "text/html", "content-encoding": "gzip" }),
    );
    expect(Buffer.from(zipped.body, "latin1")).toEqual(Buffer.from([31, 139]));
  });

  test("a text that is larger than a function may answer goes out compressed, asked for or not", async () => {
    const text = '{"minor":"1"}'.repeat(300_000);
    const { headers, body } = await askOrder((context) => context.body(text, 200, { "content-type": "application/json" }));
    expect(headers["content-encoding"]).toBe("gzip");
    expect(gunzipSync(Buffer.from(body, "latin1")).toString()).toBe(text);
  });

  test("what a handler says of caching and content is left as it is", async () => {
    const own = { "cache-control": "public, max-age=60", "content-security-policy": "default-src 'self'" };
    const { headers } = await askOrder((context) => context.text("", 200, own));
    expect(headers).toMatchObject({ ...own, "x-content-type-options": "nosniff" });
  });
});
