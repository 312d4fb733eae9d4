import { MAX_DISPLAYED_ENTRIES } from "../../proposals/model/entries.ts";
import { entryViews } from "../../proposals/views/entry-views.ts";
import { col, num, table } from "../../ui/table.ts";
import type { Block } from "../../ui/view.ts";
import type { Writer } from "../../ui/writer.ts";
import { payeesWordsOf } from "../messages.ts";
import type { PayeesContent } from "../model/content.ts";

/** What pages say of a proposal of payees. */
export const payeesViews = entryViews<PayeesContent>(payeesWordsOf);

/** Payees that are proposed, entry by entry. Of an account its last four digits. */
export function payeesTable({ entries }: PayeesContent, writer: Writer): Block {
  const { proposed: words, version: versionTitle } = payeesWordsOf(writer.language);

  return table({ id: "payees", caption: words.caption }, entries.slice(0, MAX_DISPLAYED_ENTRIES), [
    col(words.who, ({ advisorId }) => writer.text(advisorId)),
    col(words.holder, ({ holder }) => writer.text(holder.isAdvisor ? words.holderIsAdvisor : holder.masked)),
    num(versionTitle, ({ version }) => writer.count(version)),
    col(words.account, ({ last4 }) => writer.text(`…${last4}`)),
  ]);
}
