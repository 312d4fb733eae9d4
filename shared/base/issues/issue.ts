import type { IssueCode, Params } from "./codes.ts";
import type { Refusal } from "./refusal.ts";

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
