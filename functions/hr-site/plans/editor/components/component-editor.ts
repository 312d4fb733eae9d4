import { html } from "hono/html";
import { ownValue } from "../../../../../shared/base/json/own-value.ts";
import type { Html } from "../../../../_platform/page/frame.ts";
import type { ComponentForm, WhereForm } from "../form/form.ts";
import { whereTerms } from "../form/form.ts";
import { amountOf, amountText } from "../form/parse-inputs.ts";
import { type FormInput, readWhere } from "../form/sent-form.ts";
import { type Fields, textsOf, whereForm } from "../form/terms-fields.ts";
import { type EditorContext, typedField } from "../markup/context.ts";

/** What a component has in the form beside its kind and names. */
export type ComponentFields = Omit<ComponentForm, "kind" | "id" | "label">;

/** How a kind of component is edited. */
export interface ComponentEditor {
  /** What its buttons add, by their names. */
  readonly blanks: Readonly<Record<string, ComponentFields>>;
  /** From the fields as a browser sent them; `at` is the component's path. */
  read(at: string, sent: FormInput): ComponentFields;
  fromTerms(terms: Fields, currency: string): ComponentFields;
  /** What can't be read stands there as it was typed. */
  toTerms(form: ComponentFields, currency: string): Fields;
  /** The fields of what it pays. */
  fields(form: ComponentForm, index: number, setting: EditorContext): Html;
}

/** A component that pays for credits, as it begins. */
export const BLANK = { where: {}, factors: [] } as const;

/** What a component pays for, and its factors. */
export const readPaid = (at: string, sent: FormInput) => ({ where: readWhere(`${at}.where`, sent), factors: sent.all(`${at}.factors`) });
export const paidFromTerms = (terms: Fields) => ({ where: whereForm(terms.where), factors: textsOf(terms.factors) });
export const paidToTerms = ({ where = {}, factors = [] }: { where?: WhereForm; factors?: readonly string[] }) => ({
  where: whereTerms(where),
  factors,
});

export const readAmount = (at: string, sent: FormInput) => ({ amount: sent.one(`${at}.amount`) });
export const amountFromTerms = (terms: Fields, currency: string) => ({ amount: amountText(terms.amount, currency) });
export const amountToTerms = ({ amount = "" }: ComponentFields, currency: string) => ({ amount: amountOf(amount, currency) });

/** The field of a component's amount, with the hint that its kind has, if any. */
export function amountField(part: ComponentForm, index: number, label: string, setting: EditorContext): Html {
  const hint = ownValue(setting.words.kindHints, part.kind);
  const field = {
    name: `components[${index}].amount`,
    label,
    isDecimal: true,
    value: part.amount ?? "",
    ...(hint !== undefined && { hint }),
  };
  return html`${typedField(field, setting)}`;
}
