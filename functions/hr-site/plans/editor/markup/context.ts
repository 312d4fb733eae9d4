import { html } from "hono/html";
import type { PlanWriter } from "../../../../../shared/plans/views/plan-writer.ts";
import type { Option } from "../../../../../shared/ui/view.ts";
import { button, choiceField, type Field, fieldId, textField } from "../../../../_platform/page/form-fields.ts";
import type { Frame, Html } from "../../../../_platform/page/layout.ts";
import type { KnownValues } from "../known-values.ts";
import type { EditorWords } from "../messages.zh.ts";

/** What every part of the editor's form is drawn with. */
export interface EditorContext {
  readonly frame: Frame;
  readonly words: EditorWords;
  readonly writer: PlanWriter;
  readonly known: KnownValues;
  readonly rated: readonly string[];
  /** The terms as they would be saved: what curves are drawn of. */
  readonly terms: Readonly<Record<string, unknown>>;
  /** The ids of the factors in the form. */
  readonly factors: readonly string[];
  readonly problems: Problems;
  /** The field or button in which one goes on. */
  readonly focus: string | undefined;
  readonly canEdit: boolean;
  /** Where the form is sent. */
  readonly action: string;
  /** What is drawn anew while one edits, by its id: collected while the form is built, so that both are the same. */
  readonly live: Map<string, Html>;
}

/** What is wrong with a field; the place for it is there even where nothing is. */
export function problemOf(name: string, { problems, live }: EditorContext): Pick<Field, "error" | "isLive"> {
  const error = (problems.get(name) ?? []).join(" ");
  live.set(`${fieldId(name)}-error`, html`${error}`);
  return { error, isLive: true };
}

/** The place at which it is told what is wrong with something that is no single field. */
export const problemAt = (name: string, setting: EditorContext): Html =>
  html`<p class="error" id="${fieldId(name)}-error">${problemOf(name, setting).error}</p>`;

/** A text field of the form, with what is wrong with it. */
export function typedField(field: Omit<Field, "error" | "isLive" | "isFocused" | "isDisabled">, setting: EditorContext): Html {
  const { focus, canEdit } = setting;
  return textField({ ...field, ...problemOf(field.name, setting), isFocused: focus === field.name, isDisabled: !canEdit });
}

/** A choice of the form. @param live whether what follows from it is drawn anew when another is chosen. */
export function chosenField(
  field: { readonly name: string; readonly label: string; readonly value: string },
  options: Readonly<Record<string, string>>,
  setting: EditorContext,
  live = false,
): Html {
  const { canEdit, action } = setting;
  const problem = problemOf(field.name, setting);
  return choiceField({ ...field, ...problem, options: optionsOf(options), isDisabled: !canEdit, live: live ? action : undefined });
}

const optionsOf = (texts: Readonly<Record<string, string>>): readonly Option[] =>
  Object.entries(texts).map(([value, text]) => ({ value, text }));

/** A button that changes the form; with a script it does so in place. */
export function operationButton(operation: string, text: string, setting: EditorContext, label?: string): Html | "" {
  const { action, canEdit, focus } = setting;
  if (!canEdit) return "";
  return button({ op: operation, text, isQuiet: true, live: action, isFocused: focus === operation, label });
}

/** What is wrong, by the field at which it is told; "" is for what belongs to none. */
export type Problems = ReadonlyMap<string, readonly string[]>;
