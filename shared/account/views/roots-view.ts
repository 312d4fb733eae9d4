import type { Month } from "../../base/calendar/month.ts";
import type { Language } from "../../base/language.ts";
import { formatCount, formatMonth } from "../../ui/format.ts";
import { col, num, table } from "../../ui/table.ts";
import { type Block, paragraph, section, type View } from "../../ui/view.ts";
import { uiWordsOf } from "../../ui/writer.ts";
import { accountWordsOf } from "../messages.ts";

/** The published roots, for everyone: nothing but what it takes to check a statement's inclusion. */
export function rootsView(
  closes: readonly { readonly month: Month; readonly summary: { readonly statements: number; readonly statementsRoot: string } }[],
  language: Language,
): View {
  const words = accountWordsOf(language);
  const block: Block = table({ id: "roots", caption: words.roots.title }, closes, [
    col(uiWordsOf(language).month, ({ month }) => ({ kind: "text", text: formatMonth(month, language) })),
    num(words.roots.statements, ({ summary }) => ({
      kind: "number",
      value: `${summary.statements}`,
      text: formatCount(summary.statements),
    })),
    col(words.roots.root, ({ summary }) => ({ kind: "text", text: summary.statementsRoot })),
  ]);
  return {
    language,
    title: words.roots.title,
    subtitle: words.roots.subtitle,
    sections: [section("roots", words.roots.title, closes.length === 0 ? [paragraph(words.roots.empty)] : [block])],
    footer: [words.roots.note],
  };
}
