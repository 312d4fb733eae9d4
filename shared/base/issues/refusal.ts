import type { IssueCode, Params } from "./codes.ts";

/** Why something is refused: a code, and what its text names. An issue is one with a path. */
export interface Refusal {
  readonly code: IssueCode;
  readonly params: Params;
  readonly path?: string;
  /** Of a file's row: its line, as an editor counts them, from 1. */
  readonly line?: number;
}

/** Makes a refusal. */
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
