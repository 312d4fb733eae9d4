import { readdirSync } from "node:fs";
import { registerHooks } from "node:module";
import { dirname, join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { type CollectedTest, takeCollected } from "./collected-tests.ts";

/** What Stryker and the changed sources share: which change is active, and which changes a test reached. */
interface Shared {
  activeMutant: string | undefined;
  currentTestId: string | undefined;
  mutantCoverage?: { static: Record<string, number>; perTest: Record<string, Record<string, number>> };
  hitCount: number | undefined;
  hitLimit: number | undefined;
}

interface Options {
  readonly inProcess: { readonly exclude: readonly string[] };
}

interface MutantRun {
  readonly testFilter?: readonly string[];
  readonly hitLimit?: number;
  readonly activeMutant: { readonly id: string };
  readonly sandboxFileName: string;
  readonly mutantActivation: "runtime" | "static";
}

interface Failure {
  readonly id: string;
  readonly message: string;
}

const COLLECTED = pathToFileURL(join(import.meta.dirname, "collected-tests.ts")).href;
const [SUCCESS, FAILED] = [0, 1];
/** How the names of the tests begin that need no database, no network and no build. */
const PURE_TESTS = "test/shared/,test/scenarios/examples-in-the-pure-core";

/** Files of the project are loaded anew for each number; packages and what stands in this folder are not. */
let generation = 0;
/** Which files each file of the project imports, by their addresses. */
const imports = new Map<string, Set<string>>();
registerHooks({
  resolve(specifier, context, next) {
    if (specifier === "vitest") return { url: COLLECTED, shortCircuit: true };
    const resolved = next(specifier, context);
    const isOwn = /^file:.*\.tsx?$/.test(resolved.url) && !/\/node_modules\/|\/test\/mutation\//.test(resolved.url);
    if (!isOwn) return resolved;
    const importer = context.parentURL?.replace(/\?\d+$/, "") ?? "";
    imports.set(importer, (imports.get(importer) ?? new Set()).add(resolved.url));
    return { ...resolved, url: `${resolved.url}?${generation}` };
  },
});

/** Whether a file imports another one, by whatever way; taken for sure while nobody knows what it imports. */
function mayImport(file: string, wanted: string): boolean {
  const [from, to] = [pathToFileURL(file).href, pathToFileURL(wanted).href];
  if (!imports.has(from)) return true;
  const seen = new Set([from]);
  for (const each of seen) for (const next of imports.get(each) ?? []) seen.add(next);
  return seen.has(to);
}

/**
 * Runs the pure tests in this very process, for Stryker: a change is a number that the changed sources look at, so nothing
 * is loaded anew for most of them, which makes a run many times faster than one with a worker for each.
 * What a change leaves behind in a module's memory can't mislead it: a failure counts only where the same test passes
 * right after without the change, and a change is unnoticed only once it is so in modules that were loaded for it.
 */
class InProcessRunner {
  static readonly inject = ["options"] as const;
  readonly #excluded: ReadonlySet<string>;
  readonly #shared: Shared;
  #files: readonly string[] = [];
  /** The tests of the files that are loaded in this generation. */
  #loaded = new Map<string, readonly CollectedTest[]>();

  constructor({ inProcess }: Options) {
    this.#excluded = new Set(inProcess.exclude);
    const space = globalThis as unknown as { __stryker__?: Shared };
    space.__stryker__ ??= { activeMutant: undefined, currentTestId: undefined, hitCount: undefined, hitLimit: undefined };
    this.#shared = space.__stryker__;
  }

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init(): Promise<void> {
    await import("./same-worlds.ts");
    const wanted = (process.env.MUTATION_TESTS ?? PURE_TESTS).split(",");
    this.#files = readdirSync("test", { recursive: true, encoding: "utf8" })
      .map((name) => join("test", name))
      .filter((file) => file.endsWith(".test.ts") && !this.#excluded.has(file) && wanted.some((start) => file.startsWith(start)))
      .sort();
  }

  async dryRun() {
    const tests = [];
    for (const file of this.#files) {
      for (const test of await this.#load(file)) {
        const id = `${file}#${test.name}`;
        this.#shared.currentTestId = id;
        const begun = performance.now();
        const failureMessage = await failureOf(test);
        this.#shared.currentTestId = undefined;
        const timeSpentMs = performance.now() - begun;
        const status = failureMessage === undefined ? SUCCESS : FAILED;
        tests.push({ id, name: test.name, fileName: join(process.cwd(), file), timeSpentMs, status, failureMessage });
      }
    }
    return { status: "complete", tests, mutantCoverage: this.#shared.mutantCoverage };
  }

  async mutantRun(run: MutantRun) {
    const filter = run.testFilter && new Set(run.testFilter);
    const files = this.#inOrder(run, filter);
    let nrOfTests = 0;
    const count = () => {
      nrOfTests += 1;
    };
    this.#shared.hitLimit = run.hitLimit;
    if (run.mutantActivation === "runtime") {
      const failure = await this.#firstFailure(files, filter, run, count);
      if (this.#isLimitReached) return { status: "timeout", reason: "hit limit reached" };
      if (failure !== undefined && (await this.#passesUnchanged(failure))) return killed(failure, nrOfTests);
    }
    this.#reload();
    const failure = await this.#firstFailure(files, filter, run, count);
    const isLimitReached = this.#isLimitReached;
    if (run.mutantActivation === "static") this.#reload();
    if (isLimitReached) return { status: "timeout", reason: "hit limit reached" };
    return failure === undefined ? { status: "survived", nrOfTests } : killed(failure, nrOfTests);
  }

  get #isLimitReached(): boolean {
    const { hitCount, hitLimit } = this.#shared;
    return hitCount !== undefined && hitLimit !== undefined && hitCount > hitLimit;
  }

  /** Those that can notice: of the same room first, and examples before properties. */
  #inOrder({ sandboxFileName }: MutantRun, filter: ReadonlySet<string> | undefined): readonly string[] {
    const pageContext = dirname(relative(join(process.cwd(), "shared"), sandboxFileName)).split("/");
    const rank = (file: string): number => {
      const folders = relative("test/shared", file).split("/");
      const common = pageContext.findIndex((folder, place) => folder !== folders[place]);
      return (file.endsWith(".properties.test.ts") ? 10 : 0) - (common < 0 ? pageContext.length : common);
    };
    const wanted = filter && new Set([...filter].map((id) => id.slice(0, id.indexOf("#"))));
    const isWanted = (file: string) => (wanted === undefined ? mayImport(file, sandboxFileName) : wanted.has(file));
    return this.#files.filter(isWanted).sort((left, right) => rank(left) - rank(right));
  }

  async #firstFailure(
    files: readonly string[],
    filter: ReadonlySet<string> | undefined,
    { activeMutant, mutantActivation }: MutantRun,
    count: () => void,
  ): Promise<Failure | undefined> {
    this.#shared.hitCount = 0;
    try {
      for (const file of files) {
        this.#shared.activeMutant = mutantActivation === "static" ? activeMutant.id : undefined;
        const tests = await this.#load(file);
        this.#shared.activeMutant = activeMutant.id;
        for (const test of tests) {
          const id = `${file}#${test.name}`;
          if (filter !== undefined && !filter.has(id)) continue;
          count();
          const message = await failureOf(test);
          if (message !== undefined) return { id, message };
        }
      }
      return undefined;
    } catch (error) {
      return { id: "loading", message: String(error) };
    } finally {
      this.#shared.activeMutant = undefined;
    }
  }

  /** Whether the test that failed passes without the change: else what the change, or one before it, left behind made it fail. */
  async #passesUnchanged({ id }: Failure): Promise<boolean> {
    const file = id.slice(0, id.indexOf("#"));
    const test = this.#loaded.get(file)?.find(({ name }) => `${file}#${name}` === id);
    this.#shared.hitCount = undefined;
    return test !== undefined && (await failureOf(test)) === undefined;
  }

  #reload(): void {
    generation += 1;
    this.#loaded = new Map();
  }

  async #load(file: string): Promise<readonly CollectedTest[]> {
    const known = this.#loaded.get(file);
    if (known !== undefined) return known;
    takeCollected();
    await import(pathToFileURL(file).href);
    const tests = takeCollected();
    this.#loaded.set(file, tests);
    return tests;
  }
}

const killed = ({ id, message }: Failure, nrOfTests: number) => ({ status: "killed", killedBy: [id], failureMessage: message, nrOfTests });

async function failureOf(test: CollectedTest): Promise<string | undefined> {
  try {
    await test.run();
    return undefined;
  } catch (error) {
    return String(error).slice(0, 500);
  }
}

/** Read by Stryker, which knows its plugins by this name. @public */
export const strykerPlugins = [{ kind: "TestRunner", name: "in-process", injectableClass: InProcessRunner }];
