import fc from "fast-check";

/** How often each property is tried, by default; FUZZ_RUNS in the environment says another count, for a night. */
const given = process.env.FUZZ_RUNS;

/** The same inputs with each run, unless FUZZ_SEED says otherwise or a night is run; a failure names its seed. */
const seed = process.env.FUZZ_SEED === undefined ? (given === undefined ? 1 : Date.now()) : Number(process.env.FUZZ_SEED);

/** A night's runs take as long as they take. */
export const TIMEOUT_MS = given === undefined ? 60_000 : 0;

/**
 * Tries a property.
 * @throws where it does not hold, with how to have the inputs again, and their beginning: they may run to megabytes.
 */
export async function holds<Inputs>(property: fc.IAsyncProperty<Inputs> | fc.IProperty<Inputs>, runs: number): Promise<void> {
  const howOften = given === undefined ? { numRuns: runs, interruptAfterTimeLimit: TIMEOUT_MS - 10_000 } : { numRuns: Number(given) };
  const details = await fc.check(property, { seed, ...howOften });
  if (!details.failed) return;
  const inputs = fc.stringify(details.counterexample).replace(/(\[{4}|.{40})\1+/gs, "$1…");
  throw new Error(`seed ${details.seed}, path "${details.counterexamplePath}", inputs ${inputs.slice(0, 4_000)}`, {
    cause: details.errorInstance,
  });
}
