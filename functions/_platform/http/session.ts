import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import * as z from "zod";
import type { Person } from "../../../shared/access/policy.ts";
import type { Instant } from "../../../shared/base/calendar/month.ts";
import type { Identity } from "./identity.ts";

/** Who asks, by a token in the header (an API) or in the session's cookie (a site); undefined where there is none that holds. */
export async function personOf(context: Context, by: "header" | "cookie", identity: Identity): Promise<Person | undefined> {
  const token = by === "header" ? bearerToken(context) : read(context, SESSION, identity);
  return token === undefined ? undefined : identity.verify(token);
}

/** The token of an Authorization header, if there is one. */
export function bearerToken(context: Context): string | undefined {
  return /^Bearer +([^ ]+) *$/i.exec(context.req.header("authorization") ?? "")?.[1];
}

/** Keeps the access token in a cookie that no script can read, for as long as the token holds. */
export function startSession(context: Context, token: string, lifetimeSeconds: number, identity: Identity): void {
  write(context, SESSION, token, lifetimeSeconds, identity);
}

/**
 * Ends the session: its token is accepted nowhere any more, by whoever has a copy of it, and the cookie is gone.
 * @throws RetryableError where that can't be recorded: the cookie stays then, so that it can be tried again.
 */
export async function endSession(context: Context, at: Instant, identity: Identity): Promise<void> {
  const token = read(context, SESSION, identity);
  if (token !== undefined) await identity.endSession(token, at);
  clear(context, SESSION, identity);
}

const signingInSchema = z.object({ state: z.string(), verifier: z.string(), to: z.string() });

/** What is remembered while a person is at the pool's pages. */
export type SigningIn = Readonly<z.output<typeof signingInSchema>>;

/** Remembers for ten minutes that a sign-in is under way in this browser. */
export function rememberSigningIn(context: Context, signingIn: SigningIn, identity: Identity): void {
  write(context, SIGNING_IN, JSON.stringify(signingIn), 600, identity);
}

/** The sign-in that is under way, which is forgotten by it: an answer counts once. */
export function takeSigningIn(context: Context, identity: Identity): SigningIn | undefined {
  const text = read(context, SIGNING_IN, identity);
  clear(context, SIGNING_IN, identity);
  try {
    return text === undefined ? undefined : signingInSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

const SESSION = "session";
const SIGNING_IN = "signing-in";

/** Over HTTPS with the prefix by which browsers refuse such a cookie from any other host; on one machine there is no HTTPS. */
const isSecure = ({ siteUrl }: Identity): boolean => siteUrl.startsWith("https://");

const read = (context: Context, name: string, identity: Identity): string | undefined =>
  isSecure(identity) ? getCookie(context, name, "host") : getCookie(context, name);

function write(context: Context, name: string, value: string, lifetimeSeconds: number, identity: Identity): void {
  const common = { path: "/", httpOnly: true, sameSite: "Lax", maxAge: lifetimeSeconds } as const;
  setCookie(context, name, value, isSecure(identity) ? { ...common, secure: true, prefix: "host" } : common);
}

function clear(context: Context, name: string, identity: Identity): void {
  deleteCookie(context, name, isSecure(identity) ? { path: "/", secure: true, prefix: "host" } : { path: "/" });
}
