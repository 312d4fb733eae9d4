import fc from "fast-check";
import { expect, test } from "vitest";
import { sha256Hex } from "../../../../shared/base/json/hash.ts";
import {
  inclusionFrom,
  rootOfInclusion,
  shardRootsKey,
  shardRootsText,
  shardTreeKey,
  shardTreeOf,
  shardTreeText,
} from "../../../../shared/engine/statement/inclusion-proof.ts";
import { hashTreeRoot } from "../../../../shared/engine/statement/merkle-tree.ts";

const leafOf = (advisorId: string) => ({ advisorId, hash: sha256Hex(advisorId) });
const leaves = ["an", "bo", "chen"].map(leafOf);

test("inclusion proof: each statement of a close leads to the one root of all shards, and no other hash does", () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 9 });
  fc.assert(
    fc.property(sizes, (ofShards) => {
      const shards = ofShards.map((size, shard) => Array.from({ length: size }, (_, index) => leafOf(`${shard}-${index}`)));
      const trees = shards.map(shardTreeOf);
      const roots = trees.map(({ root }) => root);
      const root = hashTreeRoot(roots);
      for (const [shard, ofShard] of shards.entries())
        for (const [index, { advisorId, hash }] of ofShard.entries()) {
          const tree = trees[shard];
          const inclusion = tree && inclusionFrom("2026-03", advisorId, shardTreeText(tree), shardRootsText(roots));
          if (inclusion === undefined) throw new Error("it is not among them");
          expect(inclusion).toMatchObject({
            month: "2026-03",
            root,
            size: ofShard.length,
            index,
            shard: { size: shards.length, index: shard },
          });
          expect(rootOfInclusion(hash, inclusion)).toBe(root);
          expect(rootOfInclusion(sha256Hex("other"), inclusion)).not.toBe(root);
          expect(rootOfInclusion(hash, { ...inclusion, shard: { ...inclusion.shard, index: shard + 1 } })).not.toBe(root);
        }
    }),
  );
});

test("inclusion proof: a shard's tree is over its statements' hashes, and whoever is not among them has no inclusion", () => {
  const tree = shardTreeOf(leaves);
  expect(tree.root).toBe(hashTreeRoot(leaves.map(({ hash }) => hash)));
  expect(inclusionFrom("2026-03", "ding", shardTreeText(tree), shardRootsText([tree.root]))).toBeUndefined();
});

test("inclusion proof: a close's only statement is the root of its shard by itself", () => {
  const tree = shardTreeOf(leaves.slice(0, 1));
  const alone = { size: 1, index: 0, path: [] };
  const inclusion = inclusionFrom("2026-03", "an", shardTreeText(tree), shardRootsText([tree.root]));
  expect(inclusion).toEqual({ month: "2026-03", root: hashTreeRoot([hashTreeRoot([leaves[0]?.hash ?? ""])]), ...alone, shard: alone });
});

test("inclusion proof: trees of a month lie under keys of their own", () => {
  expect([shardTreeKey("2026-03", 7), shardRootsKey("2026-03")]).toEqual(["proofs/2026-03/7.json", "proofs/2026-03/roots.json"]);
});
