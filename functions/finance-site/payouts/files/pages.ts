import { FINANCE_OR_AUDITOR, STAFF } from "../../../../shared/access/groups.ts";
import { filesWordsOf } from "../../../../shared/payouts/files/messages.ts";
import { requestFile } from "../../../../shared/payouts/files/steps/request-file.ts";
import { payoutPath } from "../../../../shared/ui/links.ts";
import { col, table } from "../../../../shared/ui/writer.ts";
import { notFound } from "../../../_platform/http/problem.ts";
import type { Route } from "../../../_platform/http/route.ts";
import { section } from "../../../_platform/page/staff-page.ts";
import { sentText } from "../../../_platform/site/form-data.ts";
import { pathPart, showPage } from "../../../_platform/site/page-context.ts";
import { goTo } from "../../../_platform/site/take.ts";
import { type FinanceContext, financeForm, financePage } from "../../context.ts";
import { filesList } from "./list.ts";
import { filesOf } from "./section.ts";

/** The making of files, and who fetched them; file-links answers where they are fetched. */
export const filePages: readonly Route[] = [
  financeForm({
    id: "finance.requestFile",
    path: "/:lang/finance/files/:of",
    access: FINANCE_OR_AUDITOR,
    take: async (context, sent) => {
      const of = pathPart(context, "of");
      await requestFile({ of, format: sentText(sent, "format") }, context.person, context.deps);
      return goTo(context, `${pageWith(of)}#files`);
    },
  }),

  financePage({ id: "finance.file", path: "/:lang/finance/files/:of/:format", access: STAFF, show: showFile }),
];

/** On which page files of something stand. */
function pageWith(of: string): string {
  const [kind, id = ""] = of.split(":");
  return kind === "payout" ? payoutPath(id) : "reconciliation";
}

/** A file, and who fetched it when. */
async function showFile(context: FinanceContext): Promise<Response> {
  const { language, writer, deps } = context;
  const [of, format] = [pathPart(context, "of"), pathPart(context, "format")];
  const words = filesWordsOf(language);
  const shown = (await filesOf(context, of)).find((each) => each.format === format);
  if (shown?.file === undefined) throw notFound("There is no such file.");
  const downloads = await deps.fileRegister.downloads(of, format);
  const fetched = table({ id: "downloads-table", caption: words.downloads }, downloads, [
    col(words.at, ({ at }) => writer.text(writer.moment(at))),
    col(words.by, ({ by }) => writer.text(by)),
  ]);
  return showPage(context, {
    title: shown.name,
    subtitle: shown.file.name,
    links: [{ text: of.replace(/^payout:/, ""), to: pageWith(of) }],
    parts: [
      section("file", words.title, filesList(context, [shown])),
      section("downloads", words.downloads, downloads.length === 0 ? words.noDownloads : fetched),
    ],
  });
}
