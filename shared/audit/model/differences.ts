import { canonicalJson } from "../../base/json/exact-json.ts";

/** Two contents, each told by what the other does not say. */
export interface Differences {
  readonly expected: string;
  readonly found: string;
}

/** How many fields are told. */
const MAX_FIELDS = 8;
const MAX_LENGTH = 300;

/** Tells two contents apart, field by field; `nothing` is what an absent one is called. */
export function differences(expected: object | undefined, found: object | undefined, nothing = "nothing"): Differences {
  const [wanted, there] = [fieldsOf(expected), fieldsOf(found)];
  const all = [...new Set([...wanted.keys(), ...there.keys()])].filter((field) => wanted.get(field) !== there.get(field));
  const tell = (content: object | undefined, fields: ReadonlyMap<string, string>) =>
    content === undefined
      ? nothing
      : shorten(
          all
            .slice(0, MAX_FIELDS)
            .map((field) => `${field} ${fields.get(field) ?? "none"}`)
            .join(", "),
        );
  // Where one is absent, what the other says as a whole is what differs.
  return { expected: tell(expected, wanted), found: tell(found, there) };
}

function fieldsOf(content: object | undefined): Map<string, string> {
  const fields = new Map<string, string>();
  for (const [name, value] of Object.entries(content ?? {})) if (value !== undefined) fields.set(name, canonicalJson(value));
  return fields;
}

const shorten = (text: string): string => (text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text);
