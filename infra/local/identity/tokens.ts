import { randomUUID } from "node:crypto";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import type { Person } from "../../../shared/access/policy.ts";

/** What stands for the user pool's keys: made at start, and gone with the process. */
export interface Tokens {
  /** The public keys, as the pool publishes them. */
  readonly jwks: string;
  /** An access token as Cognito's are; by default it holds as long as in the account. */
  issue(person: Person, seconds?: number): Promise<string>;
}

/** As long as in the account. */
export const TOKEN_SECONDS = 3600;

interface TokenOptions {
  readonly issuer: string;
  readonly clientId: string;
  /** The clock that tokens begin and end by, in milliseconds since 1970. */
  readonly now: () => number;
}

/** Makes a new pair of keys, and the tokens that they sign. */
export async function createTokens({ issuer, clientId, now }: TokenOptions): Promise<Tokens> {
  const { publicKey, privateKey } = await generateKeyPair("RS256");
  const kid = randomUUID();
  const jwks = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid, alg: "RS256", use: "sig" }] });
  return {
    jwks,
    issue: ({ username, roles }, seconds = TOKEN_SECONDS) => {
      const issuedAt = Math.floor(now() / 1000);
      return new SignJWT({
        sub: randomUUID(),
        "cognito:groups": [...roles],
        version: 2,
        client_id: clientId,
        origin_jti: randomUUID(),
        token_use: "access",
        scope: "openid",
        auth_time: issuedAt,
        jti: randomUUID(),
        username,
      })
        .setProtectedHeader({ alg: "RS256", kid })
        .setIssuer(issuer)
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + seconds)
        .sign(privateKey);
    },
  };
}
