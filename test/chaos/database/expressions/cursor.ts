import { ExpressionError } from "./expression-error.ts";
import { RESERVED_WORDS } from "./reserved-words.ts";
import { syntaxError, type Token, tokenize } from "./tokens.ts";

/** A path as written: #names are not yet resolved. */
export type WrittenPath = readonly (string | number)[];

/** Reads an expression token by token, and notes the #names and :values that it meets. */
export class Cursor {
  readonly names = new Set<string>();
  readonly values = new Set<string>();
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #place = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = tokenize(text);
  }

  get next(): Token {
    return this.#tokens[this.#place] as Token;
  }

  /** The token after the next one. */
  get second(): Token {
    return this.#tokens[Math.min(this.#place + 1, this.#tokens.length - 1)] as Token;
  }

  take(): Token {
    const token = this.next;
    if (token.kind !== "end") this.#place += 1;
    return token;
  }

  /** Takes a sign if it comes next. */
  takeIf(sign: string): boolean {
    const isNext = this.next.kind === "sign" && this.next.text === sign;
    if (isNext) this.#place += 1;
    return isNext;
  }

  expect(sign: string): void {
    if (!this.takeIf(sign)) throw this.unexpected();
  }

  isKeyword(keyword: string): boolean {
    return this.next.kind === "word" && this.next.text.toUpperCase() === keyword;
  }

  /** Takes a keyword, in any case, if it comes next. */
  takeKeyword(keyword: string): boolean {
    const isNext = this.isKeyword(keyword);
    if (isNext) this.#place += 1;
    return isNext;
  }

  expectEnd(): void {
    if (this.next.kind !== "end") throw this.unexpected();
  }

  unexpected(): ExpressionError {
    return syntaxError(this.#text, this.next.text, this.next.at);
  }

  /** A :value. */
  takeValue(): string {
    if (this.next.kind !== "value") throw this.unexpected();
    const { text } = this.take();
    this.values.add(text);
    return text;
  }

  /** A document path such as a.#b[0].c. */
  takePath(): WrittenPath {
    const steps: (string | number)[] = [this.#takeName()];
    for (;;) {
      if (this.takeIf(".")) steps.push(this.#takeName());
      else if (this.takeIf("[")) {
        if (this.next.kind !== "number") throw this.unexpected();
        steps.push(Number(this.take().text));
        this.expect("]");
      } else return steps;
    }
  }

  #takeName(): string {
    const { kind, text } = this.next;
    if (kind === "name") this.names.add(text);
    else if (kind !== "word") throw this.unexpected();
    else if (RESERVED_WORDS.has(text.toUpperCase()))
      throw new ExpressionError(`Attribute name is a reserved keyword; reserved keyword: ${text}`);
    this.take();
    return text;
  }
}
