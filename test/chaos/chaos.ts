import { parseArgs } from "node:util";
import { ALL_PLANTS } from "./all-plants.ts";
import { FAULT_KINDS, type FaultKind } from "./cloud/faults.ts";
import { loadPlanted } from "./plant.ts";
import type { Plant } from "./plants.ts";
import type { ChaosResult, Scope } from "./scope.ts";
import type { StoryKind } from "./stories.ts";

/**
 * npm run chaos -- --seeds N --from S: lives through worlds with faults, and compares all statements with the oracle's, and
 * who was paid with the bank's own books.
 */

const USAGE = `npm run chaos -- [--seeds N] [--from S]

  --seeds N      how many runs (100)
  --from S       the first one's seed (1); the others follow
  --story NAME   "facts" (orders, closes, statements), "paying" (payouts and the bank) or "carrying" (the same with a minimum
                 and adjustments of finance's); all by default
  --sendings L   only these of what a seed's world sends, such as 0,3,17
  --faults L     only these kinds of faults, such as "throttling,lost answer"
  --first        end at the first run that finds a violation
  --no-shrink    don't look for a shorter story of it
  --plant NAME   plant a known fault into the source as it is loaded; "list" lists them
  --find NAME    look for a known fault, from the seed where it was found before, in so many seeds; "all" looks
                 for each (of a story); may be given several times`;

const OPTIONS = {
  seeds: { type: "string", default: "100" },
  from: { type: "string", default: "1" },
  story: { type: "string" },
  sendings: { type: "string" },
  faults: { type: "string" },
  first: { type: "boolean", default: false },
  "no-shrink": { type: "boolean", default: false },
  plant: { type: "string" },
  find: { type: "string", multiple: true },
  help: { type: "boolean", short: "h" },
} as const;

async function main(): Promise<void> {
  const { values } = parseArgs({ options: OPTIONS });
  if (values.help === true) return say(USAGE);
  if (values.plant === "list") return say(ALL_PLANTS.map(({ name }) => name).join("\n"));
  const [seeds, from] = [wholeNumber("seeds", values.seeds), wholeNumber("from", values.from)];
  if (values.find !== undefined) return findAll(values.find.flatMap(plantsOf), seeds, storiesOf(values.story));
  const plant = values.plant === undefined ? undefined : plantOf(values.plant);
  const { STORIES, shrink } = plant === undefined ? await import("./stories.ts") : await loadPlanted(plant);
  const stories: readonly StoryKind[] = plant === undefined ? storiesOf(values.story) : [plant.story ?? "facts"];
  const part = { sendings: numbersOf(values.sendings), faults: faultsOf(values.faults) };
  const counts = new Map<FaultKind, number>();
  let [events, violations, lived] = [0, 0, 0];
  for (const [seed, story] of turns(from, seeds, stories)) {
    const result = await STORIES[story]({ seed, ...part });
    lived += 1;
    events += result.world.sendings.length;
    for (const [kind, count] of result.faults) counts.set(kind, (counts.get(kind) ?? 0) + count);
    if (result.violations.length === 0) continue;
    violations += result.violations.length;
    tell(values["no-shrink"] ? result : await shrink(result, STORIES[story]), story);
    if (values.first) break;
  }
  const faults = FAULT_KINDS.map((kind) => `${kind} ${counts.get(kind) ?? 0}`).join(", ");
  say(`${lived} stories of ${stories.join(" and ")} from seed ${from}, ${events} events, faults: ${faults}; ${violations} violations`);
  // What dead functions still wait for must not keep the process alive.
  process.exit(violations > 0 ? 1 : 0);
}

function storiesOf(text: string | undefined): StoryKind[] {
  const all: StoryKind[] = ["facts", "paying", "carrying"];
  const found = all.filter((story) => text === undefined || story === text);
  if (found.length === 0) throw new UsageError(`--story: there is no "${text}"; there are ${all.join(", ")}`);
  return found;
}

function turns(from: number, seeds: number, stories: readonly StoryKind[]): [number, StoryKind][] {
  return Array.from({ length: seeds }, (_, index) => from + index).flatMap((seed) =>
    stories.map((story): [number, StoryKind] => [seed, story]),
  );
}

function plantsOf(name: string): readonly Plant[] {
  return name === "all" ? ALL_PLANTS : [plantOf(name)];
}

function plantOf(name: string): Plant {
  const found = ALL_PLANTS.find((each) => each.name === name);
  if (found === undefined) throw new UsageError(`there is no "${name}"; --plant list lists them`);
  return found;
}

/** Plants one known fault after the other, and says which seed found it. */
async function findAll(plants: readonly Plant[], seeds: number, stories: readonly StoryKind[]): Promise<void> {
  let missed = 0;
  for (const plant of plants.filter(({ story }) => stories.includes(story ?? "facts"))) {
    const found = await findPlanted(plant, seeds);
    if (found === undefined) missed += 1;
    say(`${plant.name}: ${found === undefined ? `not found in ${seeds} seeds` : `found by seed ${found}`}`);
  }
  process.exit(missed > 0 ? 1 : 0);
}

async function findPlanted(plant: Plant, seeds: number): Promise<number | undefined> {
  const liveThrough = (await loadPlanted(plant)).STORIES[plant.story ?? "facts"];
  const { from = 1 } = plant;
  for (let seed = from; seed < from + seeds; seed += 1) if ((await liveThrough({ seed })).violations.length > 0) return seed;
  return undefined;
}

/** Tells the story of a failure, and how to see it again. */
function tell({ scope, world, faults, violations }: ChaosResult, story: StoryKind): void {
  say(`\n${story}, seed ${scope.seed}: ${violations.length} violations`);
  for (const violation of violations.slice(0, 8)) say(`  ✗ ${violation}`);
  say(`  ${world.months.length} months are closed; what is sent:`);
  for (const { period, kind, content } of [...world.sendings].sort((left, right) => left.period - right.period)) {
    say(`    before close ${period + 1}: ${kind} ${JSON.stringify(content)}`);
  }
  const kinds = [...faults.keys()];
  say(`  faults: ${[...faults].map(([kind, count]) => `${kind} ${count}`).join(", ") || "none"}`);
  say(`  again: npm run chaos -- --seeds 1 --from ${scope.seed} --story ${story}${again(scope, kinds)}\n`);
}

function again({ sendings, faults }: Scope, kinds: readonly FaultKind[]): string {
  if (sendings === undefined && faults === undefined) return "";
  return ` --sendings ${sendings?.join(",") ?? ""} --faults "${(faults ?? kinds).join(",")}"`;
}

function wholeNumber(name: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new UsageError(`--${name}: expected an integer, not "${text}"`);
  return Number(text);
}

function numbersOf(text: string | undefined): number[] | undefined {
  return text === undefined ? undefined : listOf(text).map((each) => wholeNumber("sendings", each));
}

function faultsOf(text: string | undefined): FaultKind[] | undefined {
  return text === undefined
    ? undefined
    : listOf(text).map((each) => {
        const kind = FAULT_KINDS.find((known) => known === each);
        if (kind === undefined) throw new UsageError(`--faults: there is no "${each}"; there are ${FAULT_KINDS.join(", ")}`);
        return kind;
      });
}

const listOf = (text: string): string[] =>
  text
    .split(",")
    .map((each) => each.trim())
    .filter((each) => each !== "");

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Says what of the command is wrong. */
class UsageError extends Error {}

try {
  await main();
} catch (error) {
  if (!(error instanceof UsageError) && !(error as { code?: string }).code?.startsWith("ERR_PARSE_ARGS")) throw error;
  process.stderr.write(`${(error as Error).message}\n\n${USAGE}\n`);
  process.exitCode = 1;
}
