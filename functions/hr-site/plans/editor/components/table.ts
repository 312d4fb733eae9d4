import { html } from "hono/html";
import type { Html } from "../../../../_platform/page/frame.ts";
import { type RowForm, whereTerms } from "../form/form.ts";
import { percentText, rateOf } from "../form/parse-inputs.ts";
import { readWhere } from "../form/sent-form.ts";
import { listOf, whereForm } from "../form/terms-fields.ts";
import { type EditorContext, operationButton, problemAt, typedField } from "../markup/context.ts";
import { whereFields } from "../markup/filter.ts";
import { BLANK, type ComponentEditor, paidFromTerms, paidToTerms, readPaid } from "./component-editor.ts";

export const table: ComponentEditor = {
  blanks: { table: { ...BLANK, rows: [{ where: {}, rate: "" }], otherwise: "" } },
  read: (at, sent) => ({
    ...readPaid(at, sent),
    rows: sent.rows(`${at}.rows`, "rate").map((row) => ({ where: readWhere(`${row}.where`, sent), rate: sent.one(`${row}.rate`) })),
    otherwise: sent.one(`${at}.otherwise`),
  }),
  fromTerms: (terms) => ({
    ...paidFromTerms(terms),
    rows: listOf(terms.rows).map(({ where, rate }) => ({ where: whereForm(where), rate: percentText(rate) })),
    otherwise: percentText(terms.otherwise),
  }),
  toTerms: ({ rows = [], otherwise = "", ...form }) => ({
    ...paidToTerms(form),
    rows: rows.map(({ where, rate }) => ({ where: whereTerms(where), rate: rateOf(rate) })),
    ...(otherwise.trim() !== "" && { otherwise: rateOf(otherwise) }),
  }),
  fields({ rows = [], otherwise = "" }, index, setting) {
    const { words } = setting;
    const at = `components[${index}]`;
    const others = { name: `${at}.otherwise`, label: words.otherwiseRate, hint: words.otherwiseHint, isDecimal: true, value: otherwise };
    return html`${rowsTable(at, rows, setting)}<div class="row">${typedField(others, setting)}</div>`;
  },
};

function rowsTable(at: string, rows: readonly RowForm[], setting: EditorContext): Html {
  const { words, canEdit } = setting;
  return html`<table class="steps"><caption class="hidden">${words.rows}</caption><thead><tr><th scope="col">${words.rowFor}</th><th scope="col">${words.rate}</th>${canEdit ? html`<td></td>` : ""}</tr></thead><tbody>${rows.map(
    (row, place) => rowMarkup(`${at}.rows[${place}]`, row, place, rows.length, setting),
  )}</tbody></table>${problemAt(`${at}.rows`, setting)}${canEdit ? html`<small>${words.rowsNote}</small>` : ""}`;
}

function rowMarkup(name: string, { where, rate }: RowForm, place: number, count: number, setting: EditorContext): Html {
  const { words, writer } = setting;
  const button = (operation: string, text: string) => operationButton(`${operation}:${name}`, text, setting, words.ofRow(text, place + 1));
  const isNew = rate === "" && Object.keys(where).length === 0;
  const field = { name: `${name}.rate`, label: words.rowRate(place + 1), isLabelHidden: true, isDecimal: true, value: rate };
  return html`<tr><td>${whereFields(`${name}.where`, where, words.row(place + 1), setting, { isOpen: isNew, say: writer.condition, hint: words.rowHint })}</td><td>${typedField(field, setting)}</td>${
    setting.canEdit
      ? html`<td class="acts">${place > 0 ? button("up", words.up) : ""}${place < count - 1 ? button("down", words.down) : ""}${button("insert", words.insert)}${button("remove", words.remove)}</td>`
      : ""
  }</tr>`;
}
