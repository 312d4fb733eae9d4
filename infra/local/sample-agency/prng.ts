/**
 * Randomness that repeats: one seed, one agency, on every machine and in every run. Each concept
 * (people, orders, scores …) draws from a stream of its own, named by a label, so that a change to
 * one of them does not reshuffle the others.
 */

export interface Random {
  /** From 0 up to, and never, 1. */
  unit(): number;
  /** A whole number from `least` to `most`, both included. */
  int(least: number, most: number): number;
  chance(probability: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** A key of `weights`, as likely as its weight says; the weights need not sum to 1. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K;
  /** About the standard normal: twelve uniforms, which needs no logarithm and no cosine. */
  normal(): number;
  /** A new list in another order. */
  shuffle<T>(list: readonly T[]): T[];
}

export function createRandom(seed: number, label: string): Random {
  const next = mulberry32(hash(`${seed}:${label}`));
  const int = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  return {
    unit: next,
    int,
    chance: (probability) => next() < probability,
    pick: (from) => from[int(0, from.length - 1)] as (typeof from)[number],
    weighted: (weights) => pickWeighted(weights, next()),
    normal: () => {
      let sum = -6;
      for (let i = 0; i < 12; i++) sum += next();
      return sum;
    },
    shuffle: (list) => {
      const shuffled = [...list];
      for (let i = shuffled.length - 1; i > 0; i--) {
        const j = int(0, i);
        const moved = shuffled[i] as (typeof shuffled)[number];
        shuffled[i] = shuffled[j] as (typeof shuffled)[number];
        shuffled[j] = moved;
      }
      return shuffled;
    },
  };
}

function pickWeighted<K extends string>(weights: Readonly<Record<K, number>>, unit: number): K {
  const keys = Object.keys(weights) as K[];
  let total = 0;
  for (const key of keys) total += weights[key];
  let left = unit * total;
  for (const key of keys) {
    left -= weights[key];
    if (left < 0) return key;
  }
  return keys[keys.length - 1] as K;
}

/** Tommy Ettinger's mulberry32 (public domain): 32 bits of state are plenty for a sample. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** FNV-1a, 32 bits: turns seed and label into the state that a stream starts from. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  }
  return value | 0;
}
