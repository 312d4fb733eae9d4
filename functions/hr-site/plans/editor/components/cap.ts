import { html } from "hono/html";
import { amountField, amountFromTerms, amountToTerms, type ComponentEditor, readAmount } from "./component-editor.ts";

export const cap: ComponentEditor = {
  blanks: { cap: { amount: "" } },
  read: readAmount,
  fromTerms: amountFromTerms,
  toTerms: amountToTerms,
  fields: (form, index, setting) => html`<div class="row">${amountField(form, index, setting.words.amount, setting)}</div>`,
};
