import { reasonText } from "../base/issues/messages.zh.ts";
import { ownValue } from "../base/json/own-value.ts";
import { scoresWordsOf } from "../scores/messages.ts";
import type { Block } from "./view.ts";
import { figureColumn, textColumn, type Writer } from "./writer.ts";

/** Lines of a file that are left out, each with what is wrong and where. @param labels what its columns are called. */
export function wrongLines(
  wrong: readonly { readonly line: number; readonly reasons: readonly string[] }[],
  labels: Readonly<Record<string, string>>,
  writer: Writer,
): Block[] {
  const words = scoresWordsOf(writer.language);
  const labelOf = (field: string): string => (field === "header" ? words.header : (ownValue(labels, field) ?? field));
  return [
    { kind: "paragraph", text: words.wrongIntro },
    {
      kind: "table",
      id: "wrong-lines",
      caption: words.wrongTitle,
      columns: [figureColumn(words.line), textColumn(words.wrongReason)],
      rows: wrong.map(({ line, reasons }) => ({
        cells: [
          writer.count(line),
          writer.text(reasons.map((reason) => reasonText(reason, writer, labelOf)).join(writer.words.joins.list)),
        ],
      })),
    },
  ];
}
