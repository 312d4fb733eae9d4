import { mayHoldAccountNumber } from "../../../shared/base/text/account-number.ts";
import { payeesWordsOf } from "../../../shared/payees/messages.ts";
import type { PayeesFile } from "../../../shared/payees/model/parse-file.ts";
import type { SharedAccount } from "../../../shared/payees/model/shared-account.ts";
import { findSharedAccounts } from "../../../shared/payees/steps/find-shared-accounts.ts";
import { type PayeesPreview, previewPayees, proposePayees, readPreview } from "../../../shared/payees/steps/propose-payees.ts";
import { previousAccounts } from "../../../shared/payees/steps/read-payee.ts";
import { payeeCounts, payeeLines, proposedPayees, sharedAccountBlocks } from "../../../shared/payees/views/payees-view.ts";
import type { Names } from "../../../shared/ui/names.ts";
import { rowErrorsBlocks } from "../../../shared/ui/row-errors.ts";
import { type Form, formMarkup, type Refused, refusedBy } from "../../_platform/page/form.ts";
import { notice, section } from "../../_platform/page/staff-page.ts";
import { sourceNote } from "../../_platform/page/upload-form.ts";
import { payeesRequest } from "../../_platform/requests/payees.ts";
import { type Sent, sentText } from "../../_platform/site/form-data.ts";
import { namesOf, showPage } from "../../_platform/site/page-context.ts";
import { savedAt, takeForm } from "../../_platform/site/take.ts";
import type { FinanceContext } from "../context.ts";

/** What a file would propose, line by line; of accounts their last four digits. */
export async function showFilePreview(context: FinanceContext, file: PayeesFile): Promise<Response> {
  const { frame, language, writer, person, deps } = context;
  const words = payeesWordsOf(language);
  let preview: PayeesPreview;
  try {
    preview = await previewPayees(file, person, deps);
  } catch (error) {
    return showPage(context, { title: words.previewTitle, parts: [], refused: refusedBy(error) });
  }
  const { lines, wrong, shared, counts, previewId, source } = preview;
  const names = new Map(lines.map(({ advisorId, name }) => [advisorId, name]));
  const { account, bankCode, bankName, holder } = words.form;
  const labels = { advisorId: words.advisorId, holder, account, bankCode, bankName };
  // What a file is called may be anything: the preview tells it where it is harmless.
  return showPage(context, {
    title: words.previewTitle,
    parts: [
      previewId === undefined
        ? notice(frame, "warning", words.nothing)
        : section("counts", words.totalsTitle, payeeCounts(counts, writer), sourceNote(source, language)),
      sharedPart(context, shared, (advisorId) => names.get(advisorId)),
      previewId && section("save", words.submitForApproval, formMarkup(saveForm(context, previewId), writer)),
      rowErrorsPart(context, wrong, labels),
      lines.length === 0 ? "" : section("lines", words.details, payeeLines(lines, writer)),
    ],
  });
}

/** Rows of a file that can't be read, and why. */
export function rowErrorsPart(
  { writer }: FinanceContext,
  wrong: Parameters<typeof rowErrorsBlocks>[0],
  labels: Readonly<Record<string, string>>,
) {
  const { title } = writer.words.rowErrors;
  return wrong.length === 0 ? undefined : section("wrong", `${title} (${wrong.length})`, rowErrorsBlocks(wrong, labels, writer));
}

/** Whose new account is shared, and with whom. */
function sharedPart({ writer }: FinanceContext, shared: readonly SharedAccount[], nameOf: Names) {
  const { title } = payeesWordsOf(writer.language).shared;
  return shared.length === 0 ? undefined : section("shared", title, sharedAccountBlocks(shared, nameOf, writer));
}

/** The form that submits what was previewed: sealed it is kept already, so only its name is sent. */
function saveForm({ language }: FinanceContext, previewId: string): Form {
  const words = payeesWordsOf(language);
  return {
    id: "save",
    hidden: { previewId },
    fields: [{ name: "comment", label: words.comment, hint: words.saveCommentHint, rows: 2 }],
    submit: words.submitForApproval,
    op: "save",
    back: { href: "?", text: words.chooseOther },
  };
}

/** Submits what was previewed before. */
export function saveFile(context: FinanceContext, sent: Sent): Promise<Response> {
  const previewId = sentText(sent, "previewId");
  return takeForm(context, sent, {
    form: saveForm(context, previewId),
    request: payeesRequest,
    known: { previewId },
    run: async ({ comment }) => savedAt(await proposePayees({ previewId, comment }, context.person, context.deps)),
    again: (refused) => showKeptPreview(context, previewId, refused),
  });
}

async function showKeptPreview(context: FinanceContext, previewId: string, refused: Refused): Promise<Response> {
  const { language, writer, person, deps } = context;
  const words = payeesWordsOf(language);
  const { entries } = (await readPreview(previewId, person, deps)) ?? { entries: [] };
  const [nameOf, before, shared] = await Promise.all([
    namesOf(
      entries.map(({ advisorId }) => advisorId),
      deps,
    ),
    previousAccounts(entries, deps),
    findSharedAccounts(entries, undefined, deps),
  ]);
  // No page shows an account number that somebody typed.
  const shown = mayHoldAccountNumber(refused.typed.comment ?? "") ? { ...refused, typed: {} } : refused;
  return showPage(context, {
    title: words.previewTitle,
    refused,
    parts:
      entries.length === 0
        ? []
        : [
            sharedPart(context, shared, nameOf),
            section("save", words.submitForApproval, formMarkup(saveForm(context, previewId), writer, {}, shown)),
            section("lines", words.details, proposedPayees(entries, nameOf, before, writer)),
          ],
  });
}
