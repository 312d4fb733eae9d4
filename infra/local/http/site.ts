import { Readable } from "node:stream";
import { LOCAL_FILES_PATH, type LocalFilesOptions, openLocalLink } from "../../../functions/_platform/files/local-files.ts";
import { type EndedSessions, identityOf } from "../../../functions/_platform/http/identity.ts";
import type { Person } from "../../../shared/access/policy.ts";
import { buildVerifier } from "../../browser-bundle.ts";
import { createIdentityPages, IDENTITY_PATH } from "../identity/pages.ts";
import { STAFF } from "../identity/staff.ts";
import { createTokens } from "../identity/tokens.ts";
import type { LoadedFunction } from "../lambda.ts";
import type { Wiring } from "../wiring.ts";
import { createGateway } from "./gateway.ts";
import { type Answer, listen } from "./listen.ts";

/** API, site and identity at one address of this machine. */
export interface Site {
  /** What the functions are told of it. */
  readonly places: { readonly siteUrl: string; readonly authUrl: string; readonly jwks: string };
  /** Lets these functions answer, and links to files of this folder hold; until then requests wait. */
  serve(functions: { get(name: string): LoadedFunction }, files: LocalFilesOptions): void;
  /** Requests below a path, such as /local-control/, are answered so. */
  answerBelow(path: string, answer: Answer): void;
  token(person: Person, seconds?: number): Promise<string>;
  stop(): Promise<void>;
}

interface SiteOptions {
  readonly port: number;
  readonly staff?: readonly Person[] | undefined;
  /** The clock that tokens begin and end by, in milliseconds since 1970. */
  readonly now?: () => number;
}

/** As the gateway's authorizer does, it looks at the token alone: the functions behind it know which sessions were signed out. */
const LOOKED_UP_BEHIND: EndedSessions = { has: async () => false, add: async () => {} };

/**
 * Opens the address.
 * @throws PortTakenError where another program has the port.
 * @throws Error where the template has no authorizer that says whose tokens are asked for.
 */
export async function openSite({ port, staff = STAFF, now = Date.now }: SiteOptions, { routes }: Wiring): Promise<Site> {
  const authorizer = routes.find((route) => route.authorizer)?.authorizer;
  const [clientId] = authorizer?.audience ?? [];
  if (!authorizer || clientId === undefined) throw new Error("The template has no authorizer, so there is nobody to sign in");
  buildVerifier();
  const tokens = await createTokens({ issuer: authorizer.issuer, clientId, now });
  const server = await listen(port);
  const places = { siteUrl: server.url, authUrl: `${server.url}${IDENTITY_PATH}`, jwks: tokens.jwks };
  // The gateway's own look at a token: pool and client as its authorizer names them, and not as the functions are told.
  const userPoolId = authorizer.issuer.slice(authorizer.issuer.lastIndexOf("/") + 1);
  const identity = identityOf({ USER_POOL_ID: userPoolId, CLIENT_ID: clientId, LOCAL_JWKS: tokens.jwks }, LOOKED_UP_BEHIND, now);
  const identityPages = createIdentityPages({ siteUrl: server.url, clientId, tokens, staff });
  const below = new Map<string, Answer>();
  return {
    places,
    answerBelow: (path, answer) => below.set(path, answer),
    serve: (functions, files) => {
      const gateway = createGateway({ routes, functions, identity });
      const filePages = createFilePages(files);
      server.answerBy((request) => {
        const { pathname } = new URL(request.url);
        for (const [path, answer] of below) if (pathname.startsWith(path)) return answer(request);
        if (pathname.startsWith(`${IDENTITY_PATH}/`)) return identityPages(request);
        return pathname.startsWith(`${LOCAL_FILES_PATH}/`) ? filePages(request) : gateway(request);
      });
    },
    token: tokens.issue,
    stop: () => server.stop(),
  };
}

/** Answers links to files, as S3 answers those that it signed: with the file, or "forbidden" where a link doesn't hold or no longer. */
export function createFilePages(options: LocalFilesOptions): (request: Request) => Promise<Response> {
  return async (request) => {
    if (request.method !== "GET") return new Response("Method Not Allowed", { status: 405, headers: { allow: "GET" } });
    const found = await openLocalLink(new URL(request.url), options);
    if (found === undefined)
      return new Response("The link does not hold, or no longer: fetch the file anew from its page.", { status: 403 });
    return new Response(Readable.toWeb(found.bytes) as ReadableStream, {
      headers: {
        "content-type": "application/octet-stream",
        "content-disposition": `attachment; filename="${found.name}"`,
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
      },
    });
  };
}
