import { advisorPath } from "../../ui/links.ts";
import type { Block } from "../../ui/view.ts";
import { col, table, type Writer } from "../../ui/writer.ts";
import { payeesWordsOf } from "../messages.ts";
import type { AccountSharer, SharedAccount } from "../model/shared-account.ts";

/** So many rows are shown; the warning counts all. */
const MAX_ROWS = 500;

/** A warning of accounts that several advisors are paid to, with whom each is shared; nothing where none is. */
export function sharedAccountBlocks(
  shared: readonly SharedAccount[],
  nameOf: (advisorId: string) => string | undefined,
  writer: Writer,
): Block[] {
  if (shared.length === 0) return [];
  const { advisor, shared: words } = payeesWordsOf(writer.language);
  const left = Math.max(0, shared.length - MAX_ROWS);
  return [
    { kind: "paragraph", tone: "warning", text: words.warning(writer.count(shared.length).text) },
    table({ id: "shared-accounts", caption: words.title }, shared.slice(0, MAX_ROWS), [
      col(advisor, ({ advisorId }) => writer.text(nameOf(advisorId) ?? advisorId, { to: advisorPath(advisorId), note: advisorId })),
      col(words.usedBy, (each) => writer.text(sharersText(each, writer))),
    ]),
    ...(left === 0 ? [] : [{ kind: "paragraph", text: words.moreRows(writer.count(left).text) } as const]),
  ];
}

function sharersText({ others, count }: SharedAccount, writer: Writer): string {
  const { shared: words } = payeesWordsOf(writer.language);
  const sharerText = ({ name, advisorId, use }: AccountSharer) =>
    use === "current" ? words.sharer(name, advisorId) : words.sharerUse(name, advisorId, words.uses[use]);
  const left = count - others.length;
  return [...others.map(sharerText), ...(left === 0 ? [] : [words.more(writer.count(left).text)])].join(writer.words.joins.list);
}
