import { createReadStream, existsSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { pipeline, type Readable } from "node:stream";
import { createGunzip, gunzipSync } from "node:zlib";
import * as z from "zod";
import { issueFormatIn } from "../../../functions/_platform/issue-texts.ts";
import type { Issue } from "../../../shared/base/issues/issue.ts";
import { parse as parseBy } from "../../../shared/base/issues/parse.ts";
import { jsonFlaw } from "../../../shared/base/json/parse-json.ts";
import { type Agency, agencySchema } from "../../../shared/engine/facts/agency.ts";
import { month } from "../../../shared/engine/facts/fields.ts";
import { financeSchema, reviewSchema } from "../../../shared/settings/model/settings.ts";
import { ScenarioError } from "../command.ts";

/** A step of a scenario: one fact, or a close. What a fact holds is for the functions to validate. */
export type Step =
  | { readonly order: unknown }
  | { readonly advisor: unknown }
  | { readonly attributes: unknown }
  | { readonly plan: unknown }
  | { readonly adjustment: unknown }
  | { readonly close: string };

/** Settings that a scenario may bring along, as they stand in cdk.json. */
const settingsSchema = z.strictObject({ finance: financeSchema.optional(), review: reviewSchema.optional() });

/** Settings that a scenario may bring along. */
export type ScenarioSettings = z.infer<typeof settingsSchema>;

/** A scenario as the contract describes it. */
export interface Scenario {
  readonly name: string;
  readonly agency: Agency;
  /** Of how the agency pays and reviews; undefined where the scenario has none. */
  readonly settings?: ScenarioSettings | undefined;
  readonly plans: readonly unknown[];
  readonly advisors: readonly unknown[];
  steps(): AsyncIterable<Step>;
}

/**
 * Opens a scenario: a JSON file, or a folder with agency.json, plans.json, advisors.json and steps.ndjson, each perhaps
 * with .gz. It may have settings (settings.json): `finance` and `review`, as they stand in cdk.json.
 * @throws ScenarioError where there is none, or its frame can't be read.
 */
export async function readScenario(path: string): Promise<Scenario> {
  if (!existsSync(path)) throw new ScenarioError(`${path}: no such file or folder; give a scenario's JSON file, or its folder`);
  const name = basename(path).replace(/\.json(\.gz)?$/, "");
  if (statSync(path).isDirectory()) {
    const frame = await Promise.all(["agency.json", "plans.json", "advisors.json"].map(async (file) => readJson(present(path, file))));
    const stepsFile = present(path, "steps.ndjson");
    const settingsFile = find(path, "settings.json");
    return {
      name,
      agency: toAgency(frame[0], path),
      settings: settingsFile === undefined ? undefined : toSettings(await readJson(settingsFile), path),
      plans: toList(frame[1], "plans.json"),
      advisors: toList(frame[2], "advisors.json"),
      steps: () => readSteps(stepsFile),
    };
  }
  const whole = await readJson(path);
  if (whole === null || typeof whole !== "object")
    throw new ScenarioError(`${path}: expected an object with agency, plans, advisors and steps`);
  const { agency, settings, plans, advisors, steps } = whole as Record<string, unknown>;
  const list = toList(steps, "steps");
  return {
    name,
    agency: toAgency(agency, path),
    settings: settings === undefined ? undefined : toSettings(settings, path),
    plans: toList(plans, "plans"),
    advisors: toList(advisors, "advisors"),
    steps: async function* () {
      for (const [index, step] of list.entries()) yield toStep(step, `steps[${index}]`);
    },
  };
}

async function* readSteps(file: string): AsyncGenerator<Step> {
  let number = 0;
  for await (const line of linesOf(file)) {
    number += 1;
    if (line.trim() === "") continue;
    const where = `${basename(file)}, line ${number}`;
    yield toStep(parse(line, where), where);
  }
}

/** @throws ScenarioError where the file can't be read to its end; readline would leave that unhandled. */
async function* linesOf(file: string): AsyncIterable<string> {
  const raw = createReadStream(file);
  const bytes: Readable = file.endsWith(".gz") ? pipeline(raw, createGunzip(), () => {}) : raw;
  let left = "";
  try {
    for await (const chunk of bytes.setEncoding("utf8")) {
      const lines = `${left}${chunk}`.split("\n");
      left = lines.pop() ?? "";
      yield* lines;
    }
  } catch (error) {
    throw invalid(file, error);
  }
  yield left;
}

const KINDS = ["order", "advisor", "attributes", "plan", "adjustment", "close"];

function toStep(step: unknown, where: string): Step {
  const kinds = step !== null && typeof step === "object" ? Object.keys(step) : [];
  const [kind] = kinds;
  if (kinds.length !== 1 || kind === undefined || !KINDS.includes(kind))
    throw new ScenarioError(`${where}: expected one of ${KINDS.join(", ")}`);
  if (kind === "close" && !month.safeParse((step as { close: unknown }).close).success) {
    throw new ScenarioError(`${where}: close: expected a month as YYYY-MM`);
  }
  return step as Step;
}

function toAgency(agency: unknown, path: string): Agency {
  const parsed = parseBy(agencySchema, agency);
  if (!parsed.ok) throw new ScenarioError(`${path}: agency: ${textOf(parsed.issues)}`);
  return parsed.value;
}

function toSettings(settings: unknown, path: string): ScenarioSettings {
  const parsed = parseBy(settingsSchema, settings);
  if (!parsed.ok) throw new ScenarioError(`${path}: settings: ${textOf(parsed.issues)}`);
  return parsed.value;
}

function toList(list: unknown, where: string): unknown[] {
  if (!Array.isArray(list)) throw new ScenarioError(`${where}: expected a list`);
  return list;
}

function find(folder: string, file: string): string | undefined {
  return [file, `${file}.gz`].map((name) => join(folder, name)).find((path) => existsSync(path));
}

function present(folder: string, file: string): string {
  const found = find(folder, file);
  if (found === undefined) throw new ScenarioError(`${folder}: ${file} is missing (or ${file}.gz)`);
  return found;
}

async function readJson(path: string): Promise<unknown> {
  let text: string;
  try {
    const bytes = await readFile(path);
    text = (path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
  } catch (error) {
    throw invalid(path, error);
  }
  return parse(text, path);
}

function invalid(path: string, error: unknown): ScenarioError {
  return new ScenarioError(`${path}: can't be read: ${(error as Error).message}`);
}

function parse(text: string, where: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new ScenarioError(`${where}: not JSON: ${(error as Error).message}`);
  }
  const flaw = jsonFlaw(text);
  if (flaw !== undefined) throw new ScenarioError(`${where}: ${textOf([flaw])}`);
  return value;
}

const textOf = (issues: readonly Issue[]): string => issues.map((issue) => issueFormatIn("en")(issue)).join("; ");
