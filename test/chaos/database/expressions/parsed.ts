import { MAX_EXPRESSION_BYTES } from "../limits.ts";
import { utf8Length } from "../sizes.ts";
import { Cursor } from "./cursor.ts";
import { ExpressionError } from "./expression-error.ts";

/** An expression, read. */
export interface Parsed<Tree> {
  readonly tree: Tree;
  /** The #names and :values that stand in it. */
  readonly names: ReadonlySet<string>;
  readonly values: ReadonlySet<string>;
}

const MAX_REMEMBERED = 10_000;

/** Makes a parser that remembers what it read, by its text: the same few expressions come again and again. */
export function remembering<Tree>(read: (cursor: Cursor) => Tree): (text: string) => Parsed<Tree> {
  const known = new Map<string, Parsed<Tree>>();
  return (text) => {
    let parsed = known.get(text);
    if (parsed === undefined) {
      parsed = parse(text, read);
      if (known.size >= MAX_REMEMBERED) known.clear();
      known.set(text, parsed);
    }
    return parsed;
  };
}

function parse<Tree>(text: string, read: (cursor: Cursor) => Tree): Parsed<Tree> {
  const bytes = utf8Length(text);
  if (bytes > MAX_EXPRESSION_BYTES)
    throw new ExpressionError(`Expression size has exceeded the maximum allowed size; expression size: ${bytes}`);
  if (text.trim() === "") throw new ExpressionError("The expression can not be empty;");
  const cursor = new Cursor(text);
  const tree = read(cursor);
  cursor.expectEnd();
  return { tree, names: cursor.names, values: cursor.values };
}
