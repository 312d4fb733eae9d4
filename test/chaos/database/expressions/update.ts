import type { Cursor, WrittenPath } from "./cursor.ts";
import { ExpressionError } from "./expression-error.ts";
import { remembering } from "./parsed.ts";

/** What a SET assigns. */
export type Assigned =
  | { readonly kind: "path"; readonly path: WrittenPath }
  | { readonly kind: "value"; readonly name: string }
  | { readonly kind: "sum"; readonly sign: "+" | "-"; readonly left: Assigned; readonly right: Assigned }
  | { readonly kind: "if_not_exists"; readonly path: WrittenPath; readonly otherwise: Assigned }
  | { readonly kind: "list_append"; readonly left: Assigned; readonly right: Assigned };

/** One step of an update, as written. */
export type UpdateStep =
  | { readonly kind: "SET"; readonly path: WrittenPath; readonly to: Assigned }
  | { readonly kind: "REMOVE"; readonly path: WrittenPath }
  | { readonly kind: "ADD" | "DELETE"; readonly path: WrittenPath; readonly value: string };

const SECTIONS = ["SET", "REMOVE", "ADD", "DELETE"] as const;

/** Reads an UpdateExpression. @throws ExpressionError */
export const parseUpdate = remembering((cursor) => {
  const steps: UpdateStep[] = [];
  const seen = new Set<string>();
  while (cursor.next.kind !== "end") {
    const section = SECTIONS.find((name) => cursor.takeKeyword(name));
    if (section === undefined) throw cursor.unexpected();
    if (seen.has(section)) throw new ExpressionError(`The "${section}" section can only be used once in an update expression;`);
    seen.add(section);
    do steps.push(readStep(section, cursor));
    while (cursor.takeIf(","));
  }
  return steps;
});

function readStep(section: (typeof SECTIONS)[number], cursor: Cursor): UpdateStep {
  const path = cursor.takePath();
  switch (section) {
    case "SET":
      cursor.expect("=");
      return { kind: "SET", path, to: readSum(cursor) };
    case "REMOVE":
      return { kind: "REMOVE", path };
    default:
      return { kind: section, path, value: cursor.takeValue() };
  }
}

function readSum(cursor: Cursor): Assigned {
  const left = readAssigned(cursor);
  const sign = (["+", "-"] as const).find((candidate) => cursor.takeIf(candidate));
  return sign === undefined ? left : { kind: "sum", sign, left, right: readAssigned(cursor) };
}

function readAssigned(cursor: Cursor): Assigned {
  if (cursor.next.kind === "value") return { kind: "value", name: cursor.takeValue() };
  const isCall = cursor.next.kind === "word" && cursor.second.kind === "sign" && cursor.second.text === "(";
  if (!isCall) return { kind: "path", path: cursor.takePath() };
  const name = cursor.take().text;
  if (name !== "if_not_exists" && name !== "list_append") throw new ExpressionError(`Invalid function name; function: ${name}`);
  cursor.expect("(");
  const first = readAssigned(cursor);
  cursor.expect(",");
  const right = readAssigned(cursor);
  cursor.expect(")");
  if (name === "list_append") return { kind: "list_append", left: first, right };
  if (first.kind !== "path")
    throw new ExpressionError("Operator or function requires a document path; operator or function: if_not_exists");
  return { kind: "if_not_exists", path: first.path, otherwise: right };
}
