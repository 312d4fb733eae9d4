import { createHash, randomBytes } from "node:crypto";
import * as z from "zod";
import { signedOutPage } from "../page/layout.ts";
import { answerPage } from "../site/page-context.ts";
import { frameOf } from "../site/request.ts";
import type { Identity } from "./identity.ts";
import { ownPath } from "./own-path.ts";
import { HttpProblem } from "./problem.ts";
import { type HttpContext, page, type Route } from "./route.ts";
import { endSession, rememberSigningIn, type SigningIn, startSession, takeSigningIn } from "./session.ts";

/** The way in and out: OAuth's code flow with PKCE at the user pool's own pages. */
export const signInPages: readonly Route[] = [
  page({
    id: "site.signIn",
    path: "/sign-in",
    access: "public",
    handle: (context, deps) => {
      context.header("cache-control", "no-store");
      const { identity } = deps;
      const signingIn = { state: randomText(), verifier: randomText(), to: ownPath(context.req.query("to"), identity.siteUrl) };
      rememberSigningIn(context, signingIn, identity);
      return context.redirect(authorizeUrl(signingIn, context.req.query("login_hint"), identity), 302);
    },
  }),

  page({
    id: "site.signedIn",
    path: "/signed-in",
    access: "public",
    handle: async (context, deps) => {
      context.header("cache-control", "no-store");
      const { identity } = deps;
      const { verifier, to } = answeredSignIn(context, identity);
      const { access_token, expires_in } = await fetchToken(context.req.query("code") ?? "", verifier, identity);
      // What came by way of the pool's own address is verified like any other token.
      if ((await identity.verify(access_token)) === undefined) throw new HttpProblem("bad-request", SIGN_IN_AGAIN);
      startSession(context, access_token, expires_in, identity);
      // The cookie that remembered the page may have been written by somebody else.
      return context.redirect(ownPath(to, identity.siteUrl), 303);
    },
  }),

  page({
    id: "site.signOut",
    method: "POST",
    path: "/sign-out",
    access: "public",
    handle: async (context, deps) => {
      context.header("cache-control", "no-store");
      const { identity, surroundings } = deps;
      const { lang } = await context.req.parseBody();
      await endSession(context, new Date(surroundings.now()).toISOString(), identity);
      // The pool forgets its own session as well: the next sign-in asks who it is. Its refresh token was never kept.
      const query = new URLSearchParams({ client_id: identity.clientId, logout_uri: `${identity.siteUrl}/` });
      const logoutUrl = `${identity.authUrl}/logout?${query}`;
      // Not a redirect: browsers follow none from a form to another site, as our pages' form-action forbids it.
      context.header("refresh", `0; url=${logoutUrl}`);
      const asked = frameOf(context);
      const frame = { ...asked, language: lang === "zh" || lang === "en" ? lang : asked.language };
      return answerPage(context, frame, signedOutPage(frame, logoutUrl));
    },
  }),
];

const SIGN_IN_AGAIN = "The sign-in was not finished, or took too long. Please sign in again.";

function authorizeUrl({ state, verifier, to }: SigningIn, loginHint: string | undefined, identity: Identity): string {
  const query = new URLSearchParams({
    response_type: "code",
    client_id: identity.clientId,
    redirect_uri: redirectUri(identity),
    scope: "openid",
    state,
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
    // As the page that was asked for; what leads nowhere in particular is Chinese.
    lang: to.startsWith("/en") ? "en" : "zh-CN",
    ...(loginHint !== undefined && { login_hint: loginHint }),
  });
  return `${identity.authUrl}/oauth2/authorize?${query}`;
}

const redirectUri = ({ siteUrl }: Identity): string => `${siteUrl}/signed-in`;

const randomText = (): string => randomBytes(32).toString("base64url");

/** The sign-in that this request answers. @throws HttpProblem where it answers none that began in this browser. */
function answeredSignIn(context: HttpContext, identity: Identity): SigningIn {
  const signingIn = takeSigningIn(context, identity);
  if (signingIn === undefined || signingIn.state !== context.req.query("state")) throw new HttpProblem("bad-request", SIGN_IN_AGAIN);
  return signingIn;
}

const tokenSchema = z.object({ access_token: z.string(), expires_in: z.int().min(1) });

async function fetchToken(code: string, verifier: string, identity: Identity): Promise<z.output<typeof tokenSchema>> {
  const answer = await fetch(`${identity.authUrl}/oauth2/token`, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "authorization_code",
      client_id: identity.clientId,
      code,
      redirect_uri: redirectUri(identity),
      code_verifier: verifier,
    }),
    signal: AbortSignal.timeout(10_000),
  });
  if (!answer.ok) throw new HttpProblem("bad-request", SIGN_IN_AGAIN);
  return tokenSchema.parse(await answer.json());
}
