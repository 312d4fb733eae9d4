/** What is wrong, by the field at which it is told; "" is for what belongs to none. */
export type Problems = ReadonlyMap<string, readonly string[]>;
