import * as z from "zod";
import { int, record, type Stored, textCodec } from "../../base/json/codec.ts";
import { canonicalJson } from "../../base/json/exact-json.ts";
import { sha256Hex } from "../../base/json/hash.ts";
import type { Simulation } from "./simulation.ts";
import { totals } from "./totals-record.ts";

/** A text that lies in the archive, by what it is of; `key` says where. */
const storedText = record({ shard: int, key: z.string(), hash: z.string() });
export type StoredText = Stored<typeof storedText>;

/** The text of a month's books that was read for a shard. */
const inputText = record({ ...storedText.shape, month: z.string() });
export type InputText = Stored<typeof inputText>;

/** What parts of a trial came to, where the advisors' lines lie, and what was read: parts merge into the whole. */
const outcome = record({ totals, lines: z.array(storedText), basis: z.array(inputText) });
export type SimulationOutcome = Stored<typeof outcome>;
export const outcomeCodec = textCodec("what a simulation came to", outcome);

/** The hash of what a trial was evaluated on: of every text, month by month and shard by shard. */
export function inputHashOf(basis: readonly InputText[]): string {
  const named = basis.map(({ month, shard, hash }) => ({ month, shard, hash }));
  return sha256Hex(
    canonicalJson(named.sort((left, right) => (left.month === right.month ? left.shard - right.shard : left.month < right.month ? -1 : 1))),
  );
}

/** The hash of what was asked and what came out: the totals, and every advisor's line. It does not tell how the advisors were cut. */
export function resultHashOf({ request, way }: Pick<Simulation, "request" | "way">, { totals, lines }: SimulationOutcome): string {
  const hashes = lines.map(({ shard, hash }) => ({ shard, hash })).sort((left, right) => left.shard - right.shard);
  return sha256Hex(canonicalJson({ request, way, totals, lines: hashes }));
}
