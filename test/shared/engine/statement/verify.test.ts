import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { canonicalJson, parseExact } from "../../../../shared/base/json/exact-json.ts";
import { sha256Hex } from "../../../../shared/base/json/hash.ts";
import { statementBody } from "../../../../shared/engine/statement/body.ts";
import {
  type Inclusion,
  inclusionFrom,
  shardRootsText,
  shardTreeOf,
  shardTreeText,
} from "../../../../shared/engine/statement/inclusion-proof.ts";
import { readStatementFile, statementFileText } from "../../../../shared/engine/statement/statement-file.ts";
import { describeVerification } from "../../../../shared/engine/statement/verify/describe.ts";
import { type Verification, verifyStatement } from "../../../../shared/engine/statement/verify/verify-statement.ts";
import { draw } from "../../../support/draw.ts";
import { runInPureCore } from "../../../support/pure-core.ts";
import { readScenario, type Scenario } from "../../../support/scenario.ts";
import { explainedStatements } from "./explained-statements.ts";

const EXAMPLES = new URL("../../../examples/", import.meta.url).pathname;

interface Issued {
  readonly scenario: string;
  readonly advisorId: string;
  readonly month: string;
  readonly text: string;
  readonly inclusion: Inclusion | undefined;
  /** The advisor's statement before. */
  readonly previous: string | undefined;
}

/** Every statement of a scenario as its advisor downloads it, chained and under the root of its close. */
function issuedOf(scenario: Scenario): Issued[] {
  const { agency } = scenario;
  const hashes = new Map<string, string>();
  const bodies = explainedStatements(runInPureCore(scenario)).map(({ settlement, now, ...rest }) => {
    const { advisorId, month } = settlement.statement;
    const input = { agency, books: now.books, settlement, credits: now.credits, previousHash: hashes.get(advisorId), ...rest };
    const text = canonicalJson(statementBody(input));
    const hash = sha256Hex(text);
    hashes.set(advisorId, hash);
    return { advisorId, month, text, hash };
  });
  const files = new Map<string, string>();
  return bodies.map(({ advisorId, month, text, hash }) => {
    const leaves = bodies.filter((each) => each.month === month).sort((left, right) => (left.advisorId < right.advisorId ? -1 : 1));
    // As two shards: whoever is first has one alone.
    const shards = leaves.length === 1 ? [leaves] : [leaves.slice(0, 1), leaves.slice(1)];
    const trees = shards.map(shardTreeOf);
    const roots = shardRootsText(trees.map(({ root }) => root));
    const [inclusion] = trees.flatMap((tree) => inclusionFrom(month, advisorId, shardTreeText(tree), roots) ?? []);
    const file = statementFileText(text, hash, inclusion);
    const previous = files.get(advisorId);
    files.set(advisorId, file);
    return { scenario: scenario.name, advisorId, month, text: file, inclusion, previous };
  });
}

const issued = readdirSync(EXAMPLES).flatMap((name) => issuedOf(readScenario(`${EXAMPLES}${name}`)));

type Path = readonly (string | number)[];
type Plain = null | boolean | bigint | string | Plain[] | { [key: string]: Plain };

/** Each leaf of a value, by its path. */
function leavesOf(value: Plain, path: Path = []): Path[] {
  if (value === null || typeof value !== "object") return [path];
  const keys = Array.isArray(value) ? value.map((_, index) => index) : Object.keys(value);
  return keys.flatMap((key) => leavesOf((value as Record<string | number, Plain>)[key] as Plain, [...path, key]));
}

/** The same with one leaf changed: a number by one, a text by a character. */
function changed(value: Plain, [key, ...rest]: Path): Plain {
  if (key === undefined) {
    if (typeof value === "bigint") return value + 1n;
    if (typeof value === "boolean") return !value;
    if (value === null || typeof value === "object") return "0";
    return /\d$/.test(value) ? value.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10)) : `${value}0`;
  }
  if (Array.isArray(value)) return value.map((item, index) => (index === key ? changed(item, rest) : item));
  const members = value as { [key: string]: Plain };
  return { ...members, [key]: changed(members[key] as Plain, rest) };
}

/** What kind of place a path leads to: the same in every statement. */
const kindOf = (path: Path): string =>
  path.map((step) => (typeof step === "number" ? "*" : /^\d{4}-\d\d$/.test(step) ? "MONTH" : step)).join(".");

const wrongIn = ({ checks }: Verification): string[] => checks.filter(({ result }) => result === "wrong").map(({ id }) => id);

/** One statement of each example: the last, which has the most behind it. */
const lastOfEach = [...Map.groupBy(issued, ({ scenario }) => scenario).values()].flatMap((all) => all.slice(-1));

/**
 * Facts on which no figure of the examples depends: names and days, terms of a plan that did not come to bear. Changed
 * and hashed anew, a statement by itself can't tell; the root and the next statement's chain can.
 */
const TOLD_BY_THE_HASH_ALONE: readonly string[] = [
  "facts.adjusted.*.before.*.bookedOn",
  "facts.adjusted.*.before.*.lineId",
  "facts.adjusted.*.before.*.recipient.afterLeaving",
  "facts.adjusted.*.before.*.recipient.role",
  "facts.adjusted.*.before.*.recipient.sellers.*",
  "facts.adjusted.*.now.*.bookedOn",
  "facts.adjusted.*.now.*.recipient.afterLeaving",
  "facts.adjusted.*.now.*.recipient.sellers.*",
  "facts.before.advisor.joinedOn",
  "facts.before.advisor.name",
  "facts.before.advisor.revision",
  "facts.before.plans.*.base.from",
  "facts.before.plans.*.base.less.*",
  "facts.before.plans.*.components.*.otherwise",
  "facts.before.plans.*.components.*.rows.*.rate",
  "facts.before.plans.*.components.*.rows.*.where.channel.*",
  "facts.before.plans.*.components.*.rows.*.where.product.*",
  "facts.before.plans.*.components.*.rows.*.where.role.*",
  "facts.before.plans.*.components.*.tiers.period",
  "facts.before.plans.*.components.*.where.product.*",
  "facts.before.plans.*.components.*.where.role.*",
  "facts.before.plans.*.earn",
  "facts.before.plans.*.effectiveFrom",
  "facts.before.plans.*.equity.anyOf.*.eachAtLeast",
  "facts.before.plans.*.equity.anyOf.*.months",
  "facts.before.plans.*.equity.anyOf.*.totalAtLeast",
  "facts.before.plans.*.equity.require.*.atLeast",
  "facts.before.plans.*.factors.*.default",
  "facts.before.plans.*.factors.*.steps.*.from",
  "facts.before.plans.*.payout.minimum",
  "facts.credits.*.bookedOn",
  "facts.credits.*.recipient.afterLeaving",
  "facts.credits.*.recipient.sellers.*",
  "facts.credits.*.revision",
  "facts.firstMonth",
  "facts.plans.*.base.from",
  "facts.plans.*.earn",
  "facts.plans.*.effectiveFrom",
  "facts.plans.*.factors.*.default",
  "facts.plans.*.payout.minimum",
  "facts.stores.nanjing-1.inspectionScore.*.*",
  "manualAdjustments.*.reason",
];

/** Sums of an adjusted month. */
const IS_SUM = /^facts\.adjusted\..*\.amounts\./;

describe("a statement as it was issued", () => {
  test("is right in every check, for every statement of all examples", () => {
    expect(issued.length).toBeGreaterThan(60);
    for (const { scenario, advisorId, month, text, previous, inclusion } of issued) {
      const { checks } = verifyStatement(text, previous, inclusion?.root);
      const ids = ["readable", "hash", "inclusion", "root", "chain", "facts", "figures"];
      expect({ scenario, advisorId, month, checks }).toMatchObject({ checks: ids.map((id) => ({ id, result: "right" })) });
    }
  });

  test("without the statement before it or a published root says what is left to compare", () => {
    const later = issued.find(({ previous }) => previous !== undefined);
    if (later === undefined) throw new Error("no statement follows another");
    const { ok, checks } = verifyStatement(later.text);
    expect(ok).toBe(true);
    expect(checks.filter(({ result }) => result === "skipped").map(({ id, detail }) => [id, detail])).toEqual([
      ["root", later.inclusion?.root],
      ["chain", readStatementFile(later.text).body.previousHash],
    ]);
  });
});

describe("a statement that was changed", () => {
  test("in any single place is found", () => {
    let places = 0;
    for (const { text, previous, inclusion } of lastOfEach) {
      const file = parseExact(text) as Plain;
      // The hash covers all alike: of some kinds of places, others with each run, another one each time.
      const kinds = [...Map.groupBy(leavesOf(file), kindOf).values()];
      for (const alike of draw(kinds, Math.ceil(kinds.length / 4))) {
        const path = alike[Math.floor(Math.random() * alike.length)] ?? [];
        const verification = verifyStatement(canonicalJson(changed(file, path)), previous, inclusion?.root);
        expect({ path, ok: verification.ok }).toEqual({ path, ok: false });
        places += 1;
      }
    }
    expect(places).toBeGreaterThan(500);
  });

  test("and hashed anew is found by the figure that was changed, named with what it should be", () => {
    const figures = ["statement", "earnings", "adjustments", "equity"];
    let places = 0;
    for (const { text } of lastOfEach) {
      const { body } = parseExact(text) as { body: { [key: string]: Plain } };
      for (const path of leavesOf(body).filter(([part]) => figures.includes(String(part)))) {
        // Whose and of which month it is are facts: to change them is to tell of another statement.
        if (path[0] === "statement" && (path[1] === "month" || path[1] === "advisorId")) continue;
        const forged = changed(body, path) as { [key: string]: Plain };
        const bodyText = canonicalJson(forged);
        const { checks } = verifyStatement(statementFileText(bodyText, sha256Hex(bodyText), undefined));
        const found = checks.find(({ id }) => id === "figures");
        const named = found?.differences?.map((each) => each.path.join("/"));
        expect({ path: path.join("/"), result: found?.result, named: named ?? [found?.detail] }).toMatchObject({ result: "wrong" });
        if (found?.detail === undefined) expect(named).toContain(path.join("/"));
        places += 1;
      }
    }
    expect(places).toBeGreaterThan(1_000);
  });

  test("in a fact, and hashed anew, is found wherever a figure or another fact depends on it; the rest only the hash tells", () => {
    const changedFacts = new Map<string, { changed: number; found: number }>();
    for (const { text } of issued) {
      const { body } = parseExact(text) as { body: { [key: string]: Plain } };
      for (const path of leavesOf(body).filter(([part]) => part === "facts" || part === "manualAdjustments" || part === "advisor")) {
        const kind = kindOf(path);
        const count = changedFacts.get(kind) ?? { changed: 0, found: 0 };
        // A kind that was found once is no longer of interest, but for sums, each of which has to be found.
        if (count.found > 0 && !IS_SUM.test(kind)) continue;
        const bodyText = canonicalJson(changed(body, path));
        const isFound = wrongIn(verifyStatement(statementFileText(bodyText, sha256Hex(bodyText), undefined))).length > 0;
        changedFacts.set(kind, { changed: count.changed + 1, found: count.found + (isFound ? 1 : 0) });
      }
    }
    const never = [...changedFacts].flatMap(([kind, { found }]) => (found === 0 ? [kind] : [])).sort();
    expect(never).toEqual(TOLD_BY_THE_HASH_ALONE);
    // Of an adjusted month every sum and every credit's amount is held by the others.
    for (const [kind, { changed, found }] of changedFacts) {
      if (IS_SUM.test(kind)) expect({ kind, found }).toEqual({ kind, found: changed });
    }
  });

  test("in an order's amounts, and hashed anew, is found by every figure that it counts in", () => {
    const { text } = lastOfEach.find(({ scenario }) => scenario === "service-quality-factor-corrected-after-close") as Issued;
    const [first] = issued.filter(({ scenario }) => scenario === "service-quality-factor-corrected-after-close");
    const { body } = parseExact(first?.text ?? text) as { body: { [key: string]: Plain } };
    const forged = changed(body, ["facts", "credits", 0, "amounts", "price"]);
    const bodyText = canonicalJson(forged);
    const verification = verifyStatement(statementFileText(bodyText, sha256Hex(bodyText), undefined));
    expect(wrongIn(verification)).toEqual(["figures"]);
    const [difference] = verification.checks.find(({ id }) => id === "figures")?.differences ?? [];
    expect(difference?.path.slice(0, 3)).toEqual(["earnings", "components", 0]);
    const told = describeVerification(verification, "en");
    expect(told.verdict).toBe("This statement failed verification.");
    expect(told.checks.at(-1)?.details[0]).toMatch(/^earnings › components › \[1\] › .*: stated \d+, recalculated \d+$/);
  });

  test("or that is another's, or no statement at all, is refused in plain words", () => {
    const [one, other] = [issued[0], issued.find(({ scenario }) => scenario !== issued[0]?.scenario)] as [Issued, Issued];
    expect(wrongIn(verifyStatement(one.text, other.text))).toEqual(["chain"]);
    expect(wrongIn(verifyStatement(one.text, undefined, "00".repeat(32)))).toEqual(["root"]);
    for (const text of ["", "{}", "[]", "null", '{"format":"fenrun-statement-file-1","hash":"","body":{"format":"fenrun-statement-3"}}']) {
      expect(verifyStatement(text)).toMatchObject({ ok: false, checks: [{ id: "readable", result: "wrong" }] });
    }
  });
});

test("verify: no amount that a plan's base does not use is in a statement's file", () => {
  const steps = [
    {
      plan: {
        planId: "p",
        version: 1,
        effectiveFrom: "2026-01-01",
        base: { from: "price", less: ["discounts.version"] },
        components: [{ id: "tour", kind: "share", rate: "0.1" }],
      },
    },
    { advisor: { advisorId: "li", revision: 1, name: "Li", joinedOn: "2026-01-01", planId: "p" } },
    ...[1, 2].map((month) => ({
      order: {
        orderId: `o${month}`,
        revision: 1,
        status: "fulfilled",
        bookedAt: "2026-01-05T10:00:00+08:00",
        fulfilledAt: `2026-0${month}-10T10:00:00+08:00`,
        currency: "CNY",
        lines: [
          { lineId: "1", product: "hotel", price: 100_000, cost: 87_654, discounts: { points: 4_321, version: 777 }, refunded: 1_234 },
        ],
        credits: [{ advisorId: "li" }],
      },
    })),
    { close: "2026-02" },
  ];
  const scenario: Scenario = {
    name: "cost",
    comment: "",
    agency: { currency: "CNY", timeZone: "Asia/Shanghai", facets: [] },
    plans: [],
    advisors: [],
    steps,
    expected: { statements: [], equityChanges: [] },
  };
  const [only] = issuedOf(scenario);
  expect(verifyStatement(only?.text ?? "")).toMatchObject({ ok: true });
  expect(only?.text).toContain("100000");
  for (const hidden of ["87654", "4321", "1234"]) expect(only?.text).not.toMatch(new RegExp(`[:,[]${hidden}[,}\\]]`));
});
