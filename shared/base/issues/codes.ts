import type * as z from "zod";

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
