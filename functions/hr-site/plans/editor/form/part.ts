import type { IssueCode } from "../../../../../shared/base/issues/codes.ts";
import type { Html } from "../../../../_platform/page/frame.ts";
import type { EditorContext } from "../markup/context.ts";
import type { EditorWords } from "../messages.zh.ts";
import type { FormInput } from "./sent-form.ts";

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
