import { adjustmentsWordsOf } from "../../../shared/adjustments/messages.ts";
import type { AdjustmentsFile } from "../../../shared/adjustments/model/parse-file.ts";
import { previewAdjustments } from "../../../shared/adjustments/steps/preview-adjustments.ts";
import { proposeAdjustments } from "../../../shared/adjustments/steps/propose-adjustments.ts";
import { adjustmentLines, controlTotals } from "../../../shared/adjustments/views/adjustments-view.ts";
import { contentHash } from "../../../shared/base/json/hash.ts";
import { proposalPath } from "../../../shared/ui/links.ts";
import { rowErrorsBlocks } from "../../../shared/ui/row-errors.ts";
import { type Html, linkTo } from "../../_platform/page/frame.ts";
import { blocksMarkup, notice, peoplePage, section } from "../../_platform/page/staff-page.ts";
import { sourceNote } from "../../_platform/page/upload-fields.ts";
import { refusedTexts } from "../../_platform/site/refusal-texts.ts";
import { answerPage } from "../../_platform/site/respond.ts";
import { type FinanceRoom, refusedNotice } from "../page-context.ts";
import { saveAdjustments } from "./forms.ts";

/** Adjustments that were sent, from a form or a file. */
export interface AdjustmentsSent {
  readonly file: AdjustmentsFile;
  /** The file as text. */
  readonly content: string;
  readonly why: string;
  /** The hash of the entries that were shown before. */
  readonly seen: string;
  readonly isSaved: boolean;
}

/** What would be proposed, line by line, with its control totals; proposes it where that was sent. */
export async function showAdjustmentsPreview(pageContext: FinanceRoom, sent: AdjustmentsSent): Promise<Response> {
  const { c, frame, writer, person, p } = pageContext;
  const words = adjustmentsWordsOf(frame.language);
  const preview = await previewAdjustments(sent.file, p);
  const { content, lines, wrong, totals } = preview;
  const seen = content === undefined ? "" : contentHash(content.entries);
  const isSame = sent.seen === seen;
  let refused: readonly string[] = [];
  if (sent.isSaved && sent.why !== "" && content !== undefined && isSame) {
    try {
      const { proposalId } = await proposeAdjustments(content, sent.why, person, p);
      return c.redirect(`${linkTo(frame, proposalPath(proposalId))}?saved=yes`, 303);
    } catch (error) {
      refused = refusedTexts(error, frame.language);
    }
  }
  const whyError = sent.isSaved && sent.why === "" ? words.whyMissing : undefined;
  const form = { fileName: sent.file.fileName, content: sent.content, seen, why: sent.why, whyError, action: linkTo(frame, "adjustments") };
  const labels = { advisorId: words.advisorId, month: words.month, amount: words.amount, reason: words.reason, evidence: words.evidence };
  const blocks = (title: string, all: Parameters<typeof blocksMarkup>[2]) => blocksMarkup(frame, title, all);
  const wrongTitle = writer.words.rowErrors.title;
  const parts: (Html | "")[] = [
    refusedNotice(refused),
    sent.isSaved && !isSame ? notice(frame, "warning", words.changed) : "",
    content === undefined
      ? notice(frame, "warning", words.nothing)
      : section(
          "totals",
          words.totals,
          blocks(words.totals, [controlTotals(totals, writer)]),
          sourceNote(sent.isSaved ? undefined : preview.source, frame.language),
        ),
    content === undefined ? "" : section("save", words.save, saveAdjustments(form, writer)),
    wrong.length === 0
      ? ""
      : section("wrong", `${wrongTitle} (${wrong.length})`, blocks(wrongTitle, rowErrorsBlocks(wrong, labels, writer))),
    content === undefined ? "" : section("lines", words.lines, blocks(words.lines, [adjustmentLines(lines, writer)])),
  ];
  const page = peoplePage(frame, { title: words.previewTitle, subtitle: words.source(sent.file.fileName), parts });
  return answerPage(c, frame, page, sent.isSaved ? 422 : 200);
}
