import { STAFF } from "../../shared/access/groups.ts";
import { page, type Route } from "../_platform/http/route.ts";
import { languageOf } from "../_platform/site/request.ts";

/** What leads to finance's pages. */
export const homePages: readonly Route[] = [
  page({
    id: "finance.home",
    path: "/:lang/finance",
    access: STAFF,
    handle: (context) => context.redirect(`/${languageOf(context)}/finance/close`, 302),
  }),
];
