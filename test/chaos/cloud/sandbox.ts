/** Where one copy of a function runs, one invocation after the other, until it dies. What is dead never goes on. */
export class Sandbox {
  readonly id: number;
  /** By how much its clock is off, in milliseconds. */
  skewMs = 0;
  #isDead = false;
  /** Told once, when it dies in the middle of an invocation. */
  onDeath: ((comment: string) => void) | undefined;

  constructor(id: number) {
    this.id = id;
  }

  get isDead(): boolean {
    return this.#isDead;
  }

  kill(comment: string): void {
    if (this.#isDead) return;
    this.#isDead = true;
    this.onDeath?.(comment);
  }

  /** What a promise gives, but only to the living. */
  async alive<Result>(promise: Promise<Result>): Promise<Result> {
    try {
      return await promise;
    } finally {
      // A new one each time: what waits for it is forgotten with it.
      if (this.#isDead) await new Promise<never>(() => {});
    }
  }
}
