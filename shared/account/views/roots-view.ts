import type { Month } from "../../base/calendar/month.ts";
import type { Language } from "../../base/language.ts";
import { formatCount, formatMonth } from "../../ui/format.ts";
import type { Block, View } from "../../ui/view.ts";
import { figureColumn, textColumn, uiWordsOf } from "../../ui/writer.ts";
import { accountWordsOf } from "../messages.ts";

/** The published roots, for everyone: nothing but what it takes to check a statement's inclusion. */
export function rootsView(
  closes: readonly { readonly month: Month; readonly summary: { readonly statements: number; readonly statementsRoot: string } }[],
  language: Language,
): View {
  const words = accountWordsOf(language);
  const table: Block = {
    kind: "table",
    id: "roots",
    caption: words.roots.title,
    columns: [textColumn(uiWordsOf(language).month), figureColumn(words.roots.statements), textColumn(words.roots.root)],
    rows: closes.map(({ month, summary }) => ({
      cells: [
        { kind: "text", text: formatMonth(month, language) },
        { kind: "number", value: `${summary.statements}`, text: formatCount(summary.statements) },
        { kind: "text", text: summary.statementsRoot },
      ],
    })),
  };
  return {
    language,
    title: words.roots.title,
    subtitle: words.roots.subtitle,
    sections: [
      { id: "roots", title: words.roots.title, blocks: closes.length === 0 ? [{ kind: "paragraph", text: words.roots.empty }] : [table] },
    ],
    footer: [words.roots.note],
  };
}
