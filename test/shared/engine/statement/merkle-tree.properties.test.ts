import fc from "fast-check";
import { expect, test } from "vitest";
import { sha256Hex } from "../../../../shared/base/json/hash.ts";
import { hashTreePaths, hashTreeRoot, rootOfPath } from "../../../../shared/engine/statement/merkle-tree.ts";

const leaves = fc.array(
  fc.nat(1000).map((number) => sha256Hex(`${number}`)),
  { maxLength: 40, size: "max" },
);

/** The root built from left to right: complete trees of equal height are joined, and what is left is joined from the right. */
function rootFromLeftToRight(leaves: readonly string[]): string {
  const join = (left: { root: string; height: number }, right: { root: string; height: number }) => ({
    root: sha256Hex(`01${left.root}${right.root}`),
    height: left.height + 1,
  });
  const complete: { root: string; height: number }[] = [];
  for (const leaf of leaves) {
    let tree = { root: sha256Hex(`00${leaf}`), height: 0 };
    for (let left = complete.at(-1); left?.height === tree.height; left = complete.at(-1)) {
      complete.pop();
      tree = join(left, tree);
    }
    complete.push(tree);
  }
  return (
    complete.reduceRight<{ root: string; height: number } | undefined>(
      (right, left) => (right === undefined ? left : join(left, right)),
      undefined,
    )?.root ?? sha256Hex("")
  );
}

test("merkle tree: the root of a hash tree is that of the tree built leaf by leaf", () => {
  fc.assert(
    fc.property(leaves, (leaves) => {
      expect(hashTreeRoot(leaves)).toBe(rootFromLeftToRight(leaves));
    }),
  );
});

test("merkle tree: a leaf changed, left out, added or put elsewhere changes the root", () => {
  fc.assert(
    fc.property(leaves, fc.nat(), fc.nat(), (leaves, at, to) => {
      const other = sha256Hex("other");
      const index = leaves.length === 0 ? 0 : at % leaves.length;
      const root = hashTreeRoot(leaves);
      expect(hashTreeRoot(leaves.toSpliced(index, 0, other))).not.toBe(root);
      if (leaves.length === 0) return;
      expect(hashTreeRoot(leaves.with(index, other))).not.toBe(root);
      expect(hashTreeRoot(leaves.toSpliced(index, 1))).not.toBe(root);
      const swapped = leaves.with(index, leaves[to % leaves.length] ?? "").with(to % leaves.length, leaves[index] ?? "");
      if (leaves[index] !== leaves[to % leaves.length]) expect(hashTreeRoot(swapped)).not.toBe(root);
    }),
  );
});

test("merkle tree: a root can't be passed off as a leaf", () => {
  const pair = [sha256Hex("a"), sha256Hex("b")];
  expect(hashTreeRoot([hashTreeRoot(pair)])).not.toBe(hashTreeRoot(pair));
});

test("merkle tree: each leaf's path leads to the root, from its own place and in its own tree only", () => {
  for (let size = 1; size <= 70; size += 1) {
    const leaves = Array.from({ length: size }, (_, index) => sha256Hex(`${index}`));
    const root = hashTreeRoot(leaves);
    const paths = hashTreePaths(leaves);
    for (const [index, leaf] of leaves.entries()) {
      const path = paths[index] ?? [];
      expect(rootOfPath(leaf, index, size, path)).toBe(root);
      expect(rootOfPath(sha256Hex("other"), index, size, path)).not.toBe(root);
      expect(rootOfPath(leaf, index, size, [...path, root])).toBeUndefined();
      // A part of them: thousands of trees take long.
      if (index % 5 !== size % 5) continue;
      for (const [at, beside] of path.entries()) {
        expect(rootOfPath(leaf, index, size, path.with(at, sha256Hex(beside)))).not.toBe(root);
        expect(rootOfPath(leaf, index, size, path.toSpliced(at, 1))).not.toBe(root);
      }
      if (size > 1) expect(rootOfPath(leaf, (index + 1) % size, size, path)).not.toBe(root);
    }
    for (const outside of [-1, size, 0.5]) expect(rootOfPath(leaves[0] ?? "", outside, size, paths[0] ?? [])).toBeUndefined();
  }
});

test("merkle tree: no leaves have no paths, and a path that is too short leads nowhere", () => {
  expect(hashTreePaths([])).toEqual([]);
  expect(rootOfPath(sha256Hex("a"), 0, 2, [])).toBeUndefined();
});
