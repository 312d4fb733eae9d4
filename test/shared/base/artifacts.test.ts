import { beforeEach, describe, expect, test } from "vitest";
import { findByHash, getArtifact, putArtifact, putByHash } from "../../../shared/base/runtime/artifacts.ts";

const texts = new Map<string, string>();
const store = { put: async (key: string, text: string) => void texts.set(key, text), get: async (key: string) => texts.get(key) };
beforeEach(() => texts.clear());

describe("an artifact", () => {
  test("lies under a key that ends in its hash: put again it is the same, and another text has another key", async () => {
    const first = await putArtifact("lines/3", "ndjson", "a\n", store);
    expect(first.key).toMatch(/^lines\/3-[0-9a-f]{16}\.ndjson$/);
    expect(first.hash.startsWith(first.key.slice("lines/3-".length, -".ndjson".length))).toBe(true);
    expect(await putArtifact("lines/3", "ndjson", "a\n", store)).toEqual(first);
    expect((await putArtifact("lines/3", "ndjson", "b\n", store)).key).not.toBe(first.key);
    expect([await getArtifact(first, store), texts.size]).toEqual(["a\n", 2]);
  });

  test("that is missing, or was changed, is an error that says which and what to do", async () => {
    const { key, hash } = await putArtifact("lines/3", "ndjson", "a\n", store);
    texts.set(key, "c\n");
    await expect(getArtifact({ key, hash }, store)).rejects.toMatchObject({
      isChanged: true,
      message: `${key} was changed: bring its earlier version back`,
    });
    expect(await getArtifact({ key }, store)).toBe("c\n");
    texts.clear();
    await expect(getArtifact({ key }, store)).rejects.toMatchObject({
      isChanged: false,
      message: `${key} is missing in the archive: bring it back`,
    });
  });
});

test("a text by its hash alone: only a hash is looked for, and a text that was changed isn't found", async () => {
  const id = await putByHash("previews", "a", store);
  expect([id.length, await findByHash("previews", id, store)]).toEqual([32, "a"]);
  texts.set("previews/../other.json", "secret");
  for (const other of ["../other", id.toUpperCase(), id.slice(1), `${id}0`, "0".repeat(32), ""])
    expect(await findByHash("previews", other, store), other).toBeUndefined();
  texts.set(`previews/${id}.json`, "b");
  expect(await findByHash("previews", id, store)).toBeUndefined();
});
