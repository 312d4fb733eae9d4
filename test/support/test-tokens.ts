import { randomUUID } from "node:crypto";
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";
import { type EndedSessions, type Identity, identityOf } from "../../functions/_platform/http/identity.ts";
import { toEvent } from "../../infra/local/http/event.ts";

/** Tokens of a made-up user pool: those that hold, and those that must not. */

const POOL = "us-east-1_Test";
const CLIENT = "site";
const ISSUER = `https://cognito-idp.us-east-1.amazonaws.com/${POOL}`;
const KID = "the-key";

/** Whom a token is for, as the pool's groups say it. */
export interface Bearer {
  readonly username: string;
  readonly groups?: readonly string[];
}

export interface TestTokens {
  readonly identity: Identity;
  /** A token that holds, unless its claims are changed. */
  issue(bearer: Bearer, changed?: JWTPayload): Promise<string>;
  /** One token of each kind that must be refused, for a bearer who would be allowed everything. */
  refused(bearer: Bearer): Promise<Readonly<Record<string, string>>>;
}

export async function createTestTokens(siteUrl = "https://pay.example.com"): Promise<TestTokens> {
  const [ours, theirs] = await Promise.all([generateKeyPair("RS256"), generateKeyPair("RS256")]);
  const publicKey = { ...(await exportJWK(ours.publicKey)), kid: KID, alg: "RS256", use: "sig" };
  const jwks = JSON.stringify({ keys: [publicKey] });
  const claims = ({ username, groups }: Bearer): JWTPayload => {
    const now = Math.floor(Date.now() / 1000);
    const own = { iss: ISSUER, client_id: CLIENT, token_use: "access", scope: "openid", iat: now, exp: now + 3600, username };
    // A session of its own for each: one that signs out ends no other.
    return { ...own, origin_jti: randomUUID(), sub: "1", ...(groups && { "cognito:groups": groups }) };
  };
  const sign = (payload: JWTPayload, key: Parameters<SignJWT["sign"]>[0] = ours.privateKey, alg = "RS256", kid = KID) =>
    new SignJWT(payload).setProtectedHeader({ alg, kid }).sign(key);
  const settings = { USER_POOL_ID: POOL, CLIENT_ID: CLIENT, AUTH_URL: "https://auth.example.com", SITE_URL: siteUrl, LOCAL_JWKS: jwks };
  return {
    identity: identityOf(settings, inMemory()),
    issue: (bearer, changed) => sign({ ...claims(bearer), ...changed }),
    refused: async (bearer) => {
      const own = claims(bearer);
      const past = Math.floor(Date.now() / 1000) - 7200;
      const good = await sign(own);
      const [head = "", body = "", signature = ""] = good.split(".");
      const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
      const asSecret = (text: string) => new TextEncoder().encode(text);
      return {
        expired: await sign({ ...own, iat: past, exp: past + 3600 }),
        "not yet valid": await sign({ ...own, nbf: past + 14_400 }),
        "tampered claims": `${head}.${base64({ ...own, username: "someone" })}.${signature}`,
        "tampered signature": `${head}.${body}.${signature.startsWith("A") ? "B" : "A"}${signature.slice(1)}`,
        "no signature": `${head}.${body}.`,
        "an id token": await sign({ ...own, token_use: "id", aud: CLIENT }),
        "no use": await sign({ ...own, token_use: undefined }),
        "another client": await sign({ ...own, client_id: "another" }),
        "no client": await sign({ ...own, client_id: undefined, aud: CLIENT }),
        "another pool": await sign({ ...own, iss: `${ISSUER}2` }),
        "another region's pool": await sign({ ...own, iss: ISSUER.replace("us-east-1.", "us-west-2.") }),
        "no issuer": await sign({ ...own, iss: undefined }),
        "another key under our id": await sign(own, theirs.privateKey),
        "a key that nobody knows": await sign(own, theirs.privateKey, "RS256", "another-key"),
        "HS256 by the public key": await sign(own, asSecret(JSON.stringify(publicKey)), "HS256"),
        "HS256 by the modulus": await sign(own, asSecret(publicKey.n ?? ""), "HS256"),
        "algorithm none": `${base64({ alg: "none", kid: KID })}.${body}.`,
        "another algorithm's name": `${base64({ alg: "RS512", kid: KID })}.${body}.${signature}`,
        "no token at all": "hello",
      };
    },
  };
}

/** Ended sessions of one test. */
function inMemory(): EndedSessions {
  const ended = new Set<string>();
  return { has: async (sessionId) => ended.has(sessionId), add: async (sessionId) => void ended.add(sessionId) };
}

type Handler = (event: never, context: never) => Promise<unknown>;

/** What a handler answers. */
export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
  readonly body: string;
}

/** Asks a handler as the gateway would. */
export async function ask(handler: Handler, path: string, init: RequestInit = {}): Promise<Answered> {
  const request = new Request(`https://pay.example.com${path}`, init);
  const decoded = decodeURIComponent(new URL(request.url).pathname);
  return callWith(handler, await toEvent({ request, routeKey: "$default", path: decoded, pathParameters: {} }));
}

/** Hands a handler a GET with a path, headers and cookies as they are, even where no client could send them. */
export async function askEvent(
  handler: Handler,
  given: { path: string; query: string; headers: Readonly<Record<string, string>>; cookies: string[] },
): Promise<Answered> {
  const request = new Request("https://pay.example.com/");
  const event = await toEvent({ request, routeKey: "$default", path: given.path, pathParameters: {} });
  return callWith(handler, { ...event, rawQueryString: given.query, headers: { ...given.headers }, cookies: given.cookies });
}

async function callWith(handler: Handler, event: unknown): Promise<Answered> {
  const answer = (await handler(event as never, { awsRequestId: "r1", getRemainingTimeInMillis: () => 29_000 } as never)) as {
    statusCode: number;
    headers: Record<string, string>;
    cookies: string[];
    body: string;
    isBase64Encoded: boolean;
  };
  const body = answer.isBase64Encoded ? Buffer.from(answer.body, "base64").toString("latin1") : answer.body;
  return { status: answer.statusCode, headers: answer.headers, cookies: answer.cookies, body };
}
