import type { Language } from "../../base/language.ts";
import { sum } from "../../base/money/rounding.ts";
import type { Statement } from "../../engine/statement/statement.ts";
import { paragraph, section } from "../../ui/blocks.ts";
import { col, num, OPTIONAL, table } from "../../ui/table.ts";
import type { Block, Cell, View } from "../../ui/view.ts";
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
  const toStatement = (statement: Statement) => ({ to: `statements/${statement.month}` });
  const listed = table({ id: "statements", caption: words.statement.listTitle }, issued, [
    col(words.month, ({ statement }) => writer.text(writer.month(statement.month), toStatement(statement))),
    num(words.earnings, ({ statement }) => writer.amount(statement.earnings)),
    num(words.statement.adjustments, ({ statement }) => writer.change(sum(statement.adjustments.map(({ amount }) => amount))), OPTIONAL),
    num(words.statement.payable, ({ statement }) => writer.amount(statement.payable, toStatement(statement))),
    col(payment.title, ({ statement }) => payment.cellOf(statement)),
    num(words.statement.carried, ({ statement }) => writer.amount(statement.carriedForward), OPTIONAL),
  ]);
  const blocks: Block[] = issued.length === 0 ? [paragraph(words.statement.listEmpty)] : [listed];
  return {
    language,
    title: words.statement.listTitle,
    subtitle: account.books.advisor.name,
    sections: [section("statements", words.statement.listTitle, blocks)],
    footer: [],
  };
}
