import { describe, expect, test } from "vitest";
import { parseDecimal } from "../../../shared/base/money/money.ts";
import type { TallyRow } from "../../../shared/engine/earnings/tally.ts";
import { adjustmentSchema } from "../../../shared/engine/facts/adjustment.ts";
import { type Advisor, advisorSchema } from "../../../shared/engine/facts/advisor.ts";
import type { Attributes } from "../../../shared/engine/facts/attributes.ts";
import { planSchema } from "../../../shared/engine/plan/schema.ts";
import {
  adjustmentsAt,
  inputsAsOf,
  loadTerms,
  rowsFromPeriod,
  rowsOfPeriod,
  settledAt,
  settledSoFar,
  storesOf,
  termsAt,
} from "../../../shared/ledger/close/as-of-period.ts";
import type { AdvisorRecord, Close, FixedSettlement } from "../../../shared/ledger/store/close-store.ts";

const version = (version: number, rate = "0.1") =>
  planSchema.parse({ planId: "partner", version, effectiveFrom: "2026-01-01", components: [{ id: "tour", kind: "share", rate }] });
const li = (revision: number, members: object = {}): Advisor =>
  advisorSchema.parse({ advisorId: "li", revision, name: `Li ${revision}`, joinedOn: "2026-01-01", planId: "partner", ...members });
const score = (subject: Partial<Attributes>, value: string, revision: number): Attributes => ({
  ...subject,
  month: "2026-01",
  values: { score: value },
  revision,
});
const row = (price: bigint, count = 1n): TallyRow => ({
  planId: "partner",
  version: 1,
  facets: ["hotel", "seller", ""],
  price,
  refunded: 0n,
  cost: 0n,
  units: count,
  discounts: {},
  count,
});
const at = <Fact>(period: number, fact: Fact) => ({ period, fact });
const rowAt = (period: number, month: string, price: bigint, count?: bigint) => ({ period, month, row: row(price, count) });
const settlement = (period: number, members: Partial<FixedSettlement> = {}): FixedSettlement => ({
  period,
  month: `2026-0${period + 1}`,
  rows: new Map(),
  claimedRows: new Map(),
  contributed: new Map(),
  settled: new Map(),
  carriedForward: 0n,
  equityEligible: false,
  statementHash: undefined,
  ...members,
});
const NOTHING: AdvisorRecord = { advisors: [], attributes: [], adjustments: [], settlements: [], rows: [], claimedRows: [] };
const RATED = ["product", "role", "afterLeaving"];
const terms = (period: number, stores: Parameters<typeof termsAt>[2] = new Map()) =>
  termsAt(period, [at(0, version(1)), at(2, version(2))], stores, RATED);
const pricesOf = (rows: ReadonlyMap<string, readonly TallyRow[]> | undefined) =>
  [...(rows ?? [])].map(([month, ofMonth]) => [month, ofMonth.map(({ price }) => price)]);

describe("terms as of a period", () => {
  test("hold the plan versions recorded by its end, and none recorded later", () => {
    const known = (period: number) => [1, 2].filter((each) => terms(period).plans.version("partner", each) !== undefined);
    expect([known(0), known(1), known(2)]).toEqual([[1], [1], [1, 2]]);
    expect(terms(0).ratedFacets).toBe(RATED);
  });

  test("hold what each store was given by then: of two revisions the higher that was known", () => {
    const stores = new Map([
      ["s1", [at(0, score({ storeId: "s1" }, "1", 1)), at(2, score({ storeId: "s1" }, "2", 2))]],
      ["s2", [at(1, score({ storeId: "s2" }, "3", 1))]],
    ]);
    const scoreOf = (period: number, storeId: string) =>
      terms(period, stores)
        .storeHistory(storeId)
        ?.get("score")
        ?.map(({ value }) => value);
    expect([scoreOf(1, "s1"), scoreOf(2, "s1")]).toEqual([[parseDecimal("1")], [parseDecimal("2")]]);
    expect([scoreOf(0, "s2"), scoreOf(1, "s2"), scoreOf(1, "s3")]).toEqual([undefined, [parseDecimal("3")], undefined]);
    const both = terms(2, stores);
    expect([both.storeHistory("s2"), both.storeHistory("s1")].map((each) => each?.get("score")?.[0]?.value)).toEqual(
      ["3", "2"].map(parseDecimal),
    );
  });
});

describe("an advisor's books as of a period", () => {
  test("are none before the advisor was registered", () => {
    const record = { ...NOTHING, advisors: [at(1, li(1))] };
    expect(inputsAsOf(0, record, terms(0))).toBeUndefined();
    expect(inputsAsOf(1, record, terms(1))?.advisor.name).toBe("Li 1");
  });

  test("have the highest revision that was known by then, in whatever order revisions came", () => {
    const record = { ...NOTHING, advisors: [at(0, li(1)), at(0, li(3)), at(0, li(2)), at(1, li(4))] };
    expect([0, 1].map((period) => inputsAsOf(period, record, terms(period))?.advisor.name)).toEqual(["Li 3", "Li 4"]);
  });

  test("have the scores that were known by then", () => {
    const record = {
      ...NOTHING,
      advisors: [at(0, li(1))],
      attributes: [at(0, score({ advisorId: "li" }, "4", 1)), at(1, score({ advisorId: "li" }, "5", 2))],
    };
    const scoreAt = (period: number) => inputsAsOf(period, record, terms(period))?.attributes.get("score")?.[0]?.value;
    expect([scoreAt(0), scoreAt(1)]).toEqual(["4", "5"].map(parseDecimal));
  });

  test("have the rows that closes took up, and those recorded since, each once", () => {
    const record: AdvisorRecord = {
      ...NOTHING,
      advisors: [at(0, li(1))],
      settlements: [
        settlement(0, { rows: new Map([["2026-01", [row(1n)]]]) }),
        settlement(1, {
          rows: new Map([
            ["2026-01", [row(20n)]],
            ["2026-02", [row(300n)]],
          ]),
        }),
      ],
      // Those of period 1 stand in its settlement already.
      rows: [rowAt(1, "2026-01", 20n), rowAt(1, "2026-02", 300n), rowAt(2, "2026-02", 4_000n), rowAt(3, "2026-03", 50_000n)],
    };
    const pricesAt = (period: number) => pricesOf(inputsAsOf(period, record, terms(0))?.rows);
    expect(pricesAt(0)).toEqual([["2026-01", [1n]]]);
    expect(pricesAt(1)).toEqual([
      ["2026-01", [21n]],
      ["2026-02", [300n]],
    ]);
    expect(pricesAt(2)).toEqual([
      ["2026-01", [21n]],
      ["2026-02", [4_300n]],
    ]);
    expect(pricesAt(3)).toEqual([
      ["2026-01", [21n]],
      ["2026-02", [4_300n]],
      ["2026-03", [50_000n]],
    ]);
  });

  test("have rows before any close, from the first period on", () => {
    const record = { ...NOTHING, advisors: [at(0, li(1))], rows: [rowAt(0, "2026-01", 1n), rowAt(0, "2026-01", 20n)] };
    expect(pricesOf(inputsAsOf(0, record, terms(0))?.rows)).toEqual([["2026-01", [21n]]]);
  });

  test("have no month in which rows came to nothing", () => {
    const record = {
      ...NOTHING,
      advisors: [at(0, li(1))],
      rows: [rowAt(0, "2026-01", 1n), rowAt(0, "2026-01", -1n, -1n), rowAt(0, "2026-02", 2n)],
    };
    expect(pricesOf(inputsAsOf(0, record, terms(0))?.rows)).toEqual([["2026-02", [2n]]]);
  });
});

describe("what was settled by the end of a period", () => {
  const record: AdvisorRecord = {
    ...NOTHING,
    settlements: [
      settlement(0, { settled: new Map([["2026-01", 100n]]), carriedForward: 7n, advances: 5n, statementHash: "first" }),
      settlement(1, {
        settled: new Map([
          ["2026-01", -30n],
          ["2026-02", 200n],
        ]),
        carriedForward: -8n,
        equityEligible: true,
        statementHash: "second",
      }),
    ],
  };

  test("is by month the sum of what its closes settled; balance, advances, equity and statement are those of the last", () => {
    expect(settledAt(0, record)).toEqual({
      settled: { byMonth: new Map([["2026-01", 100n]]), carriedForward: 7n, advances: 5n, equityEligible: false },
      previousHash: "first",
    });
    for (const period of [1, 2]) {
      expect(settledAt(period, record)).toStrictEqual({
        settled: {
          byMonth: new Map([
            ["2026-01", 70n],
            ["2026-02", 200n],
          ]),
          carriedForward: -8n,
          equityEligible: true,
        },
        previousHash: "second",
      });
    }
  });

  test("is nothing before the first close", () => {
    expect(settledAt(-1, record)).toEqual({
      settled: { byMonth: new Map(), carriedForward: 0n, equityEligible: false },
      previousHash: undefined,
    });
  });
});

describe("what is settled so far", () => {
  const close: Close = { month: "2026-02", period: 1, firstMonth: "2026-01", status: "settling" };
  const record: AdvisorRecord = {
    ...NOTHING,
    advisors: [at(0, li(1))],
    adjustments: [1, 2].map((period) =>
      at(
        period,
        adjustmentSchema.parse({ adjustmentId: `a${period}`, advisorId: "li", month: "2026-02", amount: -5 * period, reason: "r" }),
      ),
    ),
    settlements: [settlement(0, { settled: new Map([["2026-01", 100n]]), carriedForward: -300n })],
    rows: [rowAt(1, "2026-02", 2_000n)],
  };
  const books = inputsAsOf(1, record, terms(1));
  const of = (settled: ReturnType<typeof settledSoFar>) => [settled.byMonth.get("2026-02"), settled.carriedForward];

  test("without a close under way is what closes fixed", () => {
    expect(of(settledSoFar(1, record, books, undefined))).toEqual([undefined, -300n]);
  });

  test("with a close under way is what that will fix, with what was recorded by its period alone", () => {
    // 10% of 20.00 less 0.05; January's restatement, of which no row is left, takes 1.00.
    expect(of(settledSoFar(2, record, books, close))).toEqual([200n, -300n - 100n + 200n - 5n]);
  });

  test("is what the close fixed for the advisor once it has", () => {
    const fixed = {
      ...record,
      settlements: [...record.settlements, settlement(1, { settled: new Map([["2026-02", 7n]]), carriedForward: 9n })],
    };
    expect(of(settledSoFar(2, fixed, books, close))).toEqual([7n, 9n]);
  });

  test("is what stands where the close sees nobody", () => {
    expect(of(settledSoFar(2, record, undefined, close))).toEqual([undefined, -300n]);
  });
});

test("as of period: the rows of a period are those recorded in it, by month, without those that hold nothing", () => {
  const rows = [
    rowAt(0, "2026-01", 1n),
    rowAt(1, "2026-02", 3n),
    rowAt(1, "2026-01", 2n),
    rowAt(1, "2026-01", 4n),
    rowAt(1, "2026-03", 0n, 0n),
    rowAt(2, "2026-01", 5n),
  ];
  expect(pricesOf(rowsOfPeriod(1, { ...NOTHING, rows }))).toEqual([
    ["2026-02", [3n]],
    ["2026-01", [2n, 4n]],
  ]);
  expect(rowsOfPeriod(3, { ...NOTHING, rows }).size).toBe(0);
});

test("as of period: the adjustments of a period are those recorded by its end", () => {
  const adjustment = (adjustmentId: string) =>
    adjustmentSchema.parse({ adjustmentId, advisorId: "li", month: "2026-02", amount: 5, reason: "r" });
  const record = { ...NOTHING, adjustments: [at(0, adjustment("a")), at(1, adjustment("b")), at(2, adjustment("c"))] };
  expect(adjustmentsAt(1, record).map(({ adjustmentId }) => adjustmentId)).toEqual(["a", "b"]);
});

describe("what is loaded for advisors", () => {
  const inStores = (advisorId: string, ...storeIds: readonly string[]): AdvisorRecord => ({
    ...NOTHING,
    advisors: [
      at(0, li(1, { advisorId, stores: storeIds.map((storeId, index) => ({ storeId, from: `202${index}-01-01` })) })),
      at(1, li(2, { advisorId })),
    ],
  });
  /** Stores with one score each, and what was asked for. */
  function ledgerOf() {
    const asked: (readonly string[])[] = [];
    const storeAttributes = async (storeIds: readonly string[]) => {
      asked.push(storeIds);
      return new Map(storeIds.map((storeId) => [storeId, [at(1, score({ storeId }, "3", 1))]]));
    };
    return { asked, recordedPlans: async () => [at(0, version(1)), at(2, version(2))], storeAttributes };
  }

  test("are the attributes of every store that they were ever in, each asked for once", async () => {
    const ledger = ledgerOf();
    const stores = await storesOf([inStores("li", "s1", "s2"), inStores("wang", "s2", "s3"), NOTHING], ledger);
    expect([...stores.keys()]).toEqual(["s1", "s2", "s3"]);
    expect(ledger.asked).toEqual([["s1", "s2", "s3"]]);
  });

  test("is nothing of stores where nobody was in one, and the ledger isn't asked", async () => {
    const ledger = ledgerOf();
    expect((await storesOf([inStores("li")], ledger)).size).toBe(0);
    expect(ledger.asked).toEqual([]);
  });

  test("gives terms as known at the end of any period", async () => {
    const termsOf = await loadTerms([inStores("li", "s1")], ledgerOf(), RATED);
    const known = [0, 1, 2].map((period) => [
      termsOf(period).plans.version("partner", 2)?.version,
      termsOf(period).storeHistory("s1")?.get("score")?.length,
    ]);
    expect(known).toEqual([
      [undefined, undefined],
      [undefined, 1],
      [2, 1],
    ]);
    expect(termsOf(0).ratedFacets).toBe(RATED);
  });
});

describe("rows are read from", () => {
  const from = (closedMonth: string | undefined, status?: Close["status"]) => {
    const asked: string[] = [];
    const close = async (month: string): Promise<Close | undefined> => {
      asked.push(month);
      return status && { month, period: 3, firstMonth: "2026-01", status };
    };
    const state = { epoch: 1, period: 4, pendingDerivations: 0, ...(closedMonth !== undefined && { closedMonth }) };
    return rowsFromPeriod(state, { close }).then((period) => [period, asked]);
  };

  test("the period of a close under way, which may not have taken them up yet; else the present one", async () => {
    expect(await from("2026-02", "settling")).toEqual([3, ["2026-02"]]);
    expect(await from("2026-02", "closed")).toEqual([4, ["2026-02"]]);
    expect(await from("2026-02")).toEqual([4, ["2026-02"]]);
  });

  test("the present period before any close", async () => {
    expect(await from(undefined, "settling")).toEqual([4, []]);
  });
});
