import { FINANCE_OR_AUDITOR, STAFF } from "../../../../shared/access/groups.ts";
import { ownValue } from "../../../../shared/base/json/own-value.ts";
import { inParallel } from "../../../../shared/base/runtime/parallel.ts";
import { filesWordsOf } from "../../../../shared/payouts/files/messages.ts";
import { formatsOf, isFinal, readFileOf } from "../../../../shared/payouts/files/model/file-kind.ts";
import { needsMakingAnew, requestFile } from "../../../../shared/payouts/files/steps/request-file.ts";
import { releaseHindrances } from "../../../../shared/payouts/model/transitions.ts";
import type { PayoutOverview } from "../../../../shared/payouts/steps/read-payout.ts";
import { payoutPath } from "../../../../shared/ui/links.ts";
import { col, table } from "../../../../shared/ui/table.ts";
import { notFound } from "../../../_platform/http/problem.ts";
import type { Route } from "../../../_platform/http/route.ts";
import { type Content, note, section } from "../../../_platform/page/staff-page.ts";
import { sentText } from "../../../_platform/site/form-data.ts";
import { pathPart, showPage, todayOf } from "../../../_platform/site/page-context.ts";
import { goTo } from "../../../_platform/site/take.ts";
import { type FinanceContext, financeForm, financePage } from "../../context.ts";
import { type FileShown, filesList } from "./list.ts";

const READS_CONCURRENCY = 4;

/** A part with files; live while one of them is being made. */
export interface FilesSection {
  readonly part: ReturnType<typeof section>;
  readonly live: readonly string[];
}

/** A payout's files: the lists as soon as it is drafted, those for bank and payroll once it is exported. */
export async function payoutFiles(context: FinanceContext, { payout, totals }: PayoutOverview): Promise<FilesSection | undefined> {
  const { payoutId, status, content, exported } = payout;
  if (content === undefined || status === "withdrawn") return undefined;
  const words = filesWordsOf(context.language);
  const intro = exported === undefined ? [words.intro, words.notYet] : [words.intro];
  const files = await filesOf(context, `payout:${payoutId}`, content.payments);
  const today = todayOf(context.deps);
  return filesSection(
    context,
    "files",
    words.title,
    intro.join(context.writer.words.joins.sentence),
    files
      .filter(({ isForPayment }) => exported !== undefined || !isForPayment)
      .map((file) => (file.isForBank ? { ...file, refusals: releaseHindrances(payout, file.format, { today, totals }) } : file)),
  );
}

/** All files that there can be of something, as they stand; with what count and control sum have to be where that is known. */
export async function filesOf(
  { language, isFinance, person, deps }: FinanceContext,
  of: string,
  expected?: FileShown["expected"],
): Promise<FileShown[]> {
  const fileOf = readFileOf(of);
  if (fileOf === undefined) return [];
  const words = filesWordsOf(language);
  const known = await deps.fileRegister.list(of);
  return inParallel(formatsOf(fileOf, deps.finance), READS_CONCURRENCY, async (asked) => {
    const { format, isForPayment, isForBank, containsAccounts, containsPayees, template } = asked;
    const file = known.find((each) => each.format === format);
    const isMade = file?.made !== undefined;
    const needsAnew = file !== undefined && (await needsMakingAnew(fileOf, asked, file, deps));
    return {
      of,
      format,
      name: template?.name ?? ownValue(words.formats, format) ?? format,
      what: template === undefined ? (ownValue(words.whats, format) ?? "") : words[template.kind](containsAccounts),
      file,
      isForPayment,
      isForBank,
      containsPayees,
      needsAnew,
      isFinal: isMade && !needsAnew && isFinal(fileOf, deps.rating.localDay(file.made.at)),
      mayFetch: isFinance || (!containsPayees && person.roles.includes("auditor")),
      expected,
    };
  });
}

/** Files in a part of their own, and how they are fetched; `more` stands below them. */
export function filesSection(
  context: FinanceContext,
  id: string,
  title: string,
  intro: string,
  files: readonly FileShown[],
  more?: Content,
): FilesSection {
  const words = filesWordsOf(context.language);
  const isBeingMade = files.some(({ file }) => file !== undefined && file.made === undefined && file.issues === undefined);
  const told = [intro, words.link(`${context.deps.finance.linkSeconds}`)].join(context.writer.words.joins.sentence);
  return { part: section(id, title, note(told), filesList(context, files), more), live: isBeingMade ? [id] : [] };
}

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
