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
export function overlaps(left: Path, right: Path): boolean {
  return commonLength(left, right) === Math.min(left.length, right.length);
}

/** Whether paths part at a place that one takes for a list, and the other for a map. */
export function conflicts(left: Path, right: Path): boolean {
  const shared = commonLength(left, right);
  return shared < Math.min(left.length, right.length) && typeof left[shared] !== typeof right[shared];
}

function commonLength(left: Path, right: Path): number {
  let shared = 0;
  while (shared < left.length && shared < right.length && left[shared] === right[shared]) shared += 1;
  return shared;
}
