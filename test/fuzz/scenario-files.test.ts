import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readScenario } from "../../infra/local/scenario/parse-scenario.ts";
import { Events } from "../../infra/local/scenario/to-events.ts";
import { mutated, mutations } from "./mutate.ts";
import { oddText, oddValue } from "./odd-values.ts";
import { holds, TIMEOUT_MS } from "./runs.ts";
import { isLeak } from "./violations.ts";

const PARTS = {
  agency: { currency: "CNY", timeZone: "Asia/Shanghai", facets: ["channel"] },
  plans: [{ planId: "partner", version: 1, effectiveFrom: "2026-01-01", components: [] }],
  advisors: [{ advisorId: "an", name: "An", joinedOn: "2026-01-01", planId: "partner", months: { "2026-01": { serviceScore: "4" } } }],
  steps: [{ order: { orderId: "o1" } }, { attributes: { advisorId: "an", month: "2026-01", values: {} } }, { close: "2026-01" }],
};
type Part = keyof typeof PARTS;
const NAMES = Object.keys(PARTS) as Part[];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fenrun-fuzz-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Reads a scenario to its end, as it is played. */
async function readWhole(path: string): Promise<void> {
  const scenario = await readScenario(path);
  const events = new Events();
  for (const plan of scenario.plans) events.ofPlan(plan);
  for (const advisor of scenario.advisors) events.ofAdvisor(advisor);
  for await (const step of scenario.steps()) if (!("close" in step)) events.of(step);
}

/** What is wrong is said with where, or nothing is. */
async function isReadOrRefused(path: string): Promise<void> {
  try {
    await readWhole(path);
  } catch (error) {
    const { name, message } = error as Error;
    expect({ name, message, isLeak: isLeak(message) }).toMatchObject({ name: "ScenarioError", isLeak: false });
    expect(message).toMatch(/^(\/|plans|advisors|agency|steps)[^:]*: \S/);
  }
}

let count = 0;
const fresh = () => {
  count += 1;
  return join(folder, `${count}`);
};

const content = (part: Part) =>
  fc.oneof(
    mutations.map((all) => JSON.stringify(mutated(PARTS[part], all)) ?? ""),
    fc.json(),
    oddText,
    fc.nat(400).map((at) => JSON.stringify(PARTS[part]).slice(0, at)),
  );

test(
  "scenario files: a scenario in one file is read, or refused with what is wrong and where",
  async () => {
    const whole = fc.oneof(
      mutations.map((all) => JSON.stringify(mutated(PARTS, all)) ?? ""),
      fc.record(Object.fromEntries(NAMES.map((name) => [name, oddValue])), { requiredKeys: [] }).map((each) => JSON.stringify(each)),
      oddText,
    );
    await holds(
      fc.asyncProperty(whole, fc.constantFrom("plain", "gz", "gz cut", "no gz"), async (text, how) => {
        const path = `${fresh()}.json${how === "plain" ? "" : ".gz"}`;
        await writeFile(path, packed(text, how));
        await isReadOrRefused(path);
      }),
      250,
    );
  },
  TIMEOUT_MS,
);

type How = "plain" | "gz" | "gz cut" | "no gz";

function packed(text: string, how: How): string | Buffer {
  if (how === "plain" || how === "no gz") return text;
  const bytes = gzipSync(text);
  return how === "gz" ? bytes : bytes.subarray(0, bytes.length / 2);
}

/** A file of a folder: as it should be, with other content, packed well or not, a folder in its place, or none. */
const file = (part: Part) => {
  const good = part === "steps" ? PARTS.steps.map((step) => JSON.stringify(step)).join("\n") : JSON.stringify(PARTS[part]);
  const steps = fc
    .array(
      fc.oneof(
        oddText,
        oddValue.map((value) => JSON.stringify(value)),
        fc.constant(good),
      ),
    )
    .map((lines) => lines.join("\n"));
  return fc.oneof(
    { weight: 4, arbitrary: fc.constant({ text: good, how: "plain" as const }) },
    {
      weight: 4,
      arbitrary: fc.record({
        text: part === "steps" ? steps : content(part),
        how: fc.constantFrom<How | "folder" | "none">("plain", "gz", "gz cut", "no gz", "folder", "none"),
      }),
    },
  );
};

test(
  "scenario files: a scenario in a folder is read, or refused with what is wrong and where",
  async () => {
    const files = fc.record({ agency: file("agency"), plans: file("plans"), advisors: file("advisors"), steps: file("steps") });
    await holds(
      fc.asyncProperty(files, async (files) => {
        const path = fresh();
        await mkdir(path);
        for (const [part, { text, how }] of Object.entries(files)) {
          const name = join(path, `${part}.${part === "steps" ? "ndjson" : "json"}`);
          if (how === "folder") await mkdir(name);
          else if (how !== "none") await writeFile(`${name}${how === "plain" ? "" : ".gz"}`, packed(text, how));
        }
        await isReadOrRefused(path);
      }),
      250,
    );
  },
  TIMEOUT_MS,
);
