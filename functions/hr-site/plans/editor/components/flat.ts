import { html } from "hono/html";
import {
  amountField,
  amountFromTerms,
  amountToTerms,
  BLANK,
  type ComponentEditor,
  paidFromTerms,
  paidToTerms,
  readAmount,
  readPaid,
} from "./component-editor.ts";

export const flat: ComponentEditor = {
  blanks: { flat: { ...BLANK, amount: "" } },
  read: (at, sent) => ({ ...readPaid(at, sent), ...readAmount(at, sent) }),
  fromTerms: (terms, currency) => ({ ...paidFromTerms(terms), ...amountFromTerms(terms, currency) }),
  toTerms: (form, currency) => ({ ...paidToTerms(form), ...amountToTerms(form, currency) }),
  fields: (form, index, setting) => html`<div class="row">${amountField(form, index, setting.words.amountEach, setting)}</div>`,
};
