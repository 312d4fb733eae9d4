import { describe, expect, test } from "vitest";
import { canonicalJson, parseExact } from "../../../../shared/base/json/exact-json.ts";
import { sha256Hex } from "../../../../shared/base/json/hash.ts";
import type { StatementBody } from "../../../../shared/engine/statement/body.ts";
import { joinBody, partHashes, partName, splitBody } from "../../../../shared/engine/statement/body-parts.ts";
import { readStatementFile, statementFileText } from "../../../../shared/engine/statement/statement-file.ts";

type Items = readonly unknown[];
const times = (length: number, item: (index: number) => unknown): unknown[] => Array.from({ length }, (_, index) => item(index));
/** A body with a list at some depth, its parts and what stands in it for the list. */
function split(name: string, list: Items) {
  const { text, parts } = splitBody({ format: "f", facts: { before: null, [name]: list } } as unknown as StatementBody);
  const { facts } = JSON.parse(text) as { facts: Record<string, { parts: { hash: string; count: number; subtotal: unknown }[] }> };
  return { text, parts, stands: facts[name] };
}
const row = (price: bigint, count: bigint) => ({
  ...{ planId: "partner", version: 1, facets: ["hotel", "seller", "no"] },
  ...{ price, refunded: 0n, cost: 0n, units: count, count, discounts: {} },
});
const credit = (index: number) => {
  const { count, planId, version, facets, ...amounts } = row(BigInt(index), 1n);
  const recipient = {
    advisorId: "li",
    role: "seller",
    state: "earned",
    month: "2026-01",
    planId,
    version,
    afterLeaving: false,
    sellers: [],
  };
  return { orderId: "o1", revision: 1, lineId: `${index}`, bookedOn: "2026-01-05", recipient, facets, amounts };
};
const told = (value: unknown): unknown => JSON.parse(canonicalJson(value));

describe("body parts: a list", () => {
  test.each([
    ["credits", 2_000],
    ["before", 2_000],
    ["now", 2_000],
    ["sellers", 500],
    ["facts", 500],
  ])("named %s stands in the body with up to %s items, and with one more lies in two parts", (name, most) => {
    const line = (index: number) => ({ id: index, base: 3n, amount: BigInt(index) });
    const whole = split(name, times(most, line));
    expect([whole.parts, whole.stands]).toEqual([[], told(times(most, line))]);
    const list = times(most + 1, line);
    const { text, parts, stands } = split(name, list);
    const [first, second] = [canonicalJson(list.slice(0, most)), canonicalJson(list.slice(most))];
    expect(parts).toEqual([first, second]);
    expect(stands).toEqual({
      parts: [
        { hash: sha256Hex(first), count: most, subtotal: { base: 3 * most, amount: (most * (most - 1)) / 2 } },
        { hash: sha256Hex(second), count: 1, subtotal: { base: 3, amount: most } },
      ],
    });
    expect(partHashes(text)).toEqual([sha256Hex(first), sha256Hex(second)]);
  });

  test("of another name stands in the body, however long", () => {
    const list = times(3_000, (index) => index);
    expect(split("lines", list)).toMatchObject({ parts: [], stands: list });
  });

  test("of credits is summed up as their tally, one of sellers as that of all their rows, one without amounts as nothing", () => {
    const subtotals = (name: string, list: Items) => split(name, list).stands?.parts.map(({ subtotal }) => subtotal);
    expect(subtotals("credits", times(2_001, credit))).toEqual([told([row(1_999_000n, 2_000n)]), told([row(2_000n, 1n)])]);
    const seller = (index: number) => ({ sellerId: `s${index}`, name: "n", rows: [row(2n, 1n), { ...row(1n, 1n), version: 2 }] });
    expect(subtotals("sellers", times(501, seller))).toEqual([
      told([row(1_000n, 500n), { ...row(500n, 500n), version: 2 }]),
      told([row(2n, 1n), { ...row(1n, 1n), version: 2 }]),
    ]);
    const lines = times(501, (index) => ({ units: 2n, revision: index, base: "text" }));
    expect(subtotals("facts", lines)).toEqual([{ units: 1_000 }, { units: 2 }]);
  });

  test("is cut where a part would pass a million bytes in UTF-8, and an item that is larger is a part of its own", () => {
    /** Items of these sizes, `{"t":"x…"}`, and 500 of two bytes. */
    const sized = (...sizes: number[]) => [...sizes.map((size) => ({ t: "x".repeat(size - 8) })), ...times(500, () => ({}))];
    const counts = (list: Items) => split("facts", list).stands?.parts.map(({ count }) => count);
    // Both with the comma between them come to a million.
    expect(counts(sized(600_000, 399_999))).toEqual([2, 500]);
    expect(counts(sized(600_000, 400_000))).toEqual([1, 500, 1]);
    expect(counts(sized(1_500_000))).toEqual([1, 500]);
    // A Chinese letter has three bytes, one of ASCII one.
    const [chinese, ascii] = [{ t: "管".repeat(199_000) }, { t: "\u007f".repeat(599_992) }];
    expect(counts([chinese, ...sized(402_991)])).toEqual([2, 500]);
    expect(counts([chinese, ...sized(402_992)])).toEqual([1, 500, 1]);
    expect(counts([ascii, ...sized(399_999)])).toEqual([2, 500]);
  });
});

test("body parts: are put back where they were taken from, found by their hashes, and a file of them is read whole or not at all", () => {
  const { text, parts } = split(
    "sellers",
    times(501, (index) => ({ amount: BigInt(index), credits: null })),
  );
  const ofHash = new Map(parts.map((part) => [sha256Hex(part), parseExact(part) as Items]));
  const joined = joinBody(parseExact(text), (hash) => ofHash.get(hash) ?? []);
  expect(joined).toEqual({
    format: "f",
    facts: { before: null, sellers: times(501, (index) => ({ amount: BigInt(index), credits: null })) },
  });
  expect(partHashes(`${text}${text},"creditsHash":"${"ab".repeat(32)}"`)).toEqual([...ofHash.keys()]);
  expect([partName("statements/2026-01/li"), partHashes("{}")]).toEqual(["statements/2026-01/li-part", []]);
  const body = text.replace('"format":"f"', '"equity":{"anyOf":[]},"format":"fenrun-statement-3"');
  const file = (kept: readonly string[]) => readStatementFile(statementFileText(body, "ab", undefined, kept));
  expect(file(parts)).toMatchObject({ hasParts: true, body: { facts: { sellers: { length: 501 } } } });
  expect(() => file(parts.slice(1))).toThrow("is missing or was changed");
  expect(() => file([parts[0]?.replace('"amount":7', '"amount":8') ?? "", ...parts.slice(1)])).toThrow("is missing or was changed");
});
