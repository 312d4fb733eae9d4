import { html } from "hono/html";
import { countOf, textOf } from "../form/parse-inputs.ts";
import { typedField } from "../markup/context.ts";
import { amountField, amountFromTerms, amountToTerms, type ComponentEditor, readAmount } from "./component-editor.ts";

export const guarantee: ComponentEditor = {
  blanks: { guarantee: { amount: "", months: "3" } },
  read: (at, sent) => ({ ...readAmount(at, sent), months: sent.one(`${at}.months`) }),
  fromTerms: (terms, currency) => ({ ...amountFromTerms(terms, currency), months: textOf(terms.months) }),
  toTerms: (form, currency) => ({ ...amountToTerms(form, currency), months: countOf(form.months ?? "") }),
  fields(form, index, setting) {
    const { words } = setting;
    const months = { name: `components[${index}].months`, label: words.months, isDecimal: true, value: form.months ?? "" };
    return html`<div class="row">${amountField(form, index, words.amount, setting)}${typedField(months, setting)}</div>`;
  },
};
