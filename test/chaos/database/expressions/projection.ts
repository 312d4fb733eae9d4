import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { LowLevelItem } from "../values.ts";
import type { Bindings } from "./bindings.ts";
import type { Cursor, WrittenPath } from "./cursor.ts";
import { ExpressionError } from "./expression-error.ts";
import { remembering } from "./parsed.ts";
import { conflicts, overlaps, type Path, pathText, valueAt } from "./paths.ts";

const parseProjection = remembering((cursor: Cursor) => {
  const paths: WrittenPath[] = [cursor.takePath()];
  while (cursor.takeIf(",")) paths.push(cursor.takePath());
  return paths;
});

/** The paths of a ProjectionExpression; undefined where there is none. @throws ValidationException */
export function readProjection(text: string | undefined, bindings: Bindings): readonly Path[] | undefined {
  const check = (written: readonly WrittenPath[]) => checkApart(written.map((path) => bindings.path(path)));
  return bindings.read("ProjectionExpression", text, parseProjection, check)?.map((path) => bindings.path(path));
}

/** @throws ExpressionError where one path is, or leads to, another. */
export function checkApart(paths: readonly Path[]): void {
  for (const [index, path] of paths.entries()) {
    for (const other of paths.slice(0, index)) {
      const both = `must remove or rewrite one of these paths; path one: ${pathText(other)}, path two: ${pathText(path)}`;
      if (overlaps(path, other)) throw new ExpressionError(`Two document paths overlap with each other; ${both}`);
      if (conflicts(path, other)) throw new ExpressionError(`Two document paths conflict with each other; ${both}`);
    }
  }
}

/** What of an item stands at the paths; list elements close up. */
export function project(item: LowLevelItem, paths: readonly Path[] | undefined): LowLevelItem {
  if (paths === undefined) return item;
  const tree: Branch = { branches: new Map() };
  for (const path of paths) if (valueAt(path, item) !== undefined) grow(tree, path);
  return pick({ M: { ...item } }, tree).M ?? {};
}

interface Branch {
  readonly branches: Map<string | number, Branch>;
}

function grow(tree: Branch, path: Path): void {
  let branch = tree;
  for (const step of path) {
    const next = branch.branches.get(step) ?? { branches: new Map() };
    branch.branches.set(step, next);
    branch = next;
  }
}

function pick(value: AttributeValue, { branches }: Branch): AttributeValue {
  if (branches.size === 0) return value;
  if (value.L !== undefined) {
    const list = value.L;
    const indices = [...branches.keys()].map(Number).sort((left, right) => left - right);
    return { L: indices.map((index) => pick(list[index] as AttributeValue, branches.get(index) as Branch)) };
  }
  const map = value.M ?? {};
  return { M: Object.fromEntries([...branches].map(([name, branch]) => [name, pick(map[name] as AttributeValue, branch)])) };
}
