import type { App } from "../../_platform/http/app.ts";
import { route } from "../../_platform/http/register-endpoint.ts";
import { Directory } from "../../_platform/site/advisor-directory.ts";
import { frameOf, pageOf } from "../../_platform/site/request.ts";
import { answerPage } from "../../_platform/site/respond.ts";
import type { Wiring } from "../../_platform/wiring.ts";
import { directoryPage } from "./page.ts";

const ROWS = 50;

/** Adds the list from which staff choose an advisor. */
export function addDirectoryPages(app: App, wiring: () => Wiring): void {
  const directory = new Directory();
  route(app, "site.advisors", async (c) => {
    const asked = c.req.query("q") ?? "";
    const found = await directory.search(asked, wiring());
    const pages = Math.max(1, Math.ceil(found.length / ROWS));
    const page = Math.min(pageOf(c), pages);
    const advisors = found.slice((page - 1) * ROWS, page * ROWS);
    const frame = frameOf(c);
    return answerPage(c, frame, directoryPage(frame, { asked, count: found.length, page, pages, advisors }));
  });
}
