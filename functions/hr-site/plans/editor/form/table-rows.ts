import { html } from "hono/html";
import { operationButton, problemAt } from "../markup/context.ts";
import type { EditorWords } from "../messages.zh.ts";
import type { HelpByCode, Part, Place, Say } from "./part.ts";
import { type FormOf, group, list, type Members } from "./structures.ts";

/** A button of a row: what it does, its text, and what it is called for who can't see where it stands. */
type Act = readonly [operation: string, text: string, label: string];

interface TableOptions<Row> {
  /** The part that every row has. */
  readonly first: string;
  readonly caption: Say;
  readonly columns: Say<readonly string[]>;
  readonly note?: Say;
  readonly acts?: (words: EditorWords, place: Place) => readonly Act[];
  readonly help?: HelpByCode;
  /** Whether a row was just added. */
  isNew?(row: Row): boolean;
}

const insertAndRemove = (words: EditorWords, { row }: Place): readonly Act[] => [
  ["insert", words.insert, words.insertStep(row + 1)],
  ["remove", words.remove, words.removeStep(row + 1)],
];

/** Rows of a table: a part in each column, and the buttons that insert and remove a row. */
export function tableRows<Given extends Members>(
  members: Given,
  { first, caption, columns, note, acts = insertAndRemove, help = {}, ...isNew }: TableOptions<FormOf<Given>>,
): Part<readonly FormOf<Given>[]> {
  const row = group(members, {
    ...isNew,
    draw({ at, setting, place, field }) {
      const { words, canEdit } = setting;
      const cells = Object.keys(members).map((each) => html`<td>${field(each)}</td>`);
      const buttons = acts(words, place).map(([operation, text, label]) => operationButton(`${operation}:${at}`, text, setting, label));
      return html`<tr>${cells}${canEdit ? html`<td class="acts">${buttons}</td>` : ""}</tr>`;
    },
  });
  return list(row, {
    first,
    help,
    draw({ at, setting, place, rows }) {
      const { words, canEdit } = setting;
      const heads = columns(words, place).map((each) => html`<th scope="col">${each}</th>`);
      return html`<table class="steps"><caption class="hidden">${caption(words, place)}</caption><thead><tr>${heads}${canEdit ? html`<td></td>` : ""}</tr></thead><tbody>${rows}</tbody></table>${problemAt(at, setting)}${
        canEdit && note !== undefined ? html`<small>${note(words, place)}</small>` : ""
      }`;
    },
  });
}
