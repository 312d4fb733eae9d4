import { canonicalJson } from "../../base/json/exact-json.ts";
import type { Runtime } from "../../base/runtime/runtime.ts";
import type { Finding } from "../model/finding.ts";

/** What one look found: in what can't change any more, and in what is written to at the moment. */
export interface Look {
  readonly frozen: readonly Finding[];
  readonly open: readonly Finding[];
  /** A text that is another once anything has moved that `open` looks at. */
  stamp(): string;
}

/** What is certain. */
export interface Confirmed {
  readonly findings: readonly Finding[];
  /** Whether findings were dropped because what they are about moved at every look. */
  readonly isMoving: boolean;
}

const LOOKS = 6;

/**
 * Looks, and where anything is found looks again, with growing pauses, until two looks in succession agree. Several reads
 * are not one view: a batch that is committed between them looks like a difference, once. What is frozen is told when two
 * looks find it; what is open only when nothing has moved between the two.
 */
export async function confirm(look: (isAgain: boolean) => Promise<Look>, { pause }: Pick<Runtime, "pause">): Promise<Confirmed> {
  let before = await look(false);
  if (before.frozen.length + before.open.length === 0) return { findings: [], isMoving: false };
  let certain: Finding[] = [];
  for (let again = 1; again < LOOKS; again += 1) {
    await pause(50 * 2 ** again);
    const now = await look(true);
    certain = inBoth(before.frozen, now.frozen);
    const hasStood = before.stamp() === now.stamp();
    if (hasStood) return { findings: [...certain, ...inBoth(before.open, now.open)], isMoving: false };
    if (now.open.length === 0 && certain.length === now.frozen.length) return { findings: certain, isMoving: false };
    before = now;
  }
  return { findings: certain, isMoving: true };
}

function inBoth(before: readonly Finding[], now: readonly Finding[]): Finding[] {
  const known = new Set(before.map((finding) => canonicalJson(finding)));
  return now.filter((finding) => known.has(canonicalJson(finding)));
}
