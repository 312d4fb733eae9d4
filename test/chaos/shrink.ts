import type { FaultKind } from "./cloud/faults.ts";
import type { ChaosResult, LiveThrough } from "./scope.ts";

/** How many runs may be tried to make a story shorter. */
const MAX_TRIES = 400;

/** Makes a failing run short: leaves out kinds of faults, then ever smaller parts of what is sent, while it still fails. */
export async function shrink(failed: ChaosResult, liveThrough: LiveThrough): Promise<ChaosResult> {
  let [best, tries] = [failed, 0];
  const attempt = async (sendings: readonly number[], faults: readonly FaultKind[]): Promise<boolean> => {
    if (tries >= MAX_TRIES) return false;
    tries += 1;
    const result = await liveThrough({ seed: failed.scope.seed, sendings, faults });
    if (result.violations.length > 0) best = result;
    return result.violations.length > 0;
  };
  let faults = [...failed.faults.keys()];
  let sendings = failed.scope.sendings ?? failed.world.sendings.map((_, place) => place);
  if (!(await attempt(sendings, faults))) return failed;
  for (const kind of [...faults]) {
    const fewer = faults.filter((each) => each !== kind);
    if (await attempt(sendings, fewer)) faults = fewer;
  }
  for (let size = Math.ceil(sendings.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let start = 0; start < sendings.length; ) {
      const fewer = sendings.filter((_, place) => place < start || place >= start + size);
      if (fewer.length > 0 && (await attempt(fewer, faults))) sendings = fewer;
      else start += size;
    }
  }
  return best;
}
