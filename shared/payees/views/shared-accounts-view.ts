import { advisorPath } from "../../ui/links.ts";
import type { Block, Row } from "../../ui/view.ts";
import { textColumn, type Writer } from "../../ui/writer.ts";
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
  const rows = shared.slice(0, MAX_ROWS).map(
    (each): Row => ({
      cells: [
        writer.text(nameOf(each.advisorId) ?? each.advisorId, { to: advisorPath(each.advisorId), note: each.advisorId }),
        writer.text(sharersText(each, writer)),
      ],
    }),
  );
  const left = shared.length - rows.length;
  return [
    { kind: "paragraph", tone: "warning", text: words.warning(writer.count(shared.length).text) },
    { kind: "table", id: "shared-accounts", caption: words.title, columns: [textColumn(advisor), textColumn(words.usedBy)], rows },
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
