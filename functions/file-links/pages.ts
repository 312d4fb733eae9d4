import { FINANCE_OR_AUDITOR } from "../../shared/access/groups.ts";
import { pathPart, personOf } from "../_platform/api/request-context.ts";
import { page, type Route } from "../_platform/http/route.ts";
import { signLink } from "./sign-link.ts";

/** What this function answers of finance's site. */
export const PAGES: readonly Route[] = [
  page({
    id: "finance.downloadFile",
    path: "/:lang/finance/files/:of/:format/download",
    access: FINANCE_OR_AUDITOR,
    handle: async (c, deps) => {
      // Who only asks whether it is there has not fetched it.
      if (c.req.method === "HEAD") return c.body(null, 204);
      const { url } = await signLink(c, { of: pathPart(c, "of"), format: pathPart(c, "format") }, personOf(c), deps);
      return c.redirect(url, 302);
    },
  }),
];
