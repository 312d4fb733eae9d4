import type { html } from "hono/html";
import type { Language } from "../../../shared/base/language.ts";
import { encodeSlashesTwice, pathSegment } from "../http/own-path.ts";

/** Markup that is escaped where it has to be. */
export type Html = ReturnType<typeof html>;

/** Pages for those who run the agency, under the first part of their path. */
export type Area = "hr" | "finance";

/** What a page stands in: everything about it that isn't its view. */
export interface Frame {
  readonly language: Language;
  /** Path of the page, such as `/zh/me/months/2026-06`, and its query, "" or with its question mark. */
  readonly path: string;
  readonly query: string;
  /** Whether somebody is signed in. */
  readonly signedIn: boolean;
  /** Whether the reader may look at the pages of all advisors. */
  readonly seesAll: boolean;
  /** Whether it is one of the pages on which plans and people are changed, or months closed and advisors paid. */
  readonly area?: Area;
  /** Where the pages of one advisor begin, such as `/zh/me`, or an area's, `/zh/hr`; none outside of them. */
  readonly root?: string;
  /** Whose pages these are, where they aren't the reader's own. */
  readonly about?: { readonly advisorId: string; readonly name: string };
  /** Scripts of ours that the page may run, by their paths. */
  readonly scripts?: readonly string[];
  /** After how many seconds a browser without scripts is to look again. */
  readonly refreshSeconds?: number;
}

/** Where a path that a view names stands within the site. Only of its path a layer of encoding is taken off on the way. */
export function linkTo({ root = "", language }: Pick<Frame, "root" | "language">, to: string): string {
  const [, path = "", rest = ""] = /^([^?#]*)(.*)$/.exec(to) ?? [];
  const encoded = `${encodeSlashesTwice(path)}${rest}`;
  if (path.startsWith("/")) return `/${language}${encoded}`;
  return path === "" ? `${root}${rest}` : `${root}/${encoded}`;
}

/** Where the pages of one advisor begin. */
export function advisorRoot(language: Language, advisorId: string): string {
  return `/${language}/advisors/${pathSegment(advisorId)}`;
}
