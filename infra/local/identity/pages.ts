import { createHash, randomUUID } from "node:crypto";
import { Hono } from "hono";
import { html } from "hono/html";
import type { Person } from "../../../shared/access/policy.ts";
import { TOKEN_SECONDS, type Tokens } from "./tokens.ts";

/** Under which path of the site's address the pool's own pages stand here. */
export const IDENTITY_PATH = "/local-identity";

interface IdentityOptions {
  readonly siteUrl: string;
  readonly clientId: string;
  readonly tokens: Tokens;
  /** Who isn't an advisor; any other name is an advisor's. */
  readonly staff: readonly Person[];
}

interface GrantedRole {
  readonly person: Person;
  readonly challenge: string;
}

/**
 * The user pool's pages on one machine: OAuth's code flow with PKCE as Cognito speaks it, but no passwords: whoever is
 * named in login_hint is signed in, and without one there is a page to choose.
 */
export function createIdentityPages({ siteUrl, clientId, tokens, staff }: IdentityOptions): (request: Request) => Promise<Response> {
  const codes = new Map<string, GrantedRole>();
  const app = new Hono().basePath(IDENTITY_PATH);

  app.get("/oauth2/authorize", (context) => {
    const query = context.req.query();
    const challenge = query.code_challenge ?? "";
    const wellFormed = query.response_type === "code" && query.code_challenge_method === "S256" && challenge !== "";
    const isOurs = query.client_id === clientId && query.redirect_uri === `${siteUrl}/signed-in`;
    if (!wellFormed || !isOurs) return context.text("invalid_request", 400);
    const name = query.login_hint?.trim();
    if (!name) return context.html(choosePage(query, staff));
    const person = staff.find(({ username }) => username === name) ?? { username: name, roles: ["advisor"] };
    const code = randomUUID();
    codes.set(code, { person, challenge });
    return context.redirect(`${query.redirect_uri}?${new URLSearchParams({ code, state: query.state ?? "" })}`, 302);
  });

  app.post("/oauth2/token", async (context) => {
    const form = await context.req.parseBody();
    const code = String(form.code);
    const granted = codes.get(code);
    codes.delete(code);
    const proof = createHash("sha256").update(String(form.code_verifier)).digest("base64url");
    const isOurs = form.client_id === clientId && form.redirect_uri === `${siteUrl}/signed-in` && form.grant_type === "authorization_code";
    if (!granted || !isOurs || granted.challenge !== proof) return context.json({ error: "invalid_grant" }, 400);
    return context.json({ access_token: await tokens.issue(granted.person), token_type: "Bearer", expires_in: TOKEN_SECONDS });
  });

  app.get("/logout", (context) => {
    const { client_id, logout_uri } = context.req.query();
    if (client_id !== clientId || logout_uri !== `${siteUrl}/`) return context.text("invalid_request", 400);
    return context.redirect(logout_uri, 302);
  });

  return async (request) => app.fetch(request);
}

function choosePage(query: Readonly<Record<string, string>>, staff: readonly Person[]) {
  const hidden = Object.entries(query).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`);
  const others = staff.map(({ username }) => html`<button name="login_hint" value="${username}">${username}</button> `);
  return html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Sign in: one machine</title></head>
<body>
<h1>Who are you?</h1>
<p>There are no passwords on one machine.</p>
<form method="get">${hidden}<p><label>Advisor id <input name="login_hint" autofocus></label> <button>Sign in</button></p></form>
<form method="get">${hidden}<p>${others}</p></form>
</body>
</html>`;
}
