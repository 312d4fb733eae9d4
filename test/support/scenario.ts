import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { canonicalJson, parseExact } from "../../shared/base/json/exact-json.ts";
import { type Agency, agencySchema } from "../../shared/engine/facts/agency.ts";

/** The content of a fact as it is sent: not read yet, perhaps invalid. */
export type Content = Readonly<Record<string, unknown>>;

/** A step of a scenario: a fact, or the close of a month. */
export type Step =
  | { readonly order: Content }
  | { readonly advisor: Content }
  | { readonly attributes: Content }
  | { readonly plan: Content }
  | { readonly adjustment: Content }
  | { readonly close: string };

/** What a scenario gives: statements and the changes of equity, as a run makes them or as they are written down. */
export interface Outcome {
  readonly statements: readonly unknown[];
  readonly equityChanges: readonly unknown[];
}

/** A scenario as the contract fixes it, with what it must give. */
export interface Scenario {
  readonly name: string;
  readonly comment: string;
  readonly agency: Agency;
  /** Plans and advisors known from the start; an advisor may carry `months`, attributes by month. */
  readonly plans: readonly Content[];
  readonly advisors: readonly Content[];
  readonly steps: readonly Step[];
  readonly expected: Outcome;
}

/** Reads a scenario from a JSON file, or from a folder whose files may each be compressed (.gz). */
export function readScenario(path: string): Scenario {
  const name = basename(path, ".json");
  return statSync(path).isDirectory() ? readFolder(path, name) : readDocument(readText(path), name);
}

/** An outcome in the order of the files, with one text for equal amounts, whether they were numbers or `bigint`. */
export function comparable({ statements, equityChanges }: Outcome): { statements: unknown[]; equityChanges: unknown[] } {
  // The contract has what was written off among the manual adjustments alone.
  const inContract = statements.map((statement) => {
    const { writtenOff: _w, draw: _d, ...shape } = statement as { readonly writtenOff?: bigint; readonly draw?: unknown };
    return shape;
  });
  return { statements: inFileOrder(inContract), equityChanges: inFileOrder(equityChanges) };
}

function readDocument(text: string, name: string): Scenario {
  const { comment, agency, plans, advisors, steps } = JSON.parse(text);
  return { name, comment, agency: agencySchema.parse(agency), plans, advisors, steps, expected: parseExact(text) as Outcome };
}

function readFolder(folder: string, name: string): Scenario {
  const document = (file: string) => JSON.parse(readText(join(folder, file)));
  const rows = (file: string) => readText(join(folder, file)).split("\n").filter(Boolean);
  return {
    name,
    comment: "",
    agency: agencySchema.parse(document("agency.json")),
    plans: document("plans.json"),
    advisors: document("advisors.json"),
    steps: rows("steps.ndjson").map((row) => JSON.parse(row)),
    expected: { statements: rows("statements.ndjson").map(parseExact), equityChanges: rows("equity.ndjson").map(parseExact) },
  };
}

function readText(path: string): string {
  return existsSync(path) ? readFileSync(path, "utf8") : gunzipSync(readFileSync(`${path}.gz`)).toString("utf8");
}

/** By month, then advisor. */
function inFileOrder(rows: readonly unknown[]): unknown[] {
  const keyed = rows.map((row) => {
    const { month, advisorId } = row as { month: string; advisorId: string };
    return { key: `${month} ${advisorId}`, row: parseExact(canonicalJson(row)) };
  });
  return keyed.sort((left, right) => (left.key < right.key ? -1 : left.key > right.key ? 1 : 0)).map(({ row }) => row);
}
