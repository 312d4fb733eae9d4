/** A waiter, and when it is woken; of one time, who waited first. */
interface Waiter {
  readonly at: number;
  readonly order: number;
  readonly wake: () => void;
}

/**
 * Virtual time. Whatever waits is woken one after the other in the order of its time, and runs until it waits again:
 * two runs that ask for equal times happen in equal order.
 */
export class Clockwork {
  /** Milliseconds since 1970. */
  now: number;
  #count = 0;
  /** A binary heap: the first is the next. */
  readonly #waiters: Waiter[] = [];

  constructor(startsAt: number) {
    this.now = startsAt;
  }

  /** Waits for so many milliseconds of virtual time. */
  wait(waitMs: number): Promise<void> {
    return new Promise((wake) => this.call(waitMs, wake));
  }

  /** Calls back after so many milliseconds of virtual time. */
  call(waitMs: number, wake: () => void): void {
    this.#count += 1;
    this.#push({ at: this.now + Math.max(0, waitMs), order: this.#count, wake });
  }

  /** Lets time pass until a promise is settled. @throws where nothing waits any more, and it is not. */
  async until<Result>(promise: Promise<Result>): Promise<Result> {
    let isSettled = false;
    const settled = () => {
      isSettled = true;
    };
    promise.then(settled, settled);
    await idle();
    for (let woken = 0; !isSettled; woken += 1) {
      if (woken > MAX_WAKES) throw new Error(`nothing comes of it: after ${MAX_WAKES} steps it is still going on`);
      const next = this.#pop();
      if (next === undefined) throw new Error("everything stands still: nobody waits for anything that will happen");
      this.now = next.at;
      next.wake();
      await idle();
    }
    return promise;
  }

  #push(waiter: Waiter): void {
    const heap = this.#waiters;
    let place = heap.push(waiter) - 1;
    while (place > 0) {
      const above = (place - 1) >> 1;
      if (!isBefore(waiter, heap[above] as Waiter)) break;
      heap[place] = heap[above] as Waiter;
      place = above;
    }
    heap[place] = waiter;
  }

  #pop(): Waiter | undefined {
    const heap = this.#waiters;
    const [first] = heap;
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    let place = 0;
    for (;;) {
      let below = 2 * place + 1;
      if (below >= heap.length) break;
      if (below + 1 < heap.length && isBefore(heap[below + 1] as Waiter, heap[below] as Waiter)) below += 1;
      if (!isBefore(heap[below] as Waiter, last)) break;
      heap[place] = heap[below] as Waiter;
      place = below;
    }
    heap[place] = last;
    return first;
  }
}

function isBefore(left: Waiter, right: Waiter): boolean {
  return left.at < right.at || (left.at === right.at && left.order < right.order);
}

/** Far more than the longest story takes. */
const MAX_WAKES = 2_000_000;

/** Until all that can run without waiting has run. */
function idle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
