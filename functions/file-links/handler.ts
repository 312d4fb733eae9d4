import { fetchFile } from "../../shared/payouts/files/steps/download-file.ts";
import type { FileLinkResource } from "../_platform/api/file-link-schema.ts";
import { pathPart, personOf } from "../_platform/api/request-context.ts";
import { createApp } from "../_platform/http/app.ts";
import type { HttpContext } from "../_platform/http/context.ts";
import { httpHandler } from "../_platform/http/lambda-handler.ts";
import { route } from "../_platform/http/register-endpoint.ts";
import { logger } from "../_platform/middleware.ts";
import { showProblem } from "../_platform/site/respond.ts";
import { type Wiring, wiring } from "../_platform/wiring.ts";

/**
 * Signs links to files. Besides finance-jobs, which makes them, it is the only function that may read files with whole
 * account numbers, and it does nothing else: pages and API of finance can't, so that nobody gets such a file by way of
 * them. Who asks is verified here anew, by their own token, and each link is logged and recorded before it is given.
 */
export const createHandler = (wiring: () => Wiring) => {
  const site = createApp({ on: "file-links-site", wiring, showProblem });
  const api = createApp({ on: "file-links-api", wiring });

  route(site, "finance.fetchFile", async (c) => {
    // Who only asks whether it is there has not fetched it.
    if (c.req.method === "HEAD") return c.body(null, 204);
    const { url } = await link(c, wiring());
    return c.redirect(url, 302);
  });

  route(api, "financeApi.fetchFile", async (c) => {
    const { url, name } = await link(c, wiring());
    return c.json({ object: "file_link", url, name, seconds: wiring().finance.linkSeconds } satisfies FileLinkResource);
  });

  return httpHandler({
    fetch: (request, ...rest) => (new URL(request.url).pathname.startsWith("/v1/") ? api : site).fetch(request, ...rest),
  });
};

/** For Lambda. */
export const handler = createHandler(wiring);

/** @throws RefusedError where there is no such file, it isn't made, or it is not for this person. */
async function link(c: HttpContext, deps: Wiring): Promise<{ readonly url: string; readonly name: string }> {
  c.header("cache-control", "no-store");
  const person = personOf(c);
  const request = { of: pathPart(c, "of"), format: pathPart(c, "format") };
  const found = await fetchFile(request, person, deps);
  logger.info("a link to a file was signed", { ...request, by: person.username });
  return found;
}
