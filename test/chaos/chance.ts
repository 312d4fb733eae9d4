/** The one source of chance of a run: equal seeds give equal sequences. (Mulberry32, a generator of 32 bits.) */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 up to 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** An integer from `from` to `to`, both included. */
  between(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  /** True once in so many times: a rate from 0 to 1. */
  hits(rate: number): boolean {
    return this.next() < rate;
  }

  pick<Item>(items: readonly Item[]): Item {
    const item = items[this.between(0, items.length - 1)];
    if (item === undefined) throw new Error("there is nothing to pick from");
    return item;
  }

  /** The items in another order; the list itself stays. */
  shuffled<Item>(items: readonly Item[]): Item[] {
    const all = [...items];
    for (let index = all.length - 1; index > 0; index -= 1) {
      const other = this.between(0, index);
      [all[index], all[other]] = [all[other] as Item, all[index] as Item];
    }
    return all;
  }

  /** Another source, which goes its own way from here on. */
  fork(): Chance {
    return new Chance(Math.floor(this.next() * 4_294_967_296));
  }
}
