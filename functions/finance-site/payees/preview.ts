import { mayHoldAccountNumber } from "../../../shared/base/text/account-number.ts";
import { payeesWordsOf } from "../../../shared/payees/messages.ts";
import type { PayeesFile } from "../../../shared/payees/model/parse-file.ts";
import type { SharedAccount } from "../../../shared/payees/model/shared-account.ts";
import { findSharedAccounts } from "../../../shared/payees/steps/find-shared-accounts.ts";
import { type PayeesPreview, previewPayees, readPreview } from "../../../shared/payees/steps/preview-payees.ts";
import { proposePayees } from "../../../shared/payees/steps/propose-payees.ts";
import { previousAccounts } from "../../../shared/payees/steps/read-payee.ts";
import { payeeCounts, payeeLines, proposedPayees } from "../../../shared/payees/views/payees-view.ts";
import { sharedAccountBlocks } from "../../../shared/payees/views/shared-accounts-view.ts";
import { proposalPath } from "../../../shared/ui/links.ts";
import { rowErrorsBlocks } from "../../../shared/ui/row-errors.ts";
import { type Html, linkTo } from "../../_platform/page/frame.ts";
import { blocksMarkup, notice, peoplePage, section } from "../../_platform/page/staff-page.ts";
import { sourceNote } from "../../_platform/page/upload-fields.ts";
import { refusedTexts } from "../../_platform/site/refusal-texts.ts";
import { answerPage } from "../../_platform/site/respond.ts";
import { type FinanceRoom, namesOf, refusedNotice } from "../page-context.ts";
import { savePayees } from "./forms.ts";

/** What a file would propose, line by line; of accounts their last four digits. */
export async function showPayeesPreview(pageContext: FinanceRoom, file: PayeesFile): Promise<Response> {
  const { c, frame, writer, person, p } = pageContext;
  const words = payeesWordsOf(frame.language);
  let preview: PayeesPreview;
  try {
    preview = await previewPayees(file, person, p);
  } catch (error) {
    const parts = [refusedNotice(refusedTexts(error, frame.language))];
    return answerPage(c, frame, peoplePage(frame, { title: words.previewTitle, parts }), 422);
  }
  const { lines, wrong, shared, counts, previewId, source } = preview;
  const names = new Map(lines.map(({ advisorId, name }) => [advisorId, name]));
  const { form } = words;
  const labels = {
    advisorId: words.advisorId,
    holder: form.holder,
    account: form.account,
    bankCode: form.bankCode,
    bankName: form.bankName,
  };
  const blocks = (title: string, all: Parameters<typeof blocksMarkup>[2]) => blocksMarkup(frame, title, all);
  const wrongTitle = writer.words.rowErrors.title;
  const parts: (Html | "")[] = [
    previewId === undefined
      ? notice(frame, "warning", words.nothing)
      : section("counts", words.counts, blocks(words.counts, [payeeCounts(counts, writer)]), sourceNote(source, frame.language)),
    sharedSection(pageContext, shared, (advisorId) => names.get(advisorId)),
    previewId === undefined ? "" : section("save", words.save, savePayees(previewId, "", undefined, writer)),
    wrong.length === 0
      ? ""
      : section("wrong", `${wrongTitle} (${wrong.length})`, blocks(wrongTitle, rowErrorsBlocks(wrong, labels, writer))),
    lines.length === 0 ? "" : section("lines", words.lines, blocks(words.lines, [payeeLines(lines, writer)])),
  ];
  // What a file is called may be anything: the preview tells it where it is harmless.
  return answerPage(c, frame, peoplePage(frame, { title: words.previewTitle, parts }));
}

/** Whose new account is shared, and with whom. */
function sharedSection(
  { frame, writer }: FinanceRoom,
  shared: readonly SharedAccount[],
  nameOf: (advisorId: string) => string | undefined,
): Html | "" {
  const { title } = payeesWordsOf(frame.language).shared;
  return shared.length === 0 ? "" : section("shared", title, blocksMarkup(frame, title, sharedAccountBlocks(shared, nameOf, writer)));
}

/** Submits what was previewed before. */
export async function savePreviewed(pageContext: FinanceRoom, previewId: string, why: string): Promise<Response> {
  const { c, frame, writer, person, p } = pageContext;
  const words = payeesWordsOf(frame.language);
  let refused: readonly string[] = [];
  if (why !== "") {
    try {
      const { proposalId } = await proposePayees({ previewId, why }, person, p);
      return c.redirect(`${linkTo(frame, proposalPath(proposalId))}?saved=yes`, 303);
    } catch (error) {
      refused = refusedTexts(error, frame.language);
    }
  }
  const content = await readPreview(previewId, person, p);
  const ids = content?.entries.map(({ advisorId }) => advisorId) ?? [];
  const entries = content?.entries ?? [];
  const [nameOf, before, shared] = await Promise.all([
    namesOf(ids, p),
    previousAccounts(entries, p),
    findSharedAccounts(entries, undefined, p),
  ]);
  const whyError = why === "" ? words.whyMissing : undefined;
  const parts: (Html | "")[] = [
    refusedNotice(refused),
    sharedSection(pageContext, shared, nameOf),
    content === undefined ? "" : section("save", words.save, savePayees(previewId, mayHoldAccountNumber(why) ? "" : why, whyError, writer)),
    content === undefined
      ? ""
      : section("lines", words.lines, blocksMarkup(frame, words.lines, [...proposedPayees(content.entries, nameOf, before, writer)])),
  ];
  return answerPage(c, frame, peoplePage(frame, { title: words.previewTitle, parts }), 422);
}
