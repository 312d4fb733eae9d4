/** Keeps large texts under keys; a key's text never changes. */
export interface ObjectStore {
  put(key: string, text: string): Promise<void>;
  get(key: string): Promise<string | undefined>;
}
