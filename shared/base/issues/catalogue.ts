import { ownValue } from "../json/own-value.ts";
import type { Language } from "../language.ts";
import type { IssueMessages, Message } from "./codes.ts";
import type { Refusal } from "./refusal.ts";

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
