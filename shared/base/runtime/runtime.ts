/** What the core must not take from the machine. */
export interface Runtime {
  /** Milliseconds since 1970. */
  now(): number;
  /** From 0 up to 1, for jitter. */
  random(): number;
  pause(waitMs: number): Promise<void>;
}

export const instantOf = ({ surroundings }: { readonly surroundings: Pick<Runtime, "now"> }): string =>
  new Date(surroundings.now()).toISOString();

/** Keeps large texts under keys; a key's text never changes. */
export interface ObjectStore {
  put(key: string, text: string): Promise<void>;
  get(key: string): Promise<string | undefined>;
}

/** How many reads of one task are under way at the same time, where nothing asks for more or fewer. */
export const READS_CONCURRENCY = 8;
