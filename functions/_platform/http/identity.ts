import { CognitoJwtVerifier } from "aws-jwt-verify";
import { FetchError } from "aws-jwt-verify/error";
import { SimpleJwksCache } from "aws-jwt-verify/jwk";
import { type Person, ROLES } from "../../../shared/access/policy.ts";
import type { Instant } from "../../../shared/base/calendar/month.ts";
import { RetryableError } from "../../../shared/base/runtime/retry.ts";
import type { Environment } from "../environment.ts";

/** What a function knows of who signs in where. */
export interface Identity {
  /** The user pool's own pages, where a person signs in: no slash at the end. */
  readonly authUrl: string;
  /** Where the site stands: no slash at the end. */
  readonly siteUrl: string;
  readonly clientId: string;
  /**
   * Whom an access token was given to, or undefined where it is none of our pool and client, was tampered with, has
   * expired, or belongs to a session that was signed out.
   * @throws RetryableError where the pool's keys can't be had, or the table can't be asked.
   */
  verify(token: string): Promise<Person | undefined>;
  /** Ends the session that an access token belongs to: from then on none of its tokens is accepted. Nothing for a token that doesn't hold. */
  endSession(token: string, at: Instant): Promise<void>;
}

/** Keeps the sessions that were signed out. */
export interface EndedSessions {
  has(sessionId: string): Promise<boolean>;
  /** @param end whose session it was, when it ended, and when its token would have expired. */
  add(sessionId: string, end: { readonly by: string; readonly at: Instant; readonly expiresAt: Instant }): Promise<void>;
}

type Settings = Pick<Environment, "USER_POOL_ID" | "CLIENT_ID" | "AUTH_URL" | "SITE_URL" | "LOCAL_JWKS">;

/**
 * The identity of an environment. What isn't set fails where it is first needed, since most functions need nothing of it.
 * @param now the clock, in milliseconds since 1970, that says whether a token is over.
 */
export function identityOf(settings: Settings, ended: EndedSessions, now: () => number = Date.now): Identity {
  const given = (name: keyof Settings): string => {
    const value = settings[name];
    if (value === undefined) throw new Error(`the function's environment is not complete: ${name} is missing`);
    return value;
  };
  let verifier: ReturnType<typeof createVerifier> | undefined;
  const claimsOf = async (token: string): Promise<Claims | undefined> => {
    verifier ??= createVerifier(given("USER_POOL_ID"), given("CLIENT_ID"), settings.LOCAL_JWKS);
    try {
      const claims = await verifier.verify(token);
      return isInForce(claims, now()) ? claims : undefined;
    } catch (error) {
      // That we couldn't look is no verdict on the token.
      if (error instanceof FetchError) throw new RetryableError("the user pool's keys could not be had; try again");
      return undefined;
    }
  };
  return {
    get authUrl() {
      return given("AUTH_URL");
    },
    get siteUrl() {
      return given("SITE_URL");
    },
    get clientId() {
      return given("CLIENT_ID");
    },
    verify: async (token) => {
      const claims = await claimsOf(token);
      return claims === undefined || (await ended.has(sessionIdOf(claims, token))) ? undefined : personOf(claims);
    },
    endSession: async (token, at) => {
      const claims = await claimsOf(token);
      if (claims === undefined) return;
      const expiresAt = new Date(claims.exp * 1000).toISOString();
      await ended.add(sessionIdOf(claims, token), { by: claims.username, at, expiresAt });
    },
  };
}

/** On one machine the clock may stand or be moved, so there the library's own look at the time, by the process's clock, must not refuse. */
const GRACE_SECONDS = 1000 * 366 * 86_400;

/** Whether a token's time has come, and isn't over. */
function isInForce({ exp, nbf = 0 }: { readonly exp: number; readonly nbf?: number | undefined }, nowMs: number): boolean {
  return nbf * 1000 <= nowMs && nowMs < exp * 1000;
}

/** What we read of an access token. */
interface Claims {
  readonly username: string;
  readonly exp: number;
  readonly jti?: string;
  readonly origin_jti?: string;
  readonly "cognito:groups"?: readonly string[];
}

/** All tokens of one sign-in name it as origin_jti; where the pool gives none, a token stands for itself. */
const sessionIdOf = ({ origin_jti, jti }: Claims, token: string): string => origin_jti ?? jti ?? token;

/** Access tokens only, of this pool and this client. On one machine the keys come from the environment instead of the pool's address. */
function createVerifier(userPoolId: string, clientId: string, localJwks: string | undefined) {
  const settings = { userPoolId, clientId, tokenUse: "access" } as const;
  if (localJwks === undefined) return CognitoJwtVerifier.create(settings);
  const keys = new TextEncoder().encode(localJwks).buffer;
  const patient = { ...settings, graceSeconds: GRACE_SECONDS };
  return CognitoJwtVerifier.create(patient, { jwksCache: new SimpleJwksCache({ fetcher: { fetch: async () => keys } }) });
}

/** Groups that are no roles of ours count for nothing. */
function personOf(claims: Claims): Person {
  const groups = claims["cognito:groups"] ?? [];
  return { username: claims.username, roles: ROLES.filter((role) => groups.includes(role)) };
}
