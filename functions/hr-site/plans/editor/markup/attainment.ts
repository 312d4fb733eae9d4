import { html } from "hono/html";
import type { Html } from "../../../../_platform/page/frame.ts";
import { choiceField } from "../../../form-fields.ts";
import { ATTAINMENT, textOf } from "../form/parse-inputs.ts";
import type { FormInput } from "../form/sent-form.ts";
import type { Fields } from "../form/terms-fields.ts";
import { type EditorContext, problemAt, typedField } from "./context.ts";

/** What is measured against a target, where it is. */
interface Attainment {
  readonly measure: string;
  readonly basis?: string;
  readonly target?: string;
}

/** The field that chooses what is measured; with a script the fields that follow from it are redrawn. */
export function measureField(at: string, { measure }: Attainment, measures: readonly string[], setting: EditorContext): Html {
  const { words, canEdit, action } = setting;
  const options = Object.fromEntries(measures.map((each) => [each, words.measureOptions[each] ?? each]));
  const name = `${at}.measure`;
  return choiceField({
    name,
    label: words.measure,
    value: measure,
    options,
    error: problemAt(name, setting),
    disabled: !canEdit,
    live: action,
  });
}

/** What is measured, and the target; nothing where the measure has none. */
export function targetFields(at: string, { measure, basis = "sales", target = "" }: Attainment, setting: EditorContext): Html | "" {
  if (measure !== ATTAINMENT) return "";
  const { words, canEdit } = setting;
  const { sales = "", units = "" } = words.measureOptions;
  const choice = { name: `${at}.basis`, label: words.basis, value: basis, options: { sales, units } };
  return html`${choiceField({ ...choice, error: problemAt(`${at}.basis`, setting), disabled: !canEdit })}${typedField(
    { name: `${at}.target`, label: words.target, hint: words.targetHint, value: target, list: "attributes" },
    setting,
  )}`;
}

export const readTarget = (at: string, measure: string, sent: FormInput): { basis?: string; target?: string } =>
  measure === ATTAINMENT ? { basis: sent.one(`${at}.basis`) || "sales", target: sent.one(`${at}.target`) } : {};

export const targetFromTerms = (terms: Fields, measure: string): { basis?: string; target?: string } =>
  measure === ATTAINMENT ? { basis: textOf(terms.basis ?? "sales"), target: textOf(terms.target) } : {};

export const targetToTerms = ({ measure, basis = "sales", target = "" }: Attainment): Fields =>
  measure === ATTAINMENT ? { basis, target: target.trim() } : {};
