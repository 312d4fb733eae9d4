import { type Issue, issue, pathOf } from "../issues/issue.ts";

/** JSON from outside, as JavaScript values; or why it isn't taken. No issue holds a value. */
export type JsonResult = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly issue: Issue };

/**
 * Parses JSON from outside. What would be changed in silence is refused: of a key that stands twice `JSON.parse` keeps the
 * last, a number it rounds to the nearest double, so that 9007199254740990.6 becomes an integer, and the key `__proto__`
 * schemas pass over. 1e2 and 1.0 are 100 and 1, exactly.
 */
export function parseJson(text: string): JsonResult {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, issue: issue("", "not-json") };
  }
  const flaw = jsonFlaw(text);
  return flaw === undefined ? { ok: true, value } : { ok: false, issue: flaw };
}

/** Of text that is JSON: strings, numbers, and what parts them. */
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|[{}[\],:]/g;

/** An object or a list that is open at some place of the text, and where in it that place is. */
interface Level {
  /** Of an object; none of a list. */
  readonly keys: Set<string> | undefined;
  at: string | number;
}

/** What `JSON.parse` and schemas would change in silence in text that is JSON; undefined where nothing. */
export function jsonFlaw(text: string): Issue | undefined {
  const levels: Level[] = [];
  const path = () => pathOf(levels.map(({ at }) => at));
  let isKeyNext = false;
  for (const [token] of text.matchAll(TOKEN)) {
    const level = levels.at(-1);
    if (token === "{" || token === "[") {
      levels.push(token === "{" ? { keys: new Set(), at: "" } : { keys: undefined, at: 0 });
      isKeyNext = token === "{";
    } else if (token === "}" || token === "]") {
      levels.pop();
      isKeyNext = false;
    } else if (token === ",") {
      if (typeof level?.at === "number") level.at += 1;
      isKeyNext = level?.keys !== undefined;
    } else if (token.startsWith('"')) {
      if (!isKeyNext || level?.keys === undefined) continue;
      isKeyNext = false;
      level.at = JSON.parse(token) as string;
      if (level.keys.has(level.at)) return issue(path(), "key-twice");
      if (level.at === "__proto__") return issue(path(), "reserved-name", { name: level.at });
      level.keys.add(level.at);
    } else if (token !== ":" && !isKept(token)) {
      return issue(path(), "number-inexact");
    }
  }
  return undefined;
}

/** Whether a number is the same once it is a double. A fraction stays one, and is for the schemas to refuse or to take. */
function isKept(source: string): boolean {
  const double = Number(source);
  if (!Number.isFinite(double)) return false;
  if (!Number.isInteger(double)) return true;
  if (!Number.isSafeInteger(double)) return false;
  const [, sign = "", whole = "0", fraction = "", exponent = "0"] = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(source) ?? [];
  const digits = `${whole}${fraction}`.replace(/^0+/, "");
  const kept = digits.replace(/0+$/, "");
  if (kept === "") return double === 0;
  // The value is the digits without their zeros, times ten to this power; a safe integer has at most 16 digits.
  const power = Number(exponent) - fraction.length + digits.length - kept.length;
  return power >= 0 && power <= 16 && BigInt(`${sign}${kept}`) * 10n ** BigInt(power) === BigInt(double);
}
