import { createApp } from "../_platform/http/app.ts";
import { httpHandler } from "../_platform/http/lambda-handler.ts";
import { showProblem } from "../_platform/site/page-context.ts";
import { type Wiring, wiring } from "../_platform/wiring.ts";
import { ENDPOINTS } from "./endpoints.ts";
import { PAGES } from "./pages.ts";

/**
 * Signs links to files. Besides finance-jobs, which makes them, it is the only function that may read files with whole
 * account numbers, and it does nothing else: pages and API of finance can't, so that nobody gets such a file by way of
 * them. Who asks is verified here anew, by their own token, and each link is logged and recorded before it is given.
 */
export const createHandler = (wiring: () => Wiring) => {
  const site = createApp({ kind: "site", routes: PAGES, wiring, showProblem });
  const api = createApp({ kind: "api", routes: ENDPOINTS, wiring });
  return httpHandler({
    fetch: (request, ...rest) => (new URL(request.url).pathname.startsWith("/v1/") ? api : site).fetch(request, ...rest),
  });
};

/** For Lambda. */
export const handler = createHandler(wiring);
