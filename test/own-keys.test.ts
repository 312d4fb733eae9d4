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
  "shared/payouts/bank-files/escape-xml.ts",
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
