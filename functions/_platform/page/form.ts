import { html } from "hono/html";
import type * as z from "zod";
import { type Issue, issue, type Refusal, RefusedError, under } from "../../../shared/base/issues/issue.ts";
import { parse } from "../../../shared/base/issues/parse.ts";
import type { IssueWriter, Writer } from "../../../shared/ui/writer.ts";
import { type Sent, sentText } from "../site/form-data.ts";
import { button, type ChoiceField, choiceField, fieldId, hiddenField, type LongField, longField, textField, tick } from "./form-fields.ts";
import type { Html } from "./layout.ts";

type Described = "value" | "error" | "isFocused" | "form";

/** A field as a form defines it: what is asked, and how a request holds it. */
export interface FormField extends Omit<ChoiceField & LongField, Described | "options" | "rows"> {
  /** One of these is chosen. */
  readonly options?: ChoiceField["options"];
  /** The field has so many lines. */
  readonly rows?: number;
  /** `yes`: a box that may be ticked. `confirm`: one that has to be, and is no part of the request: it says that one is sure. */
  readonly tick?: "yes" | "confirm";
  /** What it is called in the request, where that isn't its name. */
  readonly as?: string;
  /** What the request holds of what was typed; a text by default. What is empty and may be left out isn't read. */
  readonly read?: (typed: string) => ReadField;
  /** What to do where it can't be read, where the schema's own words don't help. */
  readonly wrong?: string;
  /** Whether it has to be typed anew each time: it is never shown again. */
  readonly isSecret?: boolean;
}

export type ReadField = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly issue: Refusal };

/** A form: one definition of its fields, from which both its markup and the request are made that it sends. */
export interface Form {
  /** Unique on its page. */
  readonly id: string;
  /** What is asked, where its page asks other things too. */
  readonly title?: string;
  /** What comes of it, before the fields. */
  readonly intro?: string;
  /** Where it is sent; to its own page by default. */
  readonly action?: string;
  /** What is carried along. */
  readonly hidden?: Readonly<Record<string, string>>;
  /** A file as text that is carried along: nobody has to choose it twice. */
  readonly content?: string;
  /** Fields of a list stand side by side. */
  readonly fields: readonly (FormField | readonly FormField[])[];
  /** None where it only carries something along. */
  readonly submit?: string;
  /** Which of the page's operations it asks for. */
  readonly op?: string;
  readonly isQuiet?: boolean;
  /** Another operation that it can ask for. */
  readonly otherwise?: { readonly op: string; readonly text: string } | undefined;
  /** The way back. */
  readonly back?: { readonly href: string; readonly text: string } | undefined;
}

/** What was sent by a form and not taken: what was typed, and why. */
export interface Refused {
  /** The form's id; none where it was none of this kind. */
  readonly form?: string;
  readonly typed: Readonly<Record<string, string>>;
  readonly issues: readonly Refusal[];
  /** What each of its fields is called, by its name in the request, and where it stands. */
  readonly fields: ReadonlyMap<string, Pick<FormField, "name" | "label" | "wrong">>;
  /** Whether it can't be read; else a step refused it. */
  readonly isInvalid?: boolean;
  /** What stands at another path is called. */
  readonly nameOf?: (path: string) => string;
  /** What is to be known beside. */
  readonly note?: string;
}

/** Why a step was refused. @throws any other error. */
export function refusedBy(error: unknown, sent: Partial<Refused> = {}): Refused {
  if (!(error instanceof RefusedError)) throw error;
  return { typed: {}, fields: new Map(), ...sent, issues: error.issues, isInvalid: false };
}

/** What was typed into a form, and is wrong by rules of its own. */
export function refusedForm(form: Form, typed: Refused["typed"], issues: readonly Refusal[]): Refused {
  const fields = new Map(fieldsOf(form).map(({ name, as = name, label, wrong }) => [as, { name, label, ...(wrong && { wrong }) }]));
  return { form: form.id, typed, issues, fields };
}

const fieldsOf = ({ fields }: Form): readonly FormField[] => fields.flat();

/** What stands in a form at first, by the names of its fields. */
type Values = Readonly<Record<string, string | undefined>>;

/** A form with what was typed into it last, else with what stands in it at first. */
export function formMarkup(form: Form, { formatIssue }: IssueWriter, values: Values = {}, refused?: Refused): Html {
  const { id, title, intro, action, hidden = {}, content, fields, submit, op, isQuiet, otherwise, back } = form;
  const again = refused?.form === id ? refused : undefined;
  const at = (path = "") => again?.fields.get(fieldPath(path, again.fields))?.name;
  const first = again?.issues.map(({ path }) => at(path)).find((name) => name !== undefined);
  const field = (each: FormField): Html => {
    const value = each.isSecret ? "" : (again?.typed[each.name] ?? values[each.name] ?? "");
    const found = again?.issues.find(({ path }) => at(path) === each.name);
    const inner = found?.path?.slice((each.as ?? each.name).length).replace(/^\./, "") ?? "";
    const error = found && ((again?.isInvalid && each.wrong) || formatIssue({ ...found, path: inner }));
    return fieldMarkup({ ...each, form: id, value, error, isFocused: each.name === first });
  };
  const rows = fields.map((each) => (isRow(each) ? html`<div class="fields">${each.map(field)}</div>` : field(each)));
  return html`<form class="sheet" id="${id}-form" method="post"${action === undefined ? "" : html` action="${action}"`}${content === undefined ? "" : html` enctype="multipart/form-data"`}>${Object.entries(
    hidden,
  ).map(([name, value]) =>
    hiddenField(name, value),
  )}${content === undefined ? "" : html`<textarea name="content" hidden>\n${content}</textarea>`}${intro === undefined ? "" : html`<p>${intro}</p>`}${title === undefined ? rows : html`<fieldset><legend>${title}</legend>${rows}</fieldset>`}<div class="buttons">${submit === undefined ? "" : button({ text: submit, isQuiet, ...(op !== undefined && { op }) })}${
    otherwise === undefined ? "" : button({ ...otherwise, isQuiet: true })
  }${back === undefined ? "" : html`<a href="${back.href}">${back.text}</a>`}</div></form>`;
}

/** The path of the field in which what stands at a path was typed. */
const fieldPath = (path: string, fields: Refused["fields"]): string =>
  [...fields.keys()].find((field) => path === field || path.startsWith(`${field}.`) || path.startsWith(`${field}[`)) ?? "";

const isRow = (each: FormField | readonly FormField[]): each is readonly FormField[] => Array.isArray(each);

function fieldMarkup(field: Omit<FormField, "form"> & Pick<ChoiceField, Described>): Html {
  const { name, label, hint, form, options, rows, value, error } = field;
  if (field.tick !== undefined) {
    const isRequired = field.tick === "confirm";
    const box = tick({ id: fieldId(name, form), name, label, isTicked: value === "yes" && !isRequired, isRequired });
    const asked = hint === undefined ? "" : html`<p>${hint}</p>`;
    return html`${asked}${error === undefined ? box : html`<div>${box}<p class="error">! ${error}</p></div>`}`;
  }
  if (options !== undefined) return choiceField({ ...field, options, value: value === "" ? undefined : value });
  return rows === undefined ? textField(field) : longField({ ...field, rows });
}

/** What a form sent, and the request that it makes where nothing is wrong with it. */
export interface SentForm<Body> {
  readonly refused: Refused;
  readonly body: Body | undefined;
}

/** What a request holds beside what its form asks. */
export type Known = Readonly<Record<string, unknown>>;

/** Reads a form by its fields, and checks it by the schema of the request, which the API checks the same command by. */
export function readForm<Schema extends z.ZodObject>(
  form: Form,
  schema: Schema,
  sent: Sent,
  known: Known = {},
): SentForm<z.output<Schema>> {
  const fields = fieldsOf(form);
  const typed = Object.fromEntries(fields.map(({ name }) => [name, sentText(sent, name)]));
  const issues: Issue[] = [];
  const body: Record<string, unknown> = { ...known };
  for (const { name, as = name, tick, read } of fields) {
    const text = typed[name] ?? "";
    if (tick === "confirm") {
      if (text !== "yes") issues.push(issue(as, "confirmation-missing"));
      continue;
    }
    if (tick === "yes") {
      body[as] = text === "yes";
      continue;
    }
    if (text === "" && mayBeLeftOut(schema, as)) continue;
    const value = read === undefined ? ({ ok: true, value: text } as const) : read(text);
    if (value.ok) body[as] = value.value;
    else issues.push(under(as, { path: "", ...value.issue }));
  }
  const parsed = parse(schema, body);
  for (const found of parsed.ok ? [] : parsed.issues) {
    // One thing at a time: what is empty is also too short.
    if (issues.some(({ path }) => path === found.path)) continue;
    issues.push(found.path === "comment" && found.code === "reason-missing" ? issue("comment", "why-missing") : found);
  }
  return {
    refused: { ...refusedForm(form, typed, issues), isInvalid: true },
    body: issues.length === 0 && parsed.ok ? (parsed.value as z.output<Schema>) : undefined,
  };
}

const mayBeLeftOut = ({ shape }: z.ZodObject, name: string): boolean =>
  (shape as Readonly<Record<string, z.ZodType | undefined>>)[name]?.safeParse(undefined).success !== false;

/** What is wrong with a field, where anything is. */
export function errorAt(
  { issues }: Pick<Refused, "issues">,
  name: string,
  { formatIssue, words }: IssueWriter & Pick<Writer, "words">,
): string | undefined {
  const found = issues.filter(({ path }) => path === name);
  return found.length === 0 ? undefined : found.map((each) => formatIssue({ ...each, path: "" })).join(words.joins.list);
}

/** What was refused, before all else: each with the way to its field, where it has one. */
export function refusedNotice(
  { form, issues, fields, isInvalid, nameOf = (path) => path, note }: Refused,
  { formatIssue }: IssueWriter,
): Html | "" {
  if (issues.length === 0) return "";
  return html`<div class="notice" role="alert">${issues.map((each) => {
    const field = fields.get(fieldPath(each.path ?? "", fields));
    const { path: _, ...alone } = each;
    // A comment that is missing is told as a sentence of its own.
    const told = each.code === "why-missing" ? alone : each;
    const text = (isInvalid && field?.wrong) || formatIssue(told, (path) => fields.get(path)?.label ?? nameOf(path));
    return html`<p>${field === undefined ? text : html`<a href="#${fieldId(field.name, form)}">${text}</a>`}</p>`;
  })}${note === undefined ? "" : html`<p>${note}</p>`}</div>`;
}
