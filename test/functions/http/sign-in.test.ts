import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type Wiring, wiring } from "../../../functions/_platform/wiring.ts";
import { createHandler } from "../../../functions/advisor-site/handler.ts";
import { type Local, startLocal } from "../../../infra/local/start.ts";
import { RetryableError } from "../../../shared/base/runtime/retry.ts";
import { ask, createTestTokens } from "../../support/test-tokens.ts";

let folder: string;
let local: Local;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fenrun-test-"));
  const agency = { currency: "CNY", timeZone: "Asia/Shanghai", facets: [] };
  local = await startLocal({ agency, folder, shards: 2, http: { port: 0 } });
});
afterAll(async () => {
  await local.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A browser, as far as signing in takes one: it keeps cookies and follows no redirect by itself. */
class Browser {
  readonly cookies = new Map<string, string>();

  async get(url: string): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(new URL(url, local.url), { redirect: "manual", headers: { cookie } });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/Max-Age=0/.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return answer;
  }

  /** Presses the button in the header of a page of the site. */
  async signOut(origin = local.url, lang = "en"): Promise<Response> {
    const headers = { cookie: `session=${this.cookies.get("session") ?? ""}`, origin };
    const sent = { method: "POST", redirect: "manual", headers, body: new URLSearchParams({ lang }) } as const;
    const answer = await fetch(`${local.url}/sign-out`, sent);
    if (answer.headers.getSetCookie().some((line) => /^session=;.*Max-Age=0/.test(line))) this.cookies.delete("session");
    return answer;
  }

  /** Goes where it is sent, this many times. */
  async follow(url: string, times: number): Promise<Response> {
    let answer = await this.get(url);
    for (let time = 1; time < times; time += 1) answer = await this.get(locationOf(answer));
    return answer;
  }
}

const locationOf = (answer: Response): string => answer.headers.get("location") ?? "";
const claimsOf = (token = "") => JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());

describe("signing in", () => {
  test("leads over the pool's pages back to the page that was asked for, with a session that no script can read", async () => {
    const browser = new Browser();
    const asked = await browser.get("/en/me?view=all");
    expect([asked.status, locationOf(asked)]).toEqual([302, "/sign-in?to=%2Fen%2Fme%3Fview%3Dall"]);
    const sent = await browser.get(`${locationOf(asked)}&login_hint=li`);
    const authorize = new URL(locationOf(sent));
    expect(authorize.pathname).toBe("/local-identity/oauth2/authorize");
    expect(Object.fromEntries(authorize.searchParams)).toMatchObject({
      response_type: "code",
      redirect_uri: `${local.url}/signed-in`,
      code_challenge_method: "S256",
      lang: "en",
      login_hint: "li",
    });
    const signedIn = await browser.follow(authorize.href, 2);
    expect([signedIn.status, locationOf(signedIn)]).toEqual([303, "/en/me?view=all"]);
    expect(signedIn.headers.getSetCookie()).toContainEqual(
      expect.stringMatching(/^session=.*; Max-Age=3600; Path=\/; HttpOnly; SameSite=Lax$/),
    );
    expect(signedIn.headers.get("cache-control")).toBe("no-store");
    expect([...browser.cookies.keys()]).toEqual(["session"]);
    expect(claimsOf(browser.cookies.get("session"))).toMatchObject({ username: "li", "cognito:groups": ["advisor"], token_use: "access" });
  });

  test("without a hint lets one choose, and makes those of the staff what they are", async () => {
    const browser = new Browser();
    const choose = await browser.follow("/sign-in", 2);
    expect(await choose.text()).toMatch(/name="login_hint"[\s\S]*value="hr"[\s\S]*value="auditor"/);
    await browser.follow("/sign-in?login_hint=auditor", 3);
    expect(claimsOf(browser.cookies.get("session"))).toMatchObject({ username: "auditor", "cognito:groups": ["auditor"] });
  });

  test.each([
    ...["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "evil", "", "https:evil.example"],
    ...["/.//evil.example", "/..//evil.example", "/a/..//evil.example", "/%2e//evil.example", "/./\\evil.example", "/.\\/evil.example"],
    ...[
      "/\t/evil.example",
      "/\n/evil.example",
      "\t//evil.example",
      "/.\t//evil.example",
      " //evil.example",
      "///evil.example",
      "//",
      "/.//",
    ],
    ...["//user@evil.example", "/.//evil.example/en/me?view=all"],
  ])("leads nowhere but to a page of ours: not to %j", async (to) => {
    const signedIn = await new Browser().follow(`/sign-in?login_hint=li&to=${encodeURIComponent(to)}`, 3);
    expect([signedIn.status, locationOf(signedIn)]).toEqual([303, "/"]);
  });

  test.each(["/%2F/evil.example", "/en/me?next=//evil.example", "/en/../zh/me"])("leads to a page of ours where %j is one", async (to) => {
    const signedIn = await new Browser().follow(`/sign-in?login_hint=li&to=${encodeURIComponent(to)}`, 3);
    const shown = new URL(locationOf(signedIn), local.url);
    expect([shown.origin, `${shown.pathname}${shown.search}`]).toEqual([
      local.url,
      `${new URL(to, local.url).pathname}${new URL(to, local.url).search}`,
    ]);
  });

  test("leads to no other site by a cookie that somebody else wrote, nor by the links of a page at an odd address", async () => {
    const browser = new Browser();
    const back = await browser.follow("/sign-in?login_hint=li", 2);
    const signingIn = JSON.parse(decodeURIComponent(browser.cookies.get("signing-in") ?? ""));
    browser.cookies.set("signing-in", encodeURIComponent(JSON.stringify({ ...signingIn, to: "//evil.example" })));
    expect(locationOf(await browser.get(locationOf(back)))).toBe("/");
    const odd = await fetch(`${local.url}//evil.example/en`, { redirect: "manual" });
    expect(await odd.text()).not.toMatch(/href="\/\//);
  });

  test("counts in the browser only in which it began, once, and with its own state", async () => {
    const browser = new Browser();
    const back = locationOf(await browser.follow("/sign-in?login_hint=li", 2));
    // Another browser, which was handed the address.
    expect((await new Browser().get(back)).status).toBe(400);
    const otherState = new URL(back);
    otherState.searchParams.set("state", "another");
    expect((await browser.get(otherState.href)).status).toBe(400);
    // The failed answer has ended the sign-in.
    expect((await browser.get(back)).status).toBe(400);
    expect(browser.cookies.has("session")).toBe(false);

    const another = new Browser();
    const answered = locationOf(await another.follow("/sign-in?login_hint=li", 2));
    const kept = another.cookies.get("signing-in") ?? "";
    expect((await another.get(answered)).status).toBe(303);
    another.cookies.set("signing-in", kept);
    expect((await another.get(answered)).status).toBe(400);
  });

  test("fails where the code was not asked for with the verifier", async () => {
    const browser = new Browser();
    const back = locationOf(await browser.follow("/sign-in?login_hint=li", 2));
    const signingIn = JSON.parse(decodeURIComponent(browser.cookies.get("signing-in") ?? ""));
    browser.cookies.set("signing-in", encodeURIComponent(JSON.stringify({ ...signingIn, verifier: "x".repeat(43) })));
    expect((await browser.get(back)).status).toBe(400);
    expect(browser.cookies.has("session")).toBe(false);
  });

  test("opens HR's pages by the same session, which count forms from this address alone", async () => {
    const browser = new Browser();
    const asked = await browser.get("/zh/hr/plans");
    expect([asked.status, locationOf(asked)]).toEqual([302, "/sign-in?to=%2Fzh%2Fhr%2Fplans"]);
    const back = await browser.follow("/sign-in?to=%2Fzh%2Fhr%2Fplans&login_hint=hr-2", 3);
    expect(locationOf(back)).toBe("/zh/hr/plans");
    const token = browser.cookies.get("session");
    expect(claimsOf(token)).toMatchObject({ username: "hr-2", "cognito:groups": ["hr"] });
    const shown = await browser.get("/zh/hr/plans");
    expect([shown.status, shown.headers.get("content-language")]).toEqual([200, "zh"]);
    const post = (headers: Readonly<Record<string, string>>) =>
      fetch(`${local.url}/zh/hr/quarantine/none`, {
        method: "POST",
        body: new URLSearchParams({ comment: "公平" }),
        headers: { cookie: `session=${token}`, ...headers },
        redirect: "manual",
      });
    expect((await post({})).status).toBe(403);
    expect((await post({ origin: "https://pay.example.com" })).status).toBe(403);
    expect((await post({ origin: local.url })).status).not.toBe(403);
  });

  test("ends with signing out", async () => {
    const browser = new Browser();
    await browser.follow("/sign-in?login_hint=li", 3);
    expect((await (await browser.get("/en/me")).text()).match(/<form method="post" action="\/sign-out">/g)).toHaveLength(1);
    const out = await browser.signOut();
    expect([out.status, browser.cookies.has("session"), out.headers.get("content-language")]).toEqual([200, false, "en"]);
    const page = await out.text();
    expect(page).toContain("You are signed out");
    expect(page).not.toContain("<form");
    // The browser goes on by itself: not by a redirect, which form-action would stop on its way to another site.
    const [, onward = ""] = /^0; url=(.*)$/.exec(out.headers.get("refresh") ?? "") ?? [];
    expect(page).toContain(`href="${onward.replaceAll("&", "&amp;")}"`);
    expect(locationOf(await browser.get(onward))).toBe(`${local.url}/`);
    expect(locationOf(await browser.get("/en/me"))).toBe("/sign-in?to=%2Fen%2Fme");
  });

  test("ends the session on the server too: whoever has its token opens no page and no API with it, of no function", async () => {
    const browser = new Browser();
    await browser.follow("/sign-in?login_hint=finance", 3);
    const token = browser.cookies.get("session") ?? "";
    const other = new Browser();
    await other.follow("/sign-in?login_hint=finance", 3);
    const asked = async () => {
      const byCookie = ["/en/advisors", "/en/hr/plans", "/en/finance/payouts"].map((path) =>
        fetch(`${local.url}${path}`, { redirect: "manual", headers: { cookie: `session=${token}` } }),
      );
      const byHeader = ["/v1/advisors/li", "/v1/hr/plans", "/v1/finance/payouts"].map((path) =>
        fetch(`${local.url}${path}`, { headers: { authorization: `Bearer ${token}` } }),
      );
      return Promise.all([...byCookie, ...byHeader].map(async (answer) => (await answer).status));
    };
    expect(await asked()).toEqual([200, 200, 200, 404, 200, 200]);
    // Links are fetched ahead, and by whoever checks them: only the form of a page of this site signs out.
    const cookie = `session=${token}`;
    for (const method of ["GET", "HEAD"]) {
      const answer = await fetch(`${local.url}/sign-out`, { method, redirect: "manual", headers: { cookie } });
      expect([answer.status, answer.headers.get("allow"), answer.headers.getSetCookie()]).toEqual([405, "POST", []]);
    }
    expect((await browser.signOut("https://evil.example")).status).toBe(403);
    expect(await asked()).toEqual([200, 200, 200, 404, 200, 200]);
    expect((await browser.signOut()).status).toBe(200);
    expect(await asked()).toEqual([302, 302, 302, 401, 401, 401]);
    // Another sign-in of the same person, in another browser, goes on.
    expect((await other.get("/en/finance/payouts")).status).toBe(200);
    await browser.follow("/sign-in?login_hint=finance", 3);
    expect((await browser.get("/en/finance/payouts")).status).toBe(200);
  });

  test("a token is accepted until its session is ended, and then no more", async () => {
    const tokens = await createTestTokens();
    const token = await tokens.issue({ username: "li", groups: ["advisor"] });
    expect(await tokens.identity.verify(token)).toMatchObject({ username: "li" });
    await tokens.identity.endSession(token, new Date().toISOString());
    expect(await tokens.identity.verify(token)).toBeUndefined();
  });

  test("stays signed in, and says so, where the end of the session can't be recorded", async () => {
    const tokens = await createTestTokens();
    const endSession = async () => Promise.reject(new RetryableError("the table is busy"));
    const handler = createHandler(
      () =>
        ({
          identity: { ...tokens.identity, endSession },
          surroundings: { now: Date.now },
          withSettings: (run: () => unknown) => run(),
        }) as unknown as Wiring,
    );
    const token = await tokens.issue({ username: "li", groups: ["advisor"] });
    const headers = { cookie: `__Host-session=${token}`, origin: "https://pay.example.com" };
    const answer = await ask(handler, "/sign-out", { method: "POST", headers });
    expect([answer.status, answer.cookies]).toEqual([503, []]);
  });
});

test("sign in: the functions' clock stands still where it is told to, and goes on afterwards", async () => {
  await local.setClock("2026-10-31T18:00:00+08:00");
  expect(new Date(wiring().surroundings.now()).toISOString()).toBe("2026-10-31T10:00:00.000Z");
  await local.setClock(undefined);
  expect(Math.abs(wiring().surroundings.now() - Date.now())).toBeLessThan(60_000);
});

describe("over HTTPS", () => {
  const site = async () => {
    const tokens = await createTestTokens();
    return { tokens, handler: createHandler(() => ({ identity: tokens.identity }) as Wiring) };
  };

  test("cookies are for this host alone, and for HTTPS", async () => {
    const { tokens, handler } = await site();
    const begun = await ask(handler, "/sign-in?to=/en/me");
    expect(begun.headers.location).toMatch(
      /^https:\/\/auth\.example\.com\/oauth2\/authorize\?.*redirect_uri=https%3A%2F%2Fpay\.example\.com%2Fsigned-in/,
    );
    const [cookie = ""] = begun.cookies;
    expect(cookie).toMatch(/^__Host-signing-in=.*; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/);

    const access_token = await tokens.issue({ username: "li", groups: ["advisor"] });
    const answered = vi.spyOn(globalThis, "fetch").mockResolvedValue(Response.json({ access_token, expires_in: 3600 }));
    const state = new URL(begun.headers.location ?? "").searchParams.get("state");
    const back = { headers: { cookie: cookie.split(";")[0] ?? "" } };
    const signedIn = await ask(handler, `/signed-in?code=c1&state=${state}`, back);
    expect(signedIn.cookies).toContainEqual(expect.stringMatching(/^__Host-session=.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/));
    const [url, init] = answered.mock.calls[0] ?? [];
    expect(url).toBe("https://auth.example.com/oauth2/token");
    expect(Object.fromEntries(init?.body as URLSearchParams)).toMatchObject({
      grant_type: "authorization_code",
      code: "c1",
      client_id: "site",
    });

    // A token that is not of our pool begins no session, wherever it came from.
    answered.mockResolvedValue(
      Response.json({ access_token: await tokens.issue({ username: "li" }, { iss: "https://evil.example" }), expires_in: 3600 }),
    );
    expect(await ask(handler, `/signed-in?code=c1&state=${state}`, back)).toMatchObject({ status: 400 });
    answered.mockRestore();
  });
});
