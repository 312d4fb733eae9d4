import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Advisor, lastBegun } from "../../../../shared/engine/facts/advisor.ts";
import { latestVersionOf, PlanBook } from "../../../../shared/engine/plan/plan-versions.ts";
import { type Plan, planSchema } from "../../../../shared/engine/plan/schema.ts";

const version = (version: number, effectiveFrom: string, planId = "partner"): Plan =>
  planSchema.parse({ planId, version, effectiveFrom, components: [] });

const advisor = (terms: Partial<Advisor>): Advisor => ({ advisorId: "li", name: "li", joinedOn: "2020-01-15", revision: 1, ...terms });

describe("the version in force on a day", () => {
  test("is the latest begun; before the first there is none", () => {
    const book = new PlanBook([version(1, "2026-01-01"), version(2, "2026-03-01")]);
    expect(book.inForce("partner", "2025-12-31")).toBeUndefined();
    expect(book.inForce("partner", "2026-01-01")?.version).toBe(1);
    expect(book.inForce("partner", "2026-02-28")?.version).toBe(1);
    expect(book.inForce("partner", "2026-03-01")?.version).toBe(2);
    expect(book.inForce("junior", "2026-03-01")).toBeUndefined();
    expect(book.inForce(undefined, "2026-03-01")).toBeUndefined();
  });

  test("is the highest of those that begin on the same day", () => {
    const book = new PlanBook([version(3, "2026-01-01"), version(10, "2026-01-01"), version(2, "2026-01-01")]);
    expect(book.inForce("partner", "2026-01-01")?.version).toBe(10);
  });

  test("is found by its number too, and none where plan or number is unknown", () => {
    const book = new PlanBook([version(1, "2026-01-01"), version(2, "2026-03-01")]);
    expect(book.version("partner", 1)?.effectiveFrom).toBe("2026-01-01");
    expect(book.version("partner", 3)).toBeUndefined();
    expect(book.version("junior", 1)).toBeUndefined();
  });

  test("stands first of its plan's where all are listed", () => {
    const book = new PlanBook([version(1, "2026-01-01"), version(1, "2025-01-01", "junior"), version(2, "2026-03-01")]);
    expect(book.all().map(({ planId, version }) => `${planId} ${version}`)).toEqual(["partner 2", "partner 1", "junior 1"]);
  });

  test("published later for an earlier day holds from there to where the next begins", () => {
    const book = new PlanBook([version(1, "2026-01-01"), version(2, "2026-03-01"), version(3, "2026-02-01")]);
    expect(book.inForce("partner", "2026-01-31")?.version).toBe(1);
    expect(book.inForce("partner", "2026-02-28")?.version).toBe(3);
    expect(book.inForce("partner", "2026-03-01")?.version).toBe(2);
  });

  test("does not depend on the order in which versions become known", () => {
    const day = fc.nat(5).map((days) => `2026-01-0${days + 1}`);
    const versions = fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 9 }), day), { selector: ([number]) => number });
    fc.assert(
      fc.property(versions, day, (versions, on) => {
        const begun = versions.filter(([, from]) => from <= on);
        const latest = begun
          .map(([, from]) => from)
          .sort()
          .at(-1);
        const highest = Math.max(...begun.filter(([, from]) => from === latest).map(([number]) => number));
        const book = new PlanBook(versions.map(([number, from]) => version(number, from)));
        expect(book.inForce("partner", on)?.version).toBe(begun.length === 0 ? undefined : highest);
      }),
    );
  });
});

describe("the version that pays an advisor", () => {
  const book = new PlanBook([version(1, "2026-01-01"), version(1, "2026-01-01", "junior"), version(2, "2026-02-01", "junior")]);

  test("is that of the assignment last begun, which wins over the advisor's plan", () => {
    const li = advisor({
      planId: "partner",
      assignments: [
        { planId: "junior", from: "2026-02-01" },
        { planId: "partner", from: "2026-03-01" },
      ],
    });
    expect(book.forAdvisor(li, "2026-01-31")).toMatchObject({ planId: "partner", version: 1 });
    expect(book.forAdvisor(li, "2026-02-01")).toMatchObject({ planId: "junior", version: 2 });
    expect(book.forAdvisor(li, "2026-03-01")).toMatchObject({ planId: "partner", version: 1 });
  });

  test("is none where the advisor has no plan, or one that nobody knows", () => {
    expect(book.forAdvisor(advisor({}), "2026-02-01")).toBeUndefined();
    expect(book.forAdvisor(advisor({ planId: "senior" }), "2026-02-01")).toBeUndefined();
  });
});

describe("a draft that is taken for the only version of a plan", () => {
  const draft = version(9, "2026-06-01");
  const known = [version(1, "2026-01-01"), version(2, "2026-03-01"), version(1, "2026-01-01", "junior")];

  test("is in force from the plan's first day on, though it begins later, and not before", () => {
    const book = new PlanBook(known).withAlways(draft, "partner");
    expect(book.inForce("partner", "2025-12-31")).toBeUndefined();
    expect(book.inForce("partner", "2026-01-01")).toBe(draft);
    expect(book.inForce("partner", "2027-01-01")).toBe(draft);
    expect(book.inForce("junior", "2026-01-01")?.version).toBe(1);
    expect(book.inForce(undefined, "2026-01-01")).toBeUndefined();
    expect(book.forAdvisor(advisor({ planId: "partner" }), "2026-01-01")).toBe(draft);
  });

  test("answers for every version of the plan, and leaves other plans and the book that it was made of alone", () => {
    const before = new PlanBook(known);
    const book = before.withAlways(draft, "partner");
    expect([1, 2, 3, 9].map((number) => book.version("partner", number))).toEqual([draft, draft, draft, draft]);
    expect(book.version("junior", 1)?.planId).toBe("junior");
    expect(book.version("junior", 9)).toBeUndefined();
    expect(before.version("partner", 2)?.effectiveFrom).toBe("2026-03-01");
    expect(before.inForce("partner", "2026-03-01")?.version).toBe(2);
    expect(before.version("partner", 9)).toBeUndefined();
  });

  test("may replace another plan than its own: it is found under both, and its own plan's versions stay", () => {
    const book = new PlanBook(known).withAlways(version(9, "2026-06-01", "junior"), "partner");
    expect(book.inForce("partner", "2026-03-01")).toMatchObject({ planId: "junior", version: 9 });
    expect(book.inForce("junior", "2026-03-01")).toMatchObject({ planId: "junior", version: 1 });
    expect(book.version("partner", 1)).toMatchObject({ planId: "junior", version: 9 });
    expect([book.version("junior", 9)?.version, book.version("junior", 1)?.version, book.version("junior", 2)]).toEqual([9, 1, undefined]);
    expect(book.version("other", 9)).toBeUndefined();
  });
});

test("plan versions: of what begins on the same day the later entry holds", () => {
  const entries = [
    { from: "2026-02-01", name: "second" },
    { from: "2026-01-01", name: "first" },
    { from: "2026-02-01", name: "third" },
  ];
  expect(lastBegun(entries, "2025-12-31")).toBeUndefined();
  expect(lastBegun(entries, "2026-01-31")?.name).toBe("first");
  expect(lastBegun(entries, "2026-02-01")?.name).toBe("third");
});

test("plan versions: the latest of a plan is its highest, and 0 of a plan that has none", () => {
  const plans = [version(2, "2026-01-01"), version(3, "2025-01-01"), version(1, "2027-01-01"), version(9, "2026-01-01", "junior")];
  expect(["partner", "junior", "senior"].map((planId) => latestVersionOf(planId, plans))).toEqual([3, 9, 0]);
});
