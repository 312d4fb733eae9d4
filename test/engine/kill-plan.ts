import { createRandom } from "../../infra/local/sample-agency/prng.ts";

/** What a kill ends. */
export const TARGETS = ["database", "functions", "both"] as const;
export type Target = (typeof TARGETS)[number];

/** What the functions are at: taking facts over, or closing a month. */
export type Phase = "recording" | "closing";

/** A kill that is to come. */
export interface PlannedKill {
  readonly target: Target;
  /** It is due in the first such phase after so many closes … */
  readonly phase: Phase;
  readonly afterCloses: number;
  /** … so long after the phase began. */
  readonly delayMs: number;
  /** How long the database then stays away, in ms. */
  readonly awayMs: number;
}

const MAX_AWAY_MS = 1_000;

/**
 * Spreads kills over the closes of a run, each target and phase as often as the others; when exactly they strike is chance,
 * out of the seed.
 * @param withinMs how long after its phase has begun a kill strikes at the latest.
 */
export function planKills(kills: number, closes: number, seed: number, withinMs: number): PlannedKill[] {
  const random = createRandom(seed, "kills");
  const kinds = TARGETS.flatMap((target) => [
    { target, phase: "closing" as const },
    { target, phase: "recording" as const },
  ]);
  // Of six kills in a row each has another kind; of three, another target.
  const rounds = Array.from({ length: Math.ceil(kills / kinds.length) }, () => inTurns(random.shuffle(kinds))).flat();
  return rounds.slice(0, kills).map(({ target, phase }, index) => ({
    target,
    phase,
    afterCloses: Math.floor((index * closes) / kills),
    delayMs: Math.floor(random.unit() * withinMs),
    awayMs: Math.floor(random.unit() * MAX_AWAY_MS),
  }));
}

/** Three of different targets first, then the other three. */
function inTurns<Kind extends { readonly target: Target }>(kinds: readonly Kind[]): Kind[] {
  const first = TARGETS.flatMap((target) => kinds.find((kind) => kind.target === target) ?? []);
  return [...first, ...kinds.filter((kind) => !first.includes(kind))];
}
