import type * as z from "zod";
import { ownValue } from "../json/own-value.ts";
import type { Language } from "../language.ts";

/** What an issue's text names: limits, ids, months. Never anything that was typed of an account. */
export type Params = Readonly<Record<string, string | number>>;

/** Writes the text of an issue in one language. */
export type Message = (params: Params) => string;

/**
 * The texts of all codes. Each room's `messages.zh.ts` adds its own by declaration merging: a code without a text doesn't
 * compile, and no room imports another's texts.
 */
// biome-ignore lint/suspicious/noEmptyInterface: rooms add the members.
export interface IssueMessages {}

/** What is wrong, by a name that stays: texts, groups, HTTP statuses and the help at fields go by it. */
export type IssueCode = keyof IssueMessages;

/** The same code, checked by the compiler: a schema takes any text for a message. */
export const code = (given: IssueCode): IssueCode => given;

/** Adds an issue from within a schema's own rule. */
export function addIssue(context: z.core.$RefinementCtx, path: readonly (string | number)[], code: IssueCode, params: Params = {}): void {
  context.addIssue({ code: "custom", path: [...path], message: code, params });
}

/** Why something is refused: a code, and what its text names. An issue is one with a path. */
export interface Refusal {
  readonly code: IssueCode;
  readonly params: Params;
  readonly path?: string;
  /** Of a file's row: its line, as an editor counts them, from 1. */
  readonly line?: number;
}

export const refusal = (code: IssueCode, params: Params = {}): Refusal => ({ code, params });

/** Whether a value of unknown origin, such as a logged change, is a refusal or an issue. */
export const isRefusal = (value: unknown): value is Refusal =>
  value !== null && typeof value === "object" && Object.hasOwn(value, "code") && Object.hasOwn(value, "params");

/** What all issues of a code have in common: its text with "…" for what differs from one to the other. */
export const kindOfIssue = ({ code, params }: Refusal): Refusal => ({
  code,
  params: Object.fromEntries(Object.keys(params).map((name) => [name, "…"])),
});

/** A refusal or an issue for logs, by its code: `lines[0].price: too-small (minimum 0)`. People read a catalogue's text. */
export function describeIssue({ path = "", line, code, params }: Refusal): string {
  const named = Object.entries(params).map(([name, value]) => `${name} ${value}`);
  return `${line === undefined ? "" : `line ${line}: `}${path === "" ? "" : `${path}: `}${code}${named.length === 0 ? "" : ` (${named.join(", ")})`}`;
}

/** Ends a step with its reasons. @throws RefusedError */
export function refuse(...issues: readonly Refusal[]): never {
  throw new RefusedError(...issues);
}

/** Thrown when what is asked for is refused: trying again changes nothing. Its message is for logs. */
export class RefusedError extends Error {
  override readonly name = "RefusedError";
  /** At least one. The first decides what kind of refusal it is; those with a path tell where. */
  readonly issues: readonly Refusal[];

  constructor(...issues: readonly Refusal[]) {
    super(issues.map(describeIssue).join("; "));
    this.issues = issues;
  }
}

/** What is wrong with content, and where: `path` as one writes it, lines[0].price; "" for the whole. */
export interface Issue extends Refusal {
  readonly path: string;
}

/** Makes an issue of what stands at a path. */
export const issue = (path: string, code: IssueCode, params: Params = {}): Issue => ({ path, code, params });

/** An issue of a part, told of what holds the part at a path. */
export function under(path: string, { path: inner, ...rest }: Issue): Issue {
  const joint = path === "" || inner === "" || inner.startsWith("[") ? "" : ".";
  return { path: `${path}${joint}${inner}`, ...rest };
}

/** A field's path as one writes it: lines[0].price. The whole content is "", and a name that one would not see is quoted. */
export function pathOf(path: readonly PropertyKey[]): string {
  return path.map((part, index) => (typeof part === "number" ? `[${part}]` : `${index === 0 ? "" : "."}${visible(String(part))}`)).join("");
}

const visible = (name: string): string => (/^[^\s\p{C}]+$/u.test(name) ? name : JSON.stringify(name));

/** The texts of some codes in one language. */
export type Messages<Codes extends string = string> = Readonly<Record<Codes, Message>>;

/** The texts of all codes in one language: what the rooms' catalogues come to. */
export type Catalogue = Messages<keyof IssueMessages>;

/** Formats an issue or a refusal in one language; of an issue its field stands first, called as `nameOf` says. */
export type FormatIssue = (issue: Refusal, nameOf?: (path: string) => string) => string;

/** Formats by a catalogue. A stored issue may have a code that is no more: its name is told then. */
export function issueFormatter(catalogue: Catalogue, language: Language): FormatIssue {
  return ({ path, line, code, params }, nameOf = (name) => name) => {
    const text = ownValue(catalogue as Messages, code)?.(params) ?? code;
    const places = [...(line === undefined ? [] : [LINES[language](line)]), ...(path === undefined || path === "" ? [] : [nameOf(path)])];
    if (places.length > 0) return [...places, text].join(COLONS[language]);
    // Behind its field a text goes on in small letters; one of the whole begins a sentence.
    return path === undefined ? text : `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
  };
}

const COLONS: Readonly<Record<Language, string>> = { zh: "：", en: ": " };
const LINES: Readonly<Record<Language, (line: number) => string>> = { zh: (line) => `第 ${line} 行`, en: (line) => `Line ${line}` };
