import { createHash } from "node:crypto";
import { parameterMismatch, ValidationException } from "./errors.ts";
import { MAX_TOKEN_LENGTH, TOKEN_LIFETIME_MS } from "./limits.ts";

interface Done {
  readonly fingerprint: string;
  readonly atMs: number;
}

/** The client tokens of the transactions of the last ten minutes. */
export class Tokens {
  #done = new Map<string, Done>();

  /**
   * Whether a transaction was done before under its token, which makes doing it again do nothing.
   * @throws IdempotentParameterMismatchException where something else was done under it.
   */
  isDone(token: string, fingerprint: string, nowMs: number): boolean {
    for (const [old, { atMs }] of this.#done) {
      if (nowMs - atMs < TOKEN_LIFETIME_MS) break;
      this.#done.delete(old);
    }
    const done = this.#done.get(token);
    if (done === undefined) return false;
    if (done.fingerprint !== fingerprint) throw parameterMismatch();
    return true;
  }

  note(token: string, fingerprint: string, nowMs: number): void {
    this.#done.set(token, { fingerprint, atMs: nowMs });
  }

  snapshot(): ReadonlyMap<string, Done> {
    return new Map(this.#done);
  }

  restore(snapshot: ReadonlyMap<string, Done>): void {
    this.#done = new Map(snapshot);
  }
}

/** Stands for a transaction's actions. */
export function fingerprintOf(actions: unknown): string {
  const text = JSON.stringify(actions, (_, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString("base64") : value,
  );
  return createHash("sha256").update(text).digest("base64");
}

/** @throws ValidationException */
export function checkToken(token: string): void {
  const violated =
    token.length === 0
      ? "greater than or equal to 1"
      : token.length > MAX_TOKEN_LENGTH
        ? `less than or equal to ${MAX_TOKEN_LENGTH}`
        : undefined;
  if (violated !== undefined)
    throw new ValidationException(
      `1 validation error detected: Value '${token}' at 'clientRequestToken' failed to satisfy constraint: Member must have length ${violated}`,
    );
}
