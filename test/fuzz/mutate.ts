import fc from "fast-check";
import { fitting } from "./fitting-values.ts";
import { oddText, oddValue } from "./odd-values.ts";

/** One change of a JSON value at one of its places; `place` counts them, modulo how many there are. */
export interface Mutation {
  readonly place: number;
  readonly change: Change;
}

type Change =
  | { readonly kind: "replace"; readonly by: unknown }
  /** By a value of the same shape; `everywhere` wherever the name stands. */
  | { readonly kind: "fit"; readonly choice: number; readonly everywhere: boolean }
  | { readonly kind: "remove" }
  | { readonly kind: "rename"; readonly to: string }
  | { readonly kind: "add"; readonly name: string; readonly value: unknown }
  | { readonly kind: "wrap"; readonly name: string | undefined }
  /** A list's items again and again: `isAlike` leaves their ids as they are, else each text of an id is numbered. */
  | { readonly kind: "grow"; readonly times: number; readonly isAlike: boolean }
  | { readonly kind: "reverse" };

const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant("replace" as const), by: oddValue }) },
  { weight: 16, arbitrary: fc.record({ kind: fc.constant("fit" as const), choice: fc.nat(1_000), everywhere: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("remove" as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("rename" as const), to: oddText }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("add" as const), name: oddText, value: oddValue }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("wrap" as const), name: fc.option(oddText, { nil: undefined }) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("grow" as const),
      times: fc.constantFrom(2, 3, 8, 20, 21, 100, 1_000),
      isAlike: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("reverse" as const) }) },
);

/** Up to three mutations. */
export const mutations: fc.Arbitrary<readonly Mutation[]> = fc.array(fc.record({ place: fc.nat(10_000), change }), {
  minLength: 1,
  maxLength: 3,
});

/** The value with mutations, one after the other; the value itself stays as it is. */
export function mutated(value: unknown, all: readonly Mutation[]): unknown {
  const root = { whole: structuredClone(value) };
  for (const { place, change } of all) {
    const places = placesIn(root);
    const at = places[place % places.length];
    if (at === undefined) break;
    const isWide = change.kind === "fit" && change.everywhere;
    for (const each of isWide ? places.filter(([, key]) => key === at[1]) : [at]) apply(change, ...each);
  }
  return root.whole;
}

type Holder = Record<string, unknown> | unknown[];
type Place = readonly [holder: Holder, key: string];

function placesIn(holder: Holder): Place[] {
  return Object.entries(holder).flatMap(([key, value]): Place[] => [
    [holder, key],
    ...(value !== null && typeof value === "object" ? placesIn(value as Holder) : []),
  ]);
}

function apply(change: Change, holder: Holder, key: string): void {
  const value = (holder as Record<string, unknown>)[key];
  switch (change.kind) {
    case "replace":
      set(holder, key, structuredClone(change.by));
      break;
    case "fit":
      set(holder, key, fitting(value, change.choice));
      break;
    case "remove":
      remove(holder, key);
      break;
    case "rename":
      if (Array.isArray(holder)) break;
      remove(holder, key);
      set(holder, change.to, value);
      break;
    case "add":
      if (Array.isArray(value)) value.push(structuredClone(change.value));
      else if (value !== null && typeof value === "object") set(value as Holder, change.name, structuredClone(change.value));
      break;
    case "wrap":
      set(holder, key, change.name === undefined ? [value] : member(change.name, value));
      break;
    case "grow":
      if (Array.isArray(value)) set(holder, key, grown(value, change));
      break;
    case "reverse":
      if (Array.isArray(value)) value.reverse();
  }
}

function remove(holder: Holder, key: string): void {
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
}

/** As JSON would give it: a name that every object knows becomes a member of its own. */
function set(holder: Holder, key: string, value: unknown): void {
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}

function member(name: string, value: unknown): Holder {
  const holder: Holder = {};
  set(holder, name, value);
  return holder;
}

/** Not beyond what fits a message. */
function grown(items: readonly unknown[], { times, isAlike }: { readonly times: number; readonly isAlike: boolean }): unknown[] {
  if (JSON.stringify(items).length * times > 900_000) return [...items];
  return Array.from({ length: times }, (_, round) => items.map((item) => (isAlike ? item : numbered(item, round)))).flat();
}

function numbered(item: unknown, round: number): unknown {
  if (item === null || typeof item !== "object") return item;
  return Object.fromEntries(
    Object.entries(item).map(([key, value]) => [key, /id$/i.test(key) && typeof value === "string" ? `${value}-${round}` : value]),
  );
}
