/**
 * The value of a record under a key that comes from outside: only what the record holds itself. `record[key]` would find
 * members that every object has, such as `constructor` and `toString`.
 */
export const ownValue = <Value>(record: Readonly<Record<string, Value>>, key: string | number): Value | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;
