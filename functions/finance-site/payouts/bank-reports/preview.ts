import { html } from "hono/html";
import type { ParsedBankReport } from "../../../../shared/payouts/bank-reports/formats/parse-report.ts";
import { bankReportWordsOf } from "../../../../shared/payouts/bank-reports/messages.ts";
import { keepReadAnswer } from "../../../../shared/payouts/bank-reports/steps/parsed-report-store.ts";
import { previewAnswer } from "../../../../shared/payouts/bank-reports/steps/preview-report.ts";
import { aheadBlocks, entriesTable, matchesTable, recordedTable } from "../../../../shared/payouts/bank-reports/views/bank-reports-view.ts";
import { type Html, linkTo } from "../../../_platform/page/frame.ts";
import { blocksMarkup, peoplePage, section } from "../../../_platform/page/staff-page.ts";
import { sourceNote } from "../../../_platform/page/upload-fields.ts";
import { answerPage } from "../../../_platform/site/respond.ts";
import type { FinanceRoom } from "../../page-context.ts";

/** So many entries are shown before it is applied; all of those that need a person are shown afterwards. */
const MAX_SHOWN = 200;

/** What an answer would do, entry by entry; nothing of it is recorded yet. */
export async function showPreview(pageContext: FinanceRoom, read: ParsedBankReport): Promise<Response> {
  const { c, frame, writer, p } = pageContext;
  const words = bankReportWordsOf(frame.language);
  const [{ entries, counts, recorded, datedAhead }, keptAs] = await Promise.all([previewAnswer(read, p), keepReadAnswer(read, p)]);
  const shown = entries.slice(0, MAX_SHOWN);
  const title = shown.length < entries.length ? words.rows("1", String(shown.length), String(entries.length)) : words.entriesTitle;
  const note = (counts.applies ?? 0) === 0 ? words.nothing : words.applyNote;
  const parts: Html[] = [
    section(
      "matches",
      words.counts,
      blocksMarkup(frame, words.counts, [matchesTable(counts, undefined, writer), ...aheadBlocks(datedAhead, writer)]),
      html`${read.sources.map((source) => sourceNote(source, frame.language))}`,
    ),
    section("recorded", words.recorded, blocksMarkup(frame, words.recorded, [recordedTable(recorded, writer)])),
    section(
      "apply",
      words.apply,
      html`<p>${note}</p><form class="acting" id="apply-form" method="post" action="${linkTo(frame, "bank-reports")}" enctype="multipart/form-data"><input type="hidden" name="op" value="apply"><input type="hidden" name="kept" value="${keptAs}"><div class="buttons"><button type="submit">${words.apply}</button><a href="${linkTo(frame, "bank-reports")}">${words.back}</a></div></form>`,
    ),
    section("entries", words.entriesTitle, blocksMarkup(frame, words.entriesTitle, [entriesTable(title, shown, writer)])),
  ];
  const subtitle = words.source(read.name, read.format);
  return answerPage(c, frame, peoplePage(frame, { title: words.previewTitle, subtitle, parts }));
}
