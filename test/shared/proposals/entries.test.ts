import { describe, expect, test } from "vitest";
import { adjustmentsRules } from "../../../shared/adjustments/kind.ts";
import { refusal } from "../../../shared/base/issues/issue.ts";
import { distinctRefusals, MAX_LOGGED_ENTRIES, type RejectedEntry, resultOfEntries } from "../../../shared/proposals/model/entries.ts";

const rejected = (place: number, advisorId: string): RejectedEntry => ({ place, refusal: refusal("advisor-unknown", { advisorId }) });
const many = (count: number): RejectedEntry[] => Array.from({ length: count }, (_, place) => rejected(place, "li"));

describe("entries in the activity log", () => {
  const logged = (entries: readonly unknown[]) =>
    adjustmentsRules.diff(undefined, { kind: "adjustments", entries, source: "a.csv" } as never);

  test("stand one by one, beside what they were read from", () => {
    expect(logged([{ advisorId: "li" }, { advisorId: "bo" }])).toEqual([
      { path: "source", after: "a.csv" },
      { path: "adjustments[0]", after: { advisorId: "li" } },
      { path: "adjustments[1]", after: { advisorId: "bo" } },
    ]);
  });

  test("are counted where they are too many to be read, which the last that is listed is not", () => {
    expect(logged(Array(MAX_LOGGED_ENTRIES).fill({}))).toHaveLength(MAX_LOGGED_ENTRIES + 1);
    expect(logged(Array(MAX_LOGGED_ENTRIES + 1).fill({}))).toEqual([
      { path: "source", after: "a.csv" },
      { path: "entries", after: MAX_LOGGED_ENTRIES + 1 },
    ]);
  });
});

describe("entries that can't be stored", () => {
  test("give each reason once, the first five", () => {
    const reasons = distinctRefusals([rejected(0, "li"), rejected(1, "li"), rejected(2, "bo")]);
    expect(reasons.map(({ params }) => params.advisorId)).toEqual(["li", "bo"]);
    const seven = ["a", "b", "c", "d", "e", "f", "g"].map((advisorId, place) => rejected(place, advisorId));
    expect(distinctRefusals(seven).map(({ params }) => params.advisorId)).toEqual(["a", "b", "c", "d", "e"]);
  });

  test("hold no others up: these are stored, and the proposal tells which are left, as people count them", () => {
    expect(resultOfEntries(3, [])).toEqual({ kind: "stored" });
    expect(resultOfEntries(3, [rejected(0, "li"), rejected(2, "bo")])).toEqual({
      kind: "stored",
      refusals: [
        refusal("advisor-unknown", { advisorId: "li" }),
        refusal("advisor-unknown", { advisorId: "bo" }),
        refusal("entries-left", { entries: 3, left: "1, 3" }),
      ],
    });
  });

  test("refuse the whole only where nothing else is in it", () => {
    expect(resultOfEntries(1, [rejected(0, "li")])).toEqual({
      kind: "refused",
      refusals: [refusal("advisor-unknown", { advisorId: "li" })],
    });
    expect(resultOfEntries(2, many(2)).kind).toBe("refused");
    expect(resultOfEntries(3, many(2)).kind).toBe("stored");
  });

  test("are named up to a hundred, and more are hinted at", () => {
    const left = (count: number) => {
      const result = resultOfEntries(1_000, many(count));
      return result.kind === "stored" ? String(result.refusals?.at(-1)?.params.left) : "";
    };
    const hundred = Array.from({ length: 100 }, (_, place) => place + 1).join(", ");
    expect(left(100)).toBe(hundred);
    expect(left(101)).toBe(`${hundred}, …`);
  });
});
