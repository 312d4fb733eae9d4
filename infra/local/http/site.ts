import { LOCAL_FILES_PATH, type LocalFilesOptions } from "../../../functions/_platform/files/local-files.ts";
import { identityOf } from "../../../functions/_platform/http/identity.ts";
import type { Person } from "../../../shared/access/policy.ts";
import { buildVerifier } from "../../browser-bundle.ts";
import { createIdentityPages, IDENTITY_PATH } from "../identity/pages.ts";
import { createTokens } from "../identity/tokens.ts";
import type { LoadedFunction } from "../lambda.ts";
import type { Wiring } from "../wiring.ts";
import { createFilePages } from "./files.ts";
import { createGateway } from "./gateway.ts";
import { listen } from "./listen.ts";

/** API, site and identity at one address of this machine. */
export interface Site {
  /** What the functions are told of it. */
  readonly places: { readonly siteUrl: string; readonly authUrl: string; readonly jwks: string };
  /** Lets these functions answer, and links to files of this folder hold; until then requests wait. */
  serve(functions: { get(name: string): LoadedFunction }, files: LocalFilesOptions): void;
  token(person: Person): Promise<string>;
  stop(): Promise<void>;
}

const STAFF: readonly Person[] = [
  { username: "hr", roles: ["hr"] },
  // What one of them submits, the other may approve.
  { username: "hr-2", roles: ["hr"] },
  { username: "finance", roles: ["finance"] },
  // And what one of these drafts.
  { username: "finance-2", roles: ["finance"] },
  { username: "auditor", roles: ["auditor"] },
];

/**
 * Opens the address.
 * @throws PortTakenError where another program has the port.
 * @throws Error where the template has no authorizer that says whose tokens are asked for.
 */
export async function openSite({ port, staff = STAFF }: { port: number; staff?: readonly Person[] }, { routes }: Wiring): Promise<Site> {
  const authorizer = routes.find((route) => route.authorizer)?.authorizer;
  const [clientId] = authorizer?.audience ?? [];
  if (!authorizer || clientId === undefined) throw new Error("The template has no authorizer, so there is nobody to sign in");
  buildVerifier();
  const tokens = await createTokens({ issuer: authorizer.issuer, clientId });
  const server = await listen(port);
  const places = { siteUrl: server.url, authUrl: `${server.url}${IDENTITY_PATH}`, jwks: tokens.jwks };
  // The gateway's own look at a token: pool and client as its authorizer names them, and not as the functions are told.
  const userPoolId = authorizer.issuer.slice(authorizer.issuer.lastIndexOf("/") + 1);
  const identity = identityOf({ USER_POOL_ID: userPoolId, CLIENT_ID: clientId, LOCAL_JWKS: tokens.jwks });
  const identityPages = createIdentityPages({ siteUrl: server.url, clientId, tokens, staff });
  return {
    places,
    serve: (functions, files) => {
      const gateway = createGateway({ routes, functions, identity });
      const filePages = createFilePages(files);
      server.answerBy((request) => {
        const { pathname } = new URL(request.url);
        if (pathname.startsWith(`${IDENTITY_PATH}/`)) return identityPages(request);
        return pathname.startsWith(`${LOCAL_FILES_PATH}/`) ? filePages(request) : gateway(request);
      });
    },
    token: tokens.issue,
    stop: () => server.stop(),
  };
}
