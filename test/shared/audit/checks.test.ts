import { describe, expect, test } from "vitest";
import { differences } from "../../../shared/audit/model/differences.ts";
import type { Finding } from "../../../shared/audit/model/finding.ts";
import { sampleOf, vote } from "../../../shared/audit/model/sample.ts";
import { confirm, type Look } from "../../../shared/audit/steps/audit-context.ts";

const finding = (found: string): Finding => ({ kind: "tally", records: ["A#li t#1"], expected: "price 1", found });

/** Looks one after the other; the last one is what is seen from then on. */
async function confirmed(...looks: readonly { frozen?: Finding[]; open?: Finding[]; stamp?: string }[]) {
  let count = 0;
  const look = async (): Promise<Look> => {
    const { frozen = [], open = [], stamp = "still" } = looks[Math.min(count, looks.length - 1)] ?? {};
    count += 1;
    return { frozen, open, stamp: () => stamp };
  };
  return { ...(await confirm(look, { pause: async () => {} })), looks: count };
}

describe("what is told", () => {
  test("of a sound ledger is nothing, after one look", async () => {
    expect(await confirmed({})).toEqual({ findings: [], isMoving: false, looks: 1 });
  });

  test("is what two looks in succession find while nothing moves", async () => {
    expect(await confirmed({ open: [finding("2")] })).toEqual({ findings: [finding("2")], isMoving: false, looks: 2 });
  });

  test("is not what a batch committed between two reads looked like", async () => {
    expect(await confirmed({ open: [finding("2")], stamp: "before" }, { stamp: "after" })).toEqual({
      findings: [],
      isMoving: false,
      looks: 2,
    });
  });

  test("waits until two looks agree", async () => {
    const looks = [
      { open: [finding("2")], stamp: "a" },
      { open: [finding("3")], stamp: "b" },
      { open: [finding("3")], stamp: "b" },
    ];
    expect(await confirmed(...looks)).toEqual({ findings: [finding("3")], isMoving: false, looks: 3 });
  });

  test("is what is frozen, though the rest moves at every look, and that it moves", async () => {
    const frozen = finding("settled 2");
    const looks = Array.from({ length: 9 }, (_, index) => ({ frozen: [frozen], open: [finding("2")], stamp: `${index}` }));
    expect(await confirmed(...looks)).toEqual({ findings: [frozen], isMoving: true, looks: 6 });
  });
});

describe("a vote", () => {
  const votes = (...says: string[]) =>
    vote(
      says.map((said, index) => ({ record: `${index}`, says: said })),
      (said) => said,
    );

  test("names the fewer", () => {
    expect(votes("a", "b", "a")).toEqual({ agreed: "a", isDecided: true, dissenting: [{ record: "1", says: "b" }] });
    expect(votes("a", "a").dissenting).toEqual([]);
  });

  test("names all where camps are of one size", () => {
    expect(votes("a", "b")).toMatchObject({ isDecided: false, agreed: undefined });
    expect(votes("a", "b", "c").dissenting).toHaveLength(3);
  });
});

test("checks: two contents are told apart by the fields that differ", () => {
  expect(differences({ price: 1n, units: 2n }, { price: 1n, units: 3n })).toEqual({ expected: "units 2", found: "units 3" });
  expect(differences({ price: 1n }, undefined, "no row")).toEqual({ expected: "price 1", found: "no row" });
});

test("checks: a sample has each at most once, and all where there are no more", () => {
  const all = Array.from({ length: 50 }, (_, index) => index);
  const drawn = sampleOf(all, 20, Math.random);
  expect(new Set(drawn).size).toBe(20);
  expect(drawn.every((each) => all.includes(each))).toBe(true);
  expect(sampleOf(all, 50, Math.random)).toEqual(all);
});
