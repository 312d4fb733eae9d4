import { CognitoJwtVerifier } from "aws-jwt-verify";
import { FetchError } from "aws-jwt-verify/error";
import { SimpleJwksCache } from "aws-jwt-verify/jwk";
import { type Person, ROLES } from "../../../shared/access/policy.ts";
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
   * Whom an access token was given to, or undefined where it is none of our pool and client, was tampered with, or is over.
   * @throws RetryableError where the pool's keys can't be had.
   */
  verify(token: string): Promise<Person | undefined>;
}

type Settings = Pick<Environment, "USER_POOL_ID" | "CLIENT_ID" | "AUTH_URL" | "SITE_URL" | "LOCAL_JWKS">;

/**
 * The identity of an environment. What isn't set fails where it is first needed, since most functions need nothing of it.
 * @param now the clock, in milliseconds since 1970, that says whether a token is over.
 */
export function identityOf(settings: Settings, now: () => number = Date.now): Identity {
  const given = (name: keyof Settings): string => {
    const value = settings[name];
    if (value === undefined) throw new Error(`the function's environment is not complete: ${name} is missing`);
    return value;
  };
  let verifier: ReturnType<typeof createVerifier> | undefined;
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
      verifier ??= createVerifier(given("USER_POOL_ID"), given("CLIENT_ID"), settings.LOCAL_JWKS);
      try {
        const claims = await verifier.verify(token);
        return isInForce(claims, now()) ? personOf(claims) : undefined;
      } catch (error) {
        // That we couldn't look is no verdict on the token.
        if (error instanceof FetchError) throw new RetryableError("the user pool's keys could not be had; try again");
        return undefined;
      }
    },
  };
}

/** On one machine the clock may stand or be moved, so there the library's own look at the time, by the process's clock, must not refuse. */
const GRACE_SECONDS = 1000 * 366 * 86_400;

/** Whether a token's time has come, and isn't over. */
function isInForce({ exp, nbf = 0 }: { readonly exp: number; readonly nbf?: number | undefined }, nowMs: number): boolean {
  return nbf * 1000 <= nowMs && nowMs < exp * 1000;
}

/** Access tokens only, of this pool and this client. On one machine the keys come from the environment instead of the pool's address. */
function createVerifier(userPoolId: string, clientId: string, localJwks: string | undefined) {
  const settings = { userPoolId, clientId, tokenUse: "access" } as const;
  if (localJwks === undefined) return CognitoJwtVerifier.create(settings);
  const keys = new TextEncoder().encode(localJwks).buffer;
  const patient = { ...settings, graceSeconds: GRACE_SECONDS };
  return CognitoJwtVerifier.create(patient, { jwksCache: new SimpleJwksCache({ fetcher: { fetch: async () => keys } }) });
}

/** Groups that are no roles of ours count for nothing. */
function personOf(claims: { readonly username: string; readonly "cognito:groups"?: readonly string[] }): Person {
  const groups = claims["cognito:groups"] ?? [];
  return { username: claims.username, roles: ROLES.filter((role) => groups.includes(role)) };
}
