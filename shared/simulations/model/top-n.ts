/** The first so many by an order without ties, of whatever was added, and how many there were: the same however it came. */
export class BestOf<Item> {
  readonly #order: (left: Item, right: Item) => number;
  readonly #most: number;
  #kept: Item[] = [];
  #count = 0;

  constructor(most: number, order: (left: Item, right: Item) => number) {
    this.#most = most;
    this.#order = order;
  }

  /** @param count how many it stands for: more than the items, where some were left out before. */
  add(items: readonly Item[], count = items.length): void {
    this.#count += count;
    this.#kept.push(...items);
    // Sorted now and then, not each time.
    if (this.#kept.length > 4 * this.#most) this.#cut();
  }

  get count(): number {
    return this.#count;
  }

  items(): readonly Item[] {
    this.#cut();
    return this.#kept;
  }

  #cut(): void {
    this.#kept = this.#kept.sort(this.#order).slice(0, this.#most);
  }
}
