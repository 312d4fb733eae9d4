import { MAX_DISPLAYED_ENTRIES } from "../../proposals/model/entries.ts";
import { entryViews } from "../../proposals/views/entry-views.ts";
import type { Block, Row } from "../../ui/view.ts";
import { figureColumn, textColumn, type Writer } from "../../ui/writer.ts";
import { payeesWordsOf } from "../messages.ts";
import type { PayeesContent } from "../model/content.ts";

/** What pages say of a proposal of payees. */
export const payeesViews = entryViews<PayeesContent>(payeesWordsOf);

/** Payees that are proposed, entry by entry. Of an account its last four digits. */
export function payeesTable({ entries }: PayeesContent, writer: Writer): Block {
  const { proposed: words, version: versionTitle } = payeesWordsOf(writer.language);
  const rows = entries.slice(0, MAX_DISPLAYED_ENTRIES).map(
    ({ advisorId, version, last4, holder }): Row => ({
      cells: [
        writer.text(advisorId),
        writer.text(holder.isAdvisor ? words.holderIsAdvisor : holder.masked),
        writer.count(version),
        writer.text(`…${last4}`),
      ],
    }),
  );
  const columns = [textColumn(words.who), textColumn(words.holder), figureColumn(versionTitle), textColumn(words.account)];
  return { kind: "table", id: "payees", caption: words.caption, columns, rows };
}
