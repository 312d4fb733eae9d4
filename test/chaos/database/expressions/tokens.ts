import { ExpressionError } from "./expression-error.ts";

/** A piece of an expression: a bare name, a #name, a :value, an index, a sign, or the end. */
export interface Token {
  readonly kind: "word" | "name" | "value" | "number" | "sign" | "end";
  readonly text: string;
  /** Where it stands in the expression. */
  readonly at: number;
}

const TOKEN = /\s*(?:([A-Za-z_][A-Za-z0-9_]*)|(#[A-Za-z0-9_]+)|(:[A-Za-z0-9_]+)|(\d+)|(<>|<=|>=|[=<>()[\],.+-]))/y;
const KINDS = ["word", "name", "value", "number", "sign"] as const;

/** Cuts an expression into its tokens, the end included. @throws ExpressionError at a character that no expression has. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const start = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (match === null) throw syntaxError(text, text.slice(start).trimStart().slice(0, 1), start);
    const group = match.findIndex((part, index) => index > 0 && part !== undefined);
    const part = match[group] as string;
    tokens.push({ kind: KINDS[group - 1] as Token["kind"], text: part, at: TOKEN.lastIndex - part.length });
  }
  tokens.push({ kind: "end", text: "<EOF>", at: end });
  return tokens;
}

const NEARBY = 10;

export function syntaxError(text: string, token: string, at: number): ExpressionError {
  const near = text.slice(Math.max(0, at - NEARBY), at + token.length + NEARBY).trim();
  return new ExpressionError(`Syntax error; token: "${token}", near: "${near}"`);
}
