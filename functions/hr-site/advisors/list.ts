import { STAFF } from "../../../shared/access/groups.ts";
import { advisorsTable, waitingBlocks } from "../../../shared/advisors/views/advisor-views.ts";
import { listUnassigned } from "../../../shared/ledger/unassigned/list-unassigned.ts";
import type { Route } from "../../_platform/http/route.ts";
import { cut, pageLinks, searchForm } from "../../_platform/page/list.ts";
import { notice, section } from "../../_platform/page/staff-page.ts";
import { directory, showPage, todayOf } from "../../_platform/site/page-context.ts";
import { pageOf } from "../../_platform/site/request.ts";
import { type HrContext, hrPage, savedNotice } from "../context.ts";

const ROWS = 50;

/** The list of advisors, with who is waited for above it. */
export const advisorListPages: readonly Route[] = [
  hrPage({ id: "hr.advisors", path: "/:lang/hr/advisors", access: STAFF, show: showList }),
];

async function showList(context: HrContext): Promise<Response> {
  const { http, frame, writer, isHr, deps } = context;
  const { people: words } = writer;
  const asked = http.req.query("q") ?? "";
  const [saved, { pendingDerivations }, waiting, all, found] = await Promise.all([
    savedNotice(context),
    deps.accounts.state(),
    listUnassigned(deps),
    directory.search("", deps),
    directory.search(asked, deps),
  ]);
  const names = new Map(all.map(({ advisorId, name }) => [advisorId, name]));
  const { items, ...at } = cut(found, pageOf(http), ROWS);
  const table = advisorsTable(items, todayOf(deps), (advisorId) => names.get(advisorId), writer);
  const deriving = pendingDerivations > 0 ? notice(frame, "warning", words.waiting.deriving) : "";
  return showPage(context, {
    title: words.advisors,
    opening: searchForm({ label: words.nameOrId, submit: words.search, asked }),
    links: isHr ? [{ text: words.register.title, to: "register" }] : [],
    parts: [
      saved,
      waiting.length === 0 ? "" : section("waiting", words.waiting.title, deriving, waitingBlocks(waiting, writer)),
      section(
        "found",
        words.found(String(found.length)),
        found.length === 0 ? words.nobodyFound : table,
        pageLinks(frame, at, { q: asked }),
      ),
    ],
  });
}
