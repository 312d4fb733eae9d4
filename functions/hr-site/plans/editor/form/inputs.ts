import { html } from "hono/html";
import { hiddenField, ticksField } from "../../../../_platform/page/form-fields.ts";
import type { Html } from "../../../../_platform/page/frame.ts";
import { chosenField, type EditorContext, problemOf, typedField } from "../markup/context.ts";
import { amountOf, amountText, countOf, decimalOf, measureOf, percentText, rateOf, textOf } from "./parse-inputs.ts";
import type { HelpByCode, Part, Say, Scope } from "./part.ts";
import type { ChoiceForm } from "./sent-form.ts";
import { measureText, textsOf } from "./terms-fields.ts";

interface Asked {
  readonly label: Say;
  readonly hint?: Say<string | undefined>;
  readonly help?: HelpByCode;
  /** What holds where the terms don't say. */
  readonly byDefault?: unknown;
  /** Whether the terms leave it out where it is empty. */
  readonly isOptional?: boolean;
}

interface TextOptions extends Asked {
  readonly type?: "date";
  readonly isDecimal?: boolean;
  /** In a table, whose column says what it is called. */
  readonly isLabelHidden?: boolean;
  /** A list of the page from which a browser offers values. */
  readonly list?: string;
  readonly from?: (terms: unknown, scope: Scope) => string;
  readonly to?: (typed: string, scope: Scope) => unknown;
}

/** A field into which something is typed; as it is by default. */
export function text({
  label,
  hint,
  help = {},
  byDefault,
  isOptional,
  from = textOf,
  to = (typed) => typed,
  ...look
}: TextOptions): Part<string> {
  return {
    read: (at, sent) => sent.one(at),
    fromTerms: (terms, scope) => from(terms ?? byDefault, scope),
    toTerms: (typed, scope) => (isOptional && typed.trim() === "" ? undefined : to(typed, scope)),
    draw(name, value, setting, place) {
      const { words } = setting;
      return typedField({ name, label: label(words, place), hint: hint?.(words, place), value, ...look }, setting);
    },
    find: () => ({ field: "", help }),
  };
}

type InputOptions = Omit<TextOptions, "from" | "to">;

/** What is called by a name: spaces around it aren't meant. */
export const name = (options: InputOptions): Part<string> => text({ to: (typed) => typed.trim(), ...options });

const input =
  (from: TextOptions["from"], to: TextOptions["to"], help: HelpByCode = {}) =>
  (options: InputOptions): Part<string> =>
    text({ isDecimal: true, help, ...options, ...(from && { from }), ...(to && { to }) });

/** An amount, typed in the currency's unit. */
export const amount = input(
  (terms, { currency }) => amountText(terms, currency),
  (typed, { currency }) => amountOf(typed, currency),
  { negative: "amountNegative", other: "amount" },
);

/** A rate, typed as percent. */
export const rate = input(percentText, rateOf, { negative: "rateNegative", other: "rate" });
export const count = input(textOf, countOf);
export const decimal = input(textOf, decimalOf);

/** Of what the group measures: an amount, a count, or a part of the target, typed as percent. */
export const measured = input(
  (terms, { measure = "", currency }) => measureText(terms, measure, currency),
  (typed, { measure = "", currency }) => measureOf(typed, measure, currency),
);

/** What the form carries along. */
export const carried: Part<string> = {
  read: (at, sent) => sent.one(at),
  fromTerms: textOf,
  toTerms: (value) => value,
  draw: (at, value) => hiddenField(at, value),
  find: () => undefined,
};

interface ChoiceOptions extends Asked {
  readonly options: Say<Readonly<Record<string, string>>>;
  /** Whether what follows from it is drawn anew when another is chosen. */
  readonly isLive?: boolean;
  /** What is chosen where it wasn't asked yet. */
  readonly begins?: string;
}

/** One of some. What holds by default is left out of the terms where it is optional. */
export function choice({ label, options, help = {}, byDefault, isOptional, isLive, begins = "" }: ChoiceOptions): Part<string> {
  return {
    read: (at, sent) => sent.one(at) || begins,
    fromTerms: (terms) => textOf(terms ?? byDefault),
    toTerms: (chosen) => (isOptional && (chosen === "" || chosen === byDefault) ? undefined : chosen),
    draw(at, value, setting, place) {
      const { words } = setting;
      return chosenField({ name: at, label: label(words, place), value }, options(words, place), setting, isLive);
    },
    find: () => ({ field: "", help }),
  };
}

/** All values of a choice, ticked and typed, each once. */
export function valuesOf({ ticked, more }: ChoiceForm): string[] {
  const typed = more
    .split(/[,，、;；\n]/)
    .map((value) => value.trim())
    .filter((value) => value !== "");
  return [...new Set([...ticked, ...typed])];
}

/** Boxes of which some are ticked. @param options what can be ticked; without any the field isn't shown. */
export const ticks = (
  label: Say,
  options: (ticked: readonly string[], setting: EditorContext) => readonly { value: string; text: string }[],
  help: HelpByCode = {},
): Part<readonly string[]> => ({
  read: (at, sent) => sent.all(at),
  fromTerms: textsOf,
  toTerms: (ticked) => ticked,
  draw(at, ticked, setting, place): Html | "" {
    const offered = options(ticked, setting);
    if (offered.length + ticked.length === 0) return "";
    const told = problemOf(at, setting);
    return html`${ticksField({ name: at, label: label(setting.words, place), ticked, options: offered, ...told, isDisabled: !setting.canEdit })}`;
  },
  find: () => ({ field: "", help }),
});
