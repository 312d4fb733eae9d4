import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ownValue } from "../shared/base/json/own-value.ts";

const ROOT = join(import.meta.dirname, "..");
/** Records whose keys may be any text: what is looked up there may be a word from outside. */
const RECORD = /\bconst (\w+): (?:Readonly<)?Record<string, /;

function sourceFiles(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name));
}

/** Where a file reads a record of its own by a key that isn't written there, members that every object has included. */
function accountReads(file: string): string[] {
  const lines = readFileSync(join(ROOT, file), "utf8").split("\n");
  // An object without a prototype has its own keys alone.
  const names = lines.flatMap((line) => (line.includes("Object.create(null)") ? [] : (RECORD.exec(line)?.[1] ?? [])));
  return lines.flatMap((line, index) => {
    const isRead =
      !/^\s*(?:\*|\/)/.test(line) && names.some((name) => new RegExp(`(?<![.\\w])${name}\\[(?!["'\`])[^\\]]+\\](?!\\s*=[^=])`).test(line));
    return isRead && !line.includes("Object.hasOwn(") && !line.includes("ownValue(") ? [`${file}:${index + 1}: ${line.trim()}`] : [];
  });
}

/** Keys that are a record's own by the line before, or never words from outside. */
const KNOWN = [
  "shared/payouts/bank-files/pain001.ts",
  "functions/_platform/dynamodb/ledger/row-codec.ts",
  "infra/local/sample-agency/",
  "infra/local/environment.ts",
];

test("own keys: words from outside are looked up among own keys alone", () => {
  const found = ["shared", "functions", "infra"].flatMap(sourceFiles).flatMap(accountReads);
  expect(found.filter((each) => !KNOWN.some((file) => each.startsWith(file)))).toEqual([]);
});

test.each(["constructor", "toString", "__proto__", "hasOwnProperty"])("a record has no value of its own under %s", (key) => {
  expect(ownValue({ a: 1 }, key)).toBeUndefined();
  expect(ownValue(Object.fromEntries([[key, 1]]), key)).toBe(1);
});

/** Records by key that lose nothing: what is parsed from outside has no key `__proto__`, or the keys are ours. */
const RECORDS_BY_KEY = [
  // Events and bodies of requests: `parseJson` refuses the name.
  "shared/engine/facts/attributes.ts",
  "shared/engine/facts/fields.ts",
  "functions/hr-api/scores/schema.ts",
  "functions/_platform/requests/settings.ts",
  // Causes and what is under way, as the auditor calls them; params of issues; variables of functions.
  "shared/audit/model/audit-run.ts",
  "shared/base/issues/stored-issues.ts",
  "infra/local/resources.ts",
  // Descriptions of responses, by which nothing is parsed.
  "functions/_platform/api/common-schemas.ts",
];

test("own keys: z.record, which passes over the key __proto__, isn't used for keys from outside; byKey is", () => {
  const found = ["shared", "functions", "infra"].flatMap(sourceFiles).filter((file) => {
    const text = readFileSync(join(ROOT, file), "utf8");
    return /z\.(?:looseR|r)ecord\((?!z\.enum\()/.test(text) && !file.endsWith("schema.response.ts");
  });
  expect(found.toSorted()).toEqual(RECORDS_BY_KEY.toSorted());
});
