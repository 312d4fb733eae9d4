import { html } from "hono/html";
import type { Section } from "../../shared/ui/view.ts";
import { blockMarkup } from "../_platform/page/blocks.ts";
import type { Frame, Html } from "../_platform/page/frame.ts";

/** A field's id: of letters, digits and dashes, whatever it is named after. */
export const idOf = (name: string): string =>
  `f-${[...name].map((each) => (/[A-Za-z0-9]/.test(each) ? each : /[.[\]]/.test(each) ? "-" : each.codePointAt(0)?.toString(36))).join("")}`;

interface LabelledField {
  readonly name: string;
  readonly label: string;
  /** Whether the label is told only to who can't see where the field stands: in a table its column says it. */
  readonly quiet?: boolean;
  readonly hint?: string;
  /** What is wrong with it; the place for it is there even where nothing is. */
  readonly error?: Html;
  readonly focus?: boolean;
  readonly disabled?: boolean;
}

interface TextField extends LabelledField {
  readonly value: string;
  readonly type?: "text" | "date";
  /** Whether figures are typed, and how wide it is. */
  readonly figures?: boolean;
  readonly wide?: boolean;
  readonly list?: string;
  readonly wrong?: boolean;
  /** An example, or beside a label that isn't seen what belongs here. */
  readonly placeholder?: string;
}

/** One line of text. */
export function textField(field: TextField): Html {
  const { name, label, quiet, hint, error, value, type = "text", figures, wide, wrong, focus, disabled, list, placeholder } = field;
  const id = idOf(name);
  const describes = [hint === undefined ? "" : `${id}-hint`, error === undefined ? "" : `${id}-error`]
    .filter((each) => each !== "")
    .join(" ");
  return html`<div class="field${wide ? " wide-field" : ""}"><label for="${id}"${quiet ? html` class="hidden"` : ""}>${label}</label><input id="${id}" name="${name}" type="${type}" value="${value}"${
    figures ? html` inputmode="decimal"` : ""
  }${list === undefined ? "" : html` list="${list}"`}${placeholder === undefined ? "" : html` placeholder="${placeholder}"`}${describes === "" ? "" : html` aria-describedby="${describes}"`}${wrong ? html` aria-invalid="true"` : ""}${
    focus ? html` autofocus` : ""
  }${disabled ? html` disabled` : ""} autocomplete="off">${hint === undefined ? "" : html`<p class="hint" id="${id}-hint">${hint}</p>`}${error ?? ""}</div>`;
}

interface ChoiceField extends LabelledField {
  readonly value: string;
  readonly options: Readonly<Record<string, string>>;
  /** Where the form is sent when another is chosen, to be drawn anew. */
  readonly live?: string;
}

/** One of some. What isn't among them is kept as it is. */
export function choiceField({ name, label, value, options, error, focus, disabled, live }: ChoiceField): Html {
  const id = idOf(name);
  const known = Object.hasOwn(options, value) ? options : { [value]: value, ...options };
  return html`<div class="field"><label for="${id}">${label}</label><select id="${id}" name="${name}"${error === undefined ? "" : html` aria-describedby="${id}-error"`}${
    focus ? html` autofocus` : ""
  }${disabled ? html` disabled` : ""}${live === undefined ? "" : html` hx-post="${live}"`}>${Object.entries(known).map(
    ([option, text]) => html`<option value="${option}"${option === value ? html` selected` : ""}>${text}</option>`,
  )}</select>${error ?? ""}</div>`;
}

interface TickField extends LabelledField {
  readonly ticked: readonly string[];
  readonly options: readonly { readonly value: string; readonly text: string }[];
}

/** Some of some, side by side; what is ticked stands first and in its order, which is the order in which it is sent. */
export function tickField({ name, label, ticked, options, hint, error, disabled, quiet }: TickField): Html {
  const id = idOf(name);
  const textOf = (value: string) => options.find((option) => option.value === value)?.text ?? value;
  const all = [...ticked.map((value) => ({ value, text: textOf(value) })), ...options.filter(({ value }) => !ticked.includes(value))];
  return html`<div class="ticks" role="group" aria-labelledby="${id}-label"><span id="${id}-label" class="${quiet ? "hidden" : "label"}">${label}</span><div class="tick-list">${all.map(
    ({ value, text }, index) =>
      html`<span class="tick"><input type="checkbox" id="${id}-${index}" name="${name}" value="${value}"${ticked.includes(value) ? html` checked` : ""}${disabled ? html` disabled` : ""}><label for="${id}-${index}">${text}</label></span>`,
  )}</div>${hint === undefined ? "" : html`<p class="hint">${hint}</p>`}${error ?? ""}</div>`;
}

interface Button {
  readonly name?: string;
  readonly value?: string;
  readonly text: string;
  /** Where its text alone doesn't say to what it belongs. */
  readonly label?: string;
  /** Where it is answered without a new page, if a script runs. */
  readonly live?: string;
  readonly kind?: "main" | "quiet";
  readonly focus?: boolean;
}

/** A button that sends the form it stands in. It has no id: by one, a script would put the focus back on it after it was pressed. */
export function buttonMarkup({ name, value, text, label, live, kind = "quiet", focus }: Button): Html {
  return html`<button type="submit" class="${kind}"${name === undefined ? "" : html` name="${name}" value="${value ?? ""}"`}${
    label === undefined ? "" : html` aria-label="${label}"`
  }${live === undefined ? "" : html` hx-post="${live}"`}${focus ? html` autofocus` : ""}>${text}</button>`;
}

/** A section of a page, with its title beside it. */
export const sectionAround = (id: string, title: string, content: Html): Html =>
  html`<section id="${id}" aria-labelledby="${id}-heading"><h2 id="${id}-heading">${title}</h2><div class="blocks">${content}</div></section>\n`;

/** A section of a view, and more after its blocks. */
export const viewSection = (frame: Frame, { id, title, blocks }: Section, more: Html | "" = ""): Html =>
  sectionAround(id, title, html`${blocks.map((block) => blockMarkup(frame, block, title))}${more}`);
