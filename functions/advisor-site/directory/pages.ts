import { STAFF } from "../../../shared/access/groups.ts";
import { page, type Route } from "../../_platform/http/route.ts";
import { directory } from "../../_platform/site/advisor-directory.ts";
import { frameOf, pageOf } from "../../_platform/site/request.ts";
import { answerPage } from "../../_platform/site/respond.ts";
import { directoryPage } from "./page.ts";

const ROWS = 50;

/** The list from which staff choose an advisor. */
export const directoryPages: readonly Route[] = [
  page({
    id: "site.advisors",
    path: "/:lang/advisors",
    access: STAFF,
    handle: async (c, deps) => {
      const asked = c.req.query("q") ?? "";
      const found = await directory.search(asked, deps);
      const pages = Math.max(1, Math.ceil(found.length / ROWS));
      const page = Math.min(pageOf(c), pages);
      const advisors = found.slice((page - 1) * ROWS, page * ROWS);
      const frame = frameOf(c);
      return answerPage(c, frame, directoryPage(frame, { asked, count: found.length, page, pages, advisors }));
    },
  }),
];
