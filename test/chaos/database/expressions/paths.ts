import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { type LowLevelItem, own } from "../values.ts";

/** A document path: names (as they are, not #names) and list indices, from the top of the item. */
export type Path = readonly (string | number)[];

/** What stands at a path, if anything. */
export function valueAt(path: Path, item: LowLevelItem): AttributeValue | undefined {
  let value: AttributeValue | undefined = own(item, path[0] as string);
  for (let depth = 1; depth < path.length && value !== undefined; depth += 1) {
    const step = path[depth] as string | number;
    value = typeof step === "number" ? value.L?.[step] : value.M && own(value.M, step);
  }
  return value;
}

/** As DynamoDB writes a path in its messages. */
export function pathText(path: Path): string {
  return `[${path.map((step) => (typeof step === "number" ? `[${step}]` : step)).join(", ")}]`;
}

/** Whether one path is the other, or leads to it. */
export function overlaps(a: Path, b: Path): boolean {
  return commonLength(a, b) === Math.min(a.length, b.length);
}

/** Whether paths part at a place that one takes for a list, and the other for a map. */
export function conflicts(a: Path, b: Path): boolean {
  const shared = commonLength(a, b);
  return shared < Math.min(a.length, b.length) && typeof a[shared] !== typeof b[shared];
}

function commonLength(a: Path, b: Path): number {
  let shared = 0;
  while (shared < a.length && shared < b.length && a[shared] === b[shared]) shared += 1;
  return shared;
}
