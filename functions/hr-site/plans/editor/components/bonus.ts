import { html } from "hono/html";
import { ownValue } from "../../../../../shared/base/json/own-value.ts";
import type { Html } from "../../../../_platform/page/frame.ts";
import { type ConditionForm, whereTerms } from "../form/form.ts";
import { ATTAINMENT, measureOf, textOf } from "../form/parse-inputs.ts";
import { readWhere } from "../form/sent-form.ts";
import { fieldsOf, isFields, measureText, whereForm } from "../form/terms-fields.ts";
import { measureField, readTarget, targetFields, targetFromTerms, targetToTerms } from "../markup/attainment.ts";
import { type EditorContext, operationButton, typedField } from "../markup/context.ts";
import { whereFields } from "../markup/filter.ts";
import { amountField, amountFromTerms, amountToTerms, type ComponentEditor, readAmount } from "./component-editor.ts";

export const bonus: ComponentEditor = {
  blanks: { bonus: { amount: "", when: { measure: "sales", atLeast: "" } } },
  read(at, sent) {
    const when = `${at}.when`;
    const of = sent.has(`${when}.of`) ? { of: readWhere(`${when}.of`, sent) } : {};
    const measure = sent.one(`${when}.measure`);
    const condition = { measure, ...readTarget(when, measure, sent), ...of, atLeast: sent.one(`${when}.atLeast`) };
    return { ...readAmount(at, sent), when: condition };
  },
  fromTerms(terms, currency) {
    const when = fieldsOf(terms.when);
    const measure = textOf(when.measure);
    const atLeast = measureText(when.atLeast, measure, currency);
    return {
      ...amountFromTerms(terms, currency),
      when: { measure, ...targetFromTerms(when, measure), ...(isFields(when.of) && { of: whereForm(when.of) }), atLeast },
    };
  },
  toTerms: (form, currency) => ({ ...amountToTerms(form, currency), ...(form.when && { when: conditionTerms(form.when, currency) }) }),
  fields: (form, index, setting) =>
    html`<div class="row">${amountField(form, index, setting.words.amount, setting)}</div>${
      form.when === undefined ? "" : conditionFields(form.when, index, setting)
    }`,
};

function conditionTerms(when: ConditionForm, currency: string) {
  const { measure, of, atLeast } = when;
  return {
    measure,
    ...targetToTerms(when),
    // Earnings are measured whole: what was chosen of sales before means nothing then.
    ...(of && measure !== "earnings" && { of: whereTerms(of) }),
    atLeast: measureOf(atLeast, measure, currency),
  };
}

function conditionFields(when: ConditionForm, index: number, setting: EditorContext): Html {
  const { words } = setting;
  const { measure, of, atLeast } = when;
  const at = `components[${index}].when`;
  const label = ownValue(words.atLeast, measure) ?? words.atLeast.amount;
  const least = typedField({ name: `${at}.atLeast`, label, isDecimal: true, value: atLeast }, setting);
  const measures =
    of === undefined
      ? html`<p class="soft">${words.measuresAll}</p>${operationButton(`measure-other:components[${index}]`, words.measureOther, setting)}`
      : html`<input type="hidden" name="${at}.of" value="">${whereFields(`${at}.of`, of, words.measures, setting)}${operationButton(`measure-own:components[${index}]`, words.measureOwn, setting)}`;
  return html`<div class="row">${measureField(at, when, ["sales", "units", "earnings", ATTAINMENT], setting)}${targetFields(at, when, setting)}${least}</div>${measure === "earnings" ? "" : html`<div class="measures">${measures}</div>`}`;
}
