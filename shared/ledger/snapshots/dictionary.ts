import { compare } from "../../base/text/compare.ts";

/** Values that repeat: each once, sorted, and its place among them. */
export class Dictionary<Value> {
  readonly #keyOf: (value: Value) => string;
  readonly #order: (left: Value, right: Value) => number;
  readonly #values = new Map<string, Value>();
  #places: ReadonlyMap<string, number> | undefined;

  /** @param order by key, where it is left out. */
  constructor(
    keyOf: (value: Value) => string,
    order: (left: Value, right: Value) => number = (left, right) => compare(keyOf(left), keyOf(right)),
  ) {
    this.#keyOf = keyOf;
    this.#order = order;
  }

  add(value: Value): void {
    const key = this.#keyOf(value);
    if (!this.#values.has(key)) this.#values.set(key, value);
  }

  /** All values. None may be added any more. */
  sorted(): Value[] {
    return [...this.#values.values()].sort(this.#order);
  }

  placeOf(value: Value): number {
    this.#places ??= new Map(this.sorted().map((each, place) => [this.#keyOf(each), place]));
    const place = this.#places.get(this.#keyOf(value));
    if (place === undefined) throw new Error(`${this.#keyOf(value)} was never added`);
    return place;
  }
}
