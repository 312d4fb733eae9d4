import type { Language } from "../../base/language.ts";
import { sum } from "../../base/money/rounding.ts";
import type { Statement } from "../../engine/statement/statement.ts";
import { paymentsWordsOf } from "../../payouts/messages.ts";
import type { PaymentsOfStatement } from "../../payouts/model/statement-payments.ts";
import { paymentCell } from "../../payouts/views/statement-payment.ts";
import type { Block, View } from "../../ui/view.ts";
import { figureColumn, textColumn, writerFor } from "../../ui/writer.ts";
import type { Account } from "../model/account.ts";

/** An advisor's statements, in the order given: the newest first; each with how its payment stands. */
export function statementListView(
  issued: readonly { readonly statement: Statement }[],
  paymentsOf: PaymentsOfStatement,
  account: Account,
  language: Language,
): View {
  const writer = writerFor(account.agency.currency, language);
  const { words } = writer;
  const table: Block = {
    kind: "table",
    id: "statements",
    caption: words.statement.listTitle,
    columns: [
      textColumn(words.month),
      figureColumn(words.earnings),
      figureColumn(words.statement.adjustments, true),
      figureColumn(words.statement.payable),
      textColumn(paymentsWordsOf(language).ofStatement),
      figureColumn(words.statement.carried, true),
    ],
    rows: issued.map(({ statement }) => {
      const to = `statements/${statement.month}`;
      return {
        cells: [
          writer.text(writer.month(statement.month), { to }),
          writer.amount(statement.earnings),
          writer.change(sum(statement.adjustments.map(({ amount }) => amount))),
          writer.amount(statement.payable, { to }),
          paymentCell(statement, paymentsOf, writer),
          writer.amount(statement.carriedForward),
        ],
      };
    }),
  };
  const blocks: Block[] = issued.length === 0 ? [{ kind: "paragraph", text: words.statement.listEmpty }] : [table];
  return {
    language,
    title: words.statement.listTitle,
    subtitle: account.books.advisor.name,
    sections: [{ id: "statements", title: words.statement.listTitle, blocks }],
    footer: [],
  };
}
