import { html } from "hono/html";
import type { PlanWriter } from "../../../../../shared/plans/views/plan-writer.ts";
import type { Html } from "../../../../_platform/page/frame.ts";
import { buttonMarkup, idOf, textField } from "../../../form-fields.ts";
import type { KnownValues } from "../known-values.ts";
import type { EditorWords } from "../messages.zh.ts";

/** What every part of the editor's form is drawn with. */
export interface EditorContext {
  readonly words: EditorWords;
  readonly writer: PlanWriter;
  readonly known: KnownValues;
  readonly rated: readonly string[];
  /** The terms as they would be saved: what curves are drawn of. */
  readonly terms: Readonly<Record<string, unknown>>;
  readonly problems: Problems;
  /** The field or button in which one goes on. */
  readonly focus: string | undefined;
  readonly canEdit: boolean;
  /** Where the form is sent. */
  readonly action: string;
  /** What is drawn anew while one edits, by its id: collected while the form is built, so that both are the same. */
  readonly live: Map<string, Html>;
}

/** The place at a field where it is told what is wrong with it; empty where nothing is. */
export function problemAt(name: string, { problems, live }: EditorContext): Html {
  const id = `${idOf(name)}-error`;
  const said = html`${(problems.get(name) ?? []).join(" ")}`;
  live.set(id, said);
  return html`<p class="error" id="${id}">${said}</p>`;
}

/** A text field of the form, with what is wrong with it. */
export function typedField(
  field: {
    name: string;
    label: string;
    value: string;
    hint?: string;
    quiet?: boolean;
    figures?: boolean;
    wide?: boolean;
    type?: "date";
    list?: string;
  },
  setting: EditorContext,
): Html {
  const { name } = field;
  return textField({
    ...field,
    error: problemAt(name, setting),
    wrong: setting.problems.has(name),
    focus: setting.focus === name,
    disabled: !setting.canEdit,
  });
}

/** A button that changes the form; with a script it does so in place. */
export function operationButton(operation: string, text: string, setting: EditorContext, label?: string): Html | "" {
  const { action, canEdit, focus } = setting;
  if (!canEdit) return "";
  return buttonMarkup({
    name: "op",
    value: operation,
    text,
    live: action,
    focus: focus === operation,
    ...(label !== undefined && { label }),
  });
}

/** What is wrong, by the field at which it is told; "" is for what belongs to none. */
export type Problems = ReadonlyMap<string, readonly string[]>;
