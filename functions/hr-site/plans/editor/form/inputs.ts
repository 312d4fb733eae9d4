import { html } from "hono/html";
import type { IssueCode } from "../../../../../shared/base/issues/issue.ts";
import { hiddenField, ticksField } from "../../../../_platform/page/form-fields.ts";
import type { Html } from "../../../../_platform/page/layout.ts";
import { chosenField, type EditorContext, problemOf, typedField } from "../markup/context.ts";
import type { EditorWords } from "../messages.zh.ts";
import { amountOf, amountText, countOf, decimalOf, measureOf, measureText, percentText, rateOf, textOf, textsOf } from "./parse-inputs.ts";
import type { ChoiceForm, FormInput } from "./sent-form.ts";

/**
 * A part of the editor's form: a field, a group of parts or a list of them, defined once. What a browser sends of it, what
 * stands in it at first, the terms that it makes, its markup, and where and how it is told what is wrong with it follow from
 * that. A field is named like what it is in the terms: `components[0].tiers.steps[1].from`.
 */
export interface Part<Value> {
  /** Whether its group has it; a part that doesn't ask is always there. */
  isPresent?(group: Siblings): boolean;
  /** From the fields as a browser sent them. */
  read(at: string, sent: FormInput): Value;
  /** From terms that need not be readable: what isn't there stays empty. */
  fromTerms(terms: unknown, scope: Scope): Value;
  /** What the terms hold of it, where it can't be read as it was typed; undefined where they leave it out. */
  toTerms(value: Value, scope: Scope): unknown;
  draw(at: string, value: Value, setting: EditorContext, place: Place): Html | "";
  /** Where it is told what is wrong at a path within it; undefined where it has no place for that. */
  find(path: string): Found | undefined;
}

export type ValueOf<Given> = Given extends Part<infer Value> ? Value : never;

/** What decides how a field is read: the agency's currency, and the measure of the group, where it has one. */
export interface Scope {
  readonly currency: string;
  readonly measure?: string | undefined;
}

/** The other parts of a group, as they were sent or stand in the terms. */
export interface Siblings {
  has(name: string): boolean;
  text(name: string): string;
}

/** Where a part stands: in which row of so many, and in a group of which measure; whether that was just added. */
export interface Place {
  readonly row: number;
  readonly rows: number;
  readonly isNew?: boolean;
  readonly measure?: string | undefined;
}

/** What to do about an issue, by its code; `other` for all that aren't named. */
export type HelpByCode = { readonly [Code in IssueCode | "other"]?: keyof EditorWords["help"] };

/** The field at which an issue is told, as a path, and what to do about it. */
export interface Found {
  readonly field: string;
  readonly help: HelpByCode;
}

/** The words of a label, a hint or options. */
export type Say<Words = string> = (words: EditorWords, place: Place) => Words;

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
