import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { ValidationException } from "../errors.ts";
import { type LowLevelItem, own } from "../values.ts";
import type { Path } from "./paths.ts";

/** An item being changed; whatever the change does not touch is shared with the item before. */
export class Draft {
  readonly #item: Record<string, AttributeValue>;
  /** Maps and lists that this draft made, and may change. */
  readonly #ours = new Set<object>();
  /** Indices always mean the list as it was: what is removed or appended takes its place at the end. */
  readonly #removed = new Map<AttributeValue[], Set<number>>();
  readonly #appended = new Map<AttributeValue[], Map<number, AttributeValue>>();

  constructor(item: LowLevelItem) {
    this.#item = { ...item };
  }

  /** @throws ValidationException where the path leads through what isn't there. */
  set(path: Path, value: AttributeValue): void {
    const last = path.at(-1) as string | number;
    const parent = this.#parentOf(path);
    if (typeof last === "string") this.#mapIn(parent)[last] = value;
    else {
      const list = this.#listIn(parent);
      if (last < list.length) list[last] = value;
      else this.#appended.set(list, (this.#appended.get(list) ?? new Map()).set(last, value));
    }
  }

  /** @throws ValidationException where the path leads through what isn't there. */
  remove(path: Path): void {
    const last = path.at(-1) as string | number;
    const parent = this.#parentOf(path);
    if (typeof last === "string") delete this.#mapIn(parent)[last];
    else {
      const list = this.#listIn(parent);
      this.#removed.set(list, (this.#removed.get(list) ?? new Set()).add(last));
    }
  }

  finish(): LowLevelItem {
    for (const list of new Set([...this.#removed.keys(), ...this.#appended.keys()])) {
      const removed = this.#removed.get(list);
      const kept = list.filter((_, index) => !removed?.has(index));
      const more = [...(this.#appended.get(list) ?? [])].sort(([a], [b]) => a - b).map(([, value]) => value);
      list.splice(0, list.length, ...kept, ...more);
    }
    return this.#item;
  }

  /** The container of the path's last step; for a top-level attribute, the item itself. */
  #parentOf(path: Path): AttributeValue {
    let value: AttributeValue = { M: this.#item };
    this.#ours.add(this.#item);
    for (const step of path.slice(0, -1)) {
      const container: Record<string | number, AttributeValue> =
        typeof step === "number" ? (this.#listIn(value) as unknown as Record<number, AttributeValue>) : this.#mapIn(value);
      const next = own(container, String(step));
      if (next === undefined) throw invalidPath();
      value = this.#copied(next);
      container[step] = value;
    }
    return value;
  }

  #copied(value: AttributeValue): AttributeValue {
    const inner = value.M ?? value.L;
    if (inner === undefined || this.#ours.has(inner)) return value;
    const copy: AttributeValue = value.M === undefined ? { L: [...(value.L ?? [])] } : { M: { ...value.M } };
    this.#ours.add((copy.M ?? copy.L) as object);
    return copy;
  }

  #mapIn(value: AttributeValue): Record<string, AttributeValue> {
    if (value.M === undefined) throw invalidPath();
    return value.M;
  }

  #listIn(value: AttributeValue): AttributeValue[] {
    if (value.L === undefined) throw invalidPath();
    return value.L;
  }
}

function invalidPath(): ValidationException {
  return new ValidationException("The document path provided in the update expression is invalid for update");
}
