import { expect, test } from "vitest";
import { sha256Hex } from "../../../../shared/base/json/hash.ts";
import { inclusionFrom, inclusionsKey, inclusionsOf, inclusionsText } from "../../../../shared/engine/statement/inclusion-proof.ts";
import { hashTreeRoot, rootOfPath } from "../../../../shared/engine/statement/merkle-tree.ts";

const leaves = ["an", "bo", "chen"].map((advisorId) => ({ advisorId, hash: sha256Hex(advisorId) }));

test("inclusion proof: each statement of a close leads to the one root of all, from its own index among so many", () => {
  const inclusions = inclusionsOf("2026-03", leaves);
  const root = hashTreeRoot(leaves.map(({ hash }) => hash));
  expect([...inclusions.keys()]).toEqual(["an", "bo", "chen"]);
  for (const [index, { advisorId, hash }] of leaves.entries()) {
    const { path, ...rest } = inclusions.get(advisorId) ?? { path: [] };
    expect(rest).toEqual({ month: "2026-03", root, size: 3, index });
    expect(rootOfPath(hash, index, 3, path)).toBe(root);
  }
});

test("inclusion proof: a close's only statement is the root by itself", () => {
  const [only] = leaves;
  const inclusion = inclusionsOf("2026-03", leaves.slice(0, 1)).get("an");
  expect(inclusion).toEqual({ month: "2026-03", root: hashTreeRoot([only?.hash ?? ""]), size: 1, index: 0, path: [] });
});

test("inclusion proof: inclusions are read back as they were kept, and none for who is not among them", () => {
  const inclusions = inclusionsOf("2026-03", leaves);
  const text = inclusionsText(inclusions);
  for (const { advisorId } of leaves) expect(inclusionFrom(text, advisorId)).toEqual(inclusions.get(advisorId));
  expect(inclusionFrom(text, "ding")).toBeUndefined();
  expect(inclusionFrom(inclusionsText(new Map()), "an")).toBeUndefined();
});

test("inclusion proof: those of a month and shard lie under a key of their own", () => {
  expect(inclusionsKey("2026-03", 7)).toBe("proofs/2026-03/7.json");
});
