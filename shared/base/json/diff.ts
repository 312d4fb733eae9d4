import { canonicalJson } from "./exact-json.ts";

/** One field that differs; absent where there was or is nothing. */
export interface JsonChange {
  /** As one writes it: components[0].rate. The whole is "(whole)". */
  readonly path: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/**
 * What differs between two JSON values, field by field, in the order of the fields; empty exactly where their canonical
 * texts are equal. Lists are compared by place. What stands on one side only is told whole.
 */
export function changesBetween(before: unknown, after: unknown, path = ""): JsonChange[] {
  if (Array.isArray(before) && Array.isArray(after)) {
    const places = Array.from({ length: Math.max(before.length, after.length) }, (_, place) => place);
    return places.flatMap((place) => {
      const at = `${path}[${place}]`;
      if (place >= before.length) return [{ path: at, after: after[place] ?? null }];
      if (place >= after.length) return [{ path: at, before: before[place] ?? null }];
      return changesBetween(before[place] ?? null, after[place] ?? null, at);
    });
  }
  if (isObject(before) && isObject(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names.flatMap((name) => changesBetween(memberOf(before, name), memberOf(after, name), `${path}${joined(path, name)}`));
  }
  if (before === undefined && after === undefined) return [];
  if (before === undefined) return [{ path: path || "(whole)", after }];
  if (after === undefined) return [{ path: path || "(whole)", before }];
  return canonicalJson(before) === canonicalJson(after) ? [] : [{ path: path || "(whole)", before, after }];
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  value !== null && typeof value === "object" && !Array.isArray(value);

/** A name that an object has only by its nature, such as constructor, is no member. */
const memberOf = (object: Readonly<Record<string, unknown>>, name: string): unknown =>
  Object.hasOwn(object, name) ? object[name] : undefined;

/** A name that would not be read as one is quoted. */
function joined(path: string, name: string): string {
  const text = /^[^\s\p{C}.[\]"]+$/u.test(name) ? name : JSON.stringify(name);
  return path === "" ? text : `.${text}`;
}
