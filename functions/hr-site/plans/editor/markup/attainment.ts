import { html } from "hono/html";
import type { Html } from "../../../../_platform/page/frame.ts";
import { ATTAINMENT, textOf } from "../form/parse-inputs.ts";
import type { FormInput } from "../form/sent-form.ts";
import type { Fields } from "../form/terms-fields.ts";
import { chosenField, type EditorContext, typedField } from "./context.ts";

/** What is measured against a target, where it is. */
interface Attainment {
  readonly measure: string;
  readonly basis?: string;
  readonly target?: string;
}

/** The field that chooses what is measured; with a script the fields that follow from it are redrawn. */
export function measureField(at: string, { measure }: Attainment, measures: readonly string[], setting: EditorContext): Html {
  const { words } = setting;
  const options = Object.fromEntries(measures.map((each) => [each, words.measureOptions[each] ?? each]));
  return chosenField({ name: `${at}.measure`, label: words.measure, value: measure }, options, setting, true);
}

/** What is measured, and the target; nothing where the measure has none. */
export function targetFields(at: string, { measure, basis = "sales", target = "" }: Attainment, setting: EditorContext): Html | "" {
  if (measure !== ATTAINMENT) return "";
  const { words } = setting;
  const { sales = "", units = "" } = words.measureOptions;
  const choice = chosenField({ name: `${at}.basis`, label: words.basis, value: basis }, { sales, units }, setting);
  const field = { name: `${at}.target`, label: words.target, hint: words.targetHint, value: target, list: "attributes" };
  return html`${choice}${typedField(field, setting)}`;
}

export const readTarget = (at: string, measure: string, sent: FormInput): { basis?: string; target?: string } =>
  measure === ATTAINMENT ? { basis: sent.one(`${at}.basis`) || "sales", target: sent.one(`${at}.target`) } : {};

export const targetFromTerms = (terms: Fields, measure: string): { basis?: string; target?: string } =>
  measure === ATTAINMENT ? { basis: textOf(terms.basis ?? "sales"), target: textOf(terms.target) } : {};

export const targetToTerms = ({ measure, basis = "sales", target = "" }: Attainment): Fields =>
  measure === ATTAINMENT ? { basis, target: target.trim() } : {};
