/** What the core must not take from the machine. */
export interface Runtime {
  /** Milliseconds since 1970. */
  now(): number;
  /** From 0 up to 1, for jitter. */
  random(): number;
  pause(waitMs: number): Promise<void>;
}

/** This instant. */
export const instantOf = ({ surroundings }: { readonly surroundings: Pick<Runtime, "now"> }): string =>
  new Date(surroundings.now()).toISOString();

/** Keeps large texts under keys; a key's text never changes. */
export interface ObjectStore {
  put(key: string, text: string): Promise<void>;
  get(key: string): Promise<string | undefined>;
}
