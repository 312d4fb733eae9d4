import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pathsOf } from "../../../functions/_platform/http/route.ts";
import type { Wiring } from "../../../functions/_platform/wiring.ts";
import { createHandler } from "../../../functions/advisor-api/handler.ts";
import { type HttpServer, listen } from "../../../infra/local/http/listen.ts";
import { openapiDocument } from "../../../infra/openapi-document.ts";
import { ENDPOINTS, ROUTES } from "../../../infra/routes.ts";
import { hasChromium, startChromium } from "../../browser/chromium.ts";
import { API_NAMES } from "../../glossary/terms.ts";
import { ask } from "../../support/test-tokens.ts";

/** Made once: it takes a second. */
const DOCUMENT = openapiDocument();

// What is public asks for no one's identity.
const handler = createHandler(() => ({ identity: undefined }) as unknown as Wiring);

test("openapi: docs/openapi.json is what the code says; npm run openapi brings it up to date", () => {
  const written: unknown = JSON.parse(readFileSync(join(import.meta.dirname, "../../../docs/openapi.json"), "utf8"));
  expect(written).toEqual(JSON.parse(JSON.stringify(DOCUMENT)));
});

/** Each operation of the description, "GET /v1/me". */
function operations(): string[] {
  const { paths } = DOCUMENT as { paths: Record<string, Record<string, unknown>> };
  return Object.entries(paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`));
}

test("openapi: every endpoint is described, each of its steps by itself, and nothing else", () => {
  const described = ENDPOINTS.flatMap((endpoint) =>
    pathsOf(endpoint).flatMap((path) => {
      const template = path.replaceAll(/:(\w+)/g, "{$1}");
      const paths = Object.keys(endpoint.steps ?? {}).map((step) => template.replace("{step}", step));
      return (paths.length === 0 ? [template] : paths).map((each) => `${endpoint.method} ${each}`);
    }),
  );
  expect(operations().sort()).toEqual(described.sort());
  const others = ROUTES.filter(({ id, on }) => on.endsWith("api") && !ENDPOINTS.some((each) => each.id === id)).map(({ id }) => id);
  expect(others).toEqual(["api.openapi", "api.docs", "api.docsAsset"]);
});

test("openapi: what is described tells operations apart, and of HR's and finance's who may ask", () => {
  const { paths } = DOCUMENT as { paths: Record<string, Record<string, { operationId: string; description?: string }>> };
  const all = Object.entries(paths).flatMap(([path, methods]) => Object.values(methods).map((operation) => ({ path, ...operation })));
  expect(new Set(all.map(({ operationId }) => operationId)).size).toBe(all.length);
  const untold = all.filter(
    ({ path, description = "" }) => /^\/v1\/(hr|finance)\//.test(path) && !/For the roles (hr|finance)(, \w+)*\.$/.test(description),
  );
  expect(untold).toEqual([]);
});

/** Names of all members that are sent or answered. What events carry keeps its own names. */
function membersOf(node: unknown, at: string): [name: string, at: string][] {
  if (typeof node !== "object" || node === null) return [];
  const own = "properties" in node ? Object.keys(node.properties as object).map((name): [string, string] => [name, at]) : [];
  return [...own, ...Object.values(node).flatMap((each) => membersOf(each, at))];
}

test("openapi: members are called by the standard words of the glossary", () => {
  const { components, paths } = DOCUMENT as unknown as { components: { schemas: Record<string, unknown> }; paths: unknown };
  const members = [...Object.entries(components.schemas).flatMap(([id, schema]) => membersOf(schema, id)), ...membersOf(paths, "paths")];
  expect(members.length).toBeGreaterThan(500);
  const former = members.filter(([name]) => Object.hasOwn(API_NAMES, name));
  expect(former.map(([name, at]) => `${at}.${name}: say ${API_NAMES[name]}`)).toEqual([]);
});

test("openapi: every reference of the description leads to something in it", () => {
  const references = [...JSON.stringify(DOCUMENT).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path = ""]) => path);
  const lost = references.filter(
    (path) => path.split("/").reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], DOCUMENT) === undefined,
  );
  expect([references.length > 20, lost, DOCUMENT.openapi]).toEqual([true, [], "3.1.1"]);
});

test("openapi: openapi.json is answered to anyone as it is written", async () => {
  const { status, body } = await ask(handler, "/openapi.json");
  expect([status, JSON.parse(body)]).toEqual([200, JSON.parse(JSON.stringify(DOCUMENT))]);
});

describe.skipIf(!hasChromium)("the page /docs", () => {
  let server: HttpServer;
  let browser: Browser;
  beforeAll(async () => {
    [server, browser] = await Promise.all([listen(0), startChromium()]);
    server.answerBy(async (request) => {
      const { pathname } = new URL(request.url);
      const { status, headers, body } = await ask(handler, pathname, { headers: request.headers });
      return new Response(Buffer.from(body, headers["content-encoding"] === undefined ? "utf8" : "latin1"), { status, headers });
    });
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  test("shows the API and asks nobody but this address", async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const asked: string[] = [];
    const refused: string[] = [];
    page.on("request", (request) => void asked.push(request.url()));
    page.on("console", (message) => void (message.type() === "error" && refused.push(message.text())));
    await page.goto(`${server.url}/docs`);
    await page.getByRole("heading", { name: "Fenrun" }).waitFor();
    await page.getByText("Progress towards equity").first().waitFor();
    // Whatever it would ask others for, it asks within a second of standing there.
    await page.waitForTimeout(1_000);
    const elsewhere = asked.filter((url) => !url.startsWith(`${server.url}/`) && !/^(data|blob):/.test(url));
    expect([elsewhere, refused]).toEqual([[], []]);
    await context.close();
  });
});

test("openapi: where scripts don't run, /docs lists every path and leads to openapi.json", async () => {
  const { headers, body } = await ask(handler, "/docs");
  const [, plain = ""] = /<noscript>(.*)<\/noscript>/s.exec(body) ?? [];
  const listed = [...plain.matchAll(/<code>([A-Z]+ [^<]+)<\/code>/g)].map(([, operation]) => operation);
  expect(listed).toEqual(operations());
  expect(plain).toContain('<a href="/openapi.json">');
  expect(headers["content-security-policy"]).toMatch(/default-src 'none'; script-src 'self';/);
});
