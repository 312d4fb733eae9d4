import { FINANCE_OR_AUDITOR } from "../../shared/access/groups.ts";
import { pathPart, personOf } from "../_platform/api/request-context.ts";
import { page, type Route } from "../_platform/http/route.ts";
import { signLink } from "./endpoints.ts";

/** What this function answers of finance's site. */
export const PAGES: readonly Route[] = [
  page({
    id: "finance.downloadFile",
    path: "/:lang/finance/files/:of/:format/download",
    access: FINANCE_OR_AUDITOR,
    handle: async (context, deps) => {
      // Who only asks whether it is there has not fetched it.
      if (context.req.method === "HEAD") return context.body(null, 204);
      const { url } = await signLink(
        context,
        { of: pathPart(context, "of"), format: pathPart(context, "format") },
        personOf(context),
        deps,
      );
      return context.redirect(url, 302);
    },
  }),
];
