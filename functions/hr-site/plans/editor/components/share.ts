import { html } from "hono/html";
import type { TiersForm } from "../form/form.ts";
import { whereTerms } from "../form/form.ts";
import { measureOf, percentText, rateOf, textOf } from "../form/parse-inputs.ts";
import { type FormInput, readWhere } from "../form/sent-form.ts";
import { type Fields, isFields, listOf, measureText, whereForm } from "../form/terms-fields.ts";
import { readTarget, targetFromTerms, targetToTerms } from "../markup/attainment.ts";
import { operationButton, typedField } from "../markup/context.ts";
import { ladderFields } from "../markup/tiers.ts";
import { newLadder } from "../operations/update-component.ts";
import { BLANK, type ComponentEditor, paidFromTerms, paidToTerms, readPaid } from "./component-editor.ts";

export const share: ComponentEditor = {
  blanks: { share: { ...BLANK, rate: "" }, ladder: { ...BLANK, tiers: newLadder("0") } },
  read: (at, sent) => ({
    ...readPaid(at, sent),
    ...(sent.has(`${at}.tiers`) ? { tiers: readLadder(`${at}.tiers`, sent) } : { rate: sent.one(`${at}.rate`) }),
  }),
  fromTerms: (terms, currency) => ({
    ...paidFromTerms(terms),
    ...(isFields(terms.tiers) ? { tiers: ladderFromTerms(terms.tiers, currency) } : { rate: percentText(terms.rate) }),
  }),
  toTerms: (form, currency) => ({
    ...paidToTerms(form),
    ...(form.tiers ? { tiers: ladderToTerms(form.tiers, currency) } : { rate: rateOf(form.rate ?? "") }),
  }),
  fields({ tiers, rate = "" }, index, setting) {
    const { words } = setting;
    const at = `components[${index}]`;
    if (tiers !== undefined)
      return html`${ladderFields(index, tiers, setting)}<div class="acts">${operationButton(`rate:${at}`, words.toRate, setting)}</div>`;
    return html`<div class="row">${typedField({ name: `${at}.rate`, label: words.rate, isDecimal: true, value: rate }, setting)}</div><div class="acts">${operationButton(`ladder:${at}`, words.toLadder, setting)}</div>`;
  },
};

function readLadder(at: string, sent: FormInput): TiersForm {
  return {
    mode: sent.one(`${at}.mode`),
    measure: sent.one(`${at}.measure`),
    period: sent.one(`${at}.period`),
    ...readTarget(at, sent.one(`${at}.measure`), sent),
    ...(sent.has(`${at}.of`) && { of: readWhere(`${at}.of`, sent) }),
    steps: sent.rows(`${at}.steps`, "from").map((step) => ({ from: sent.one(`${step}.from`), rate: sent.one(`${step}.rate`) })),
  };
}

function ladderFromTerms(tiers: Fields, currency: string): TiersForm {
  const measure = textOf(tiers.measure ?? "sales");
  return {
    mode: textOf(tiers.mode),
    measure,
    period: textOf(tiers.period ?? "month"),
    ...targetFromTerms(tiers, measure),
    ...(isFields(tiers.of) && { of: whereForm(tiers.of) }),
    steps: listOf(tiers.steps).map(({ from, rate }) => ({ from: measureText(from, measure, currency), rate: percentText(rate) })),
  };
}

function ladderToTerms(ladder: TiersForm, currency: string): Fields {
  const { mode, measure, period, of, steps } = ladder;
  return {
    mode,
    measure,
    ...targetToTerms(ladder),
    ...(of && { of: whereTerms(of) }),
    period,
    steps: steps.map(({ from, rate }) => ({ from: measureOf(from, measure, currency), rate: rateOf(rate) })),
  };
}
