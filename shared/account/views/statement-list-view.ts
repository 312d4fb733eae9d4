import type { Language } from "../../base/language.ts";
import { sum } from "../../base/money/rounding.ts";
import type { Statement } from "../../engine/statement/statement.ts";
import type { Block, Cell, View } from "../../ui/view.ts";
import { figureColumn, textColumn } from "../../ui/writer.ts";
import { accountWriterFor } from "../messages.ts";
import type { Account } from "../model/account.ts";

/** The column of how each statement is paid. */
export interface PaymentColumn {
  readonly title: string;
  cellOf(statement: Statement): Cell;
}

/** An advisor's statements, in the order given: the newest first; each with how its payment stands. */
export function statementListView(
  issued: readonly { readonly statement: Statement }[],
  payment: PaymentColumn,
  account: Account,
  language: Language,
): View {
  const writer = accountWriterFor(account.agency.currency, language);
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
      textColumn(payment.title),
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
          payment.cellOf(statement),
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
