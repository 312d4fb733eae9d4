import { readdirSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { adjustmentView } from "../../../shared/account/views/adjustment-view.ts";
import { sellerView } from "../../../shared/account/views/seller-view.ts";
import { statementView } from "../../../shared/account/views/statement-view.ts";
import { canonicalJson, parseExact } from "../../../shared/base/json/exact-json.ts";
import { sha256Hex } from "../../../shared/base/json/hash.ts";
import { creditsFileText } from "../../../shared/engine/statement/seller-parts.ts";
import { statementFileText } from "../../../shared/engine/statement/statement-file.ts";
import { verifyStatement } from "../../../shared/engine/statement/verify/verify-statement.ts";
import type { View } from "../../../shared/ui/view.ts";
import { AGENCY, managed, stepsOf, world } from "../../support/arbitrary-world.ts";
import { readScenario } from "../../support/scenario.ts";
import { much } from "../../support/thorough.ts";
import { sourceOf } from "../engine/statement/statement-files.ts";
import { numberedSteps, type RecordedFacts, recordAll } from "../ledger/recorded-facts.ts";
import { type Issued, issuedBy } from "./issued-statements.ts";
import { expectEveryAmountExplained, expectSums, tableOf } from "./view-sums.ts";

const EXAMPLES = new URL("../../examples/", import.meta.url).pathname;

const sellersCheck = (text: string, others: readonly string[]) =>
  verifyStatement(text, undefined, undefined, others).checks.find(({ id }) => id === "sellers");

/** Checks every page of a statement, what its lines are made of, and that the statements of one close agree. @returns its lines. */
function expectAgreement({ text, file, sellers }: Issued, all: readonly Issued[]): number {
  const view = statementView(file, "en");
  expectSums(view);
  const pages = new Map([...sellers].map(([path, credits]): [string, View] => [path, sellerView(file, credits, "en")]));
  for (const { month } of file.body.adjustments) {
    const adjustment = adjustmentView(file, month, "en");
    if (adjustment !== undefined) expectSums(adjustment);
  }
  expectEveryAmountExplained(view, file, sourceOf(file), pages);
  const { advisorId, month: closed } = file.body.statement;
  for (const [path, { line, credits, agrees }] of sellers) {
    expect([path, agrees]).toEqual([path, true]);
    const page = pages.get(path);
    if (page !== undefined) expectSums(page);
    expect(sellersCheck(text, [creditsFileText({ ...line, advisorId, credits })])).toEqual({ id: "sellers", result: "right" });
  }
  const brought = new Set([...sellers.values()].map(({ line }) => line.sellerId));
  const theirs = all.filter(({ file: { body } }) => body.statement.month === closed && brought.has(body.statement.advisorId));
  for (const other of theirs) {
    expect(sellersCheck(text, [other.text])).toEqual({ id: "sellers", result: "right" });
    expect(sellersCheck(other.text, [text])).toEqual({ id: "sellers", result: "right" });
  }
  return sellers.size;
}

async function expectAllAgree(recorded: RecordedFacts): Promise<number> {
  const all = await issuedBy(recorded);
  return all.reduce((lines, each) => lines + expectAgreement(each, all), 0);
}

const example = (name: string): RecordedFacts => {
  const scenario = readScenario(`${EXAMPLES}${name}.json`);
  return recordAll(scenario.agency, numberedSteps(scenario));
};

describe("statements by seller: pages explain each amount, credits give each line, and both sides name one hash", () => {
  test("seller lines: of all worked examples", async () => {
    let lines = 0;
    for (const file of readdirSync(EXAMPLES)) lines += await expectAllAgree(example(file.replace(".json", "")));
    expect(lines).toBeGreaterThan(5);
  });

  test("seller lines: of arbitrary worlds", async () => {
    let lines = 0;
    const agreeing = fc.asyncProperty(world, async (world) => {
      lines += await expectAllAgree(recordAll(AGENCY, stepsOf(world).map(managed)));
    });
    await fc.assert(agreeing, { numRuns: much(20, 500) });
    expect(lines).toBeGreaterThan(0);
  });
});

/** The first statement of an example that has a line for a seller, and that seller's own. */
async function aManager(name = "manager-earns-an-override-of-the-day"): Promise<readonly [Issued, Issued]> {
  const all = await issuedBy(example(name));
  const manager = all.find(({ sellers }) => sellers.size > 0);
  const [line] = manager?.sellers.values() ?? [];
  const seller = all.find(({ file: { body } }) => body.statement.advisorId === line?.line.sellerId && body.facts.views !== undefined);
  if (manager === undefined || seller === undefined) throw new Error(`${name} has no manager`);
  return [manager, seller];
}

test("seller lines: a statement lists its sellers by what they bring, each leading to the orders, and tells where credits differ", async () => {
  const [{ file, sellers }] = await aManager();
  const view = statementView(file, "zh");
  const [first] = tableOf(view, "sellers").rows;
  const [path = "", credits] = [...sellers][0] ?? [];
  expect(first?.cells[0]).toMatchObject({ text: credits?.line.name, to: path });
  if (credits === undefined) throw new Error("there is a line");
  const tone = (agrees: boolean) => {
    const [block] = sellerView(file, { ...credits, agrees }, "zh").sections[0]?.blocks ?? [];
    return block?.kind === "paragraph" ? block.tone : undefined;
  };
  expect([tone(true), tone(false)]).toEqual(["good", "warning"]);
  // Whether somebody had left is a facet: what isn't so is not said, what is so by its name.
  const kinds = (afterLeaving: string) => {
    const rows = credits.line.rows.map((row) => ({ ...row, facets: ["hotel", "manager", afterLeaving] }));
    const page = sellerView(file, { ...credits, line: { ...credits.line, rows } }, "zh");
    return tableOf(page, "sums").rows[0]?.cells[0]?.text;
  };
  expect([kinds("no"), kinds("yes")]).toEqual(["酒店 · 直属上级", "酒店 · 直属上级 · 离职后出行"]);
});

test("seller lines: the verifier finds a hash, a credit or a sum that differs, and whatever isn't of this statement", async () => {
  const [manager, seller] = await aManager();
  const [{ line, credits } = { line: undefined, credits: undefined }] = manager.sellers.values();
  if (line === undefined) throw new Error("there is a line");
  const { advisorId } = manager.file.body.statement;
  const file = creditsFileText({ ...line, advisorId, credits });
  const { hash } = seller.file;
  const forged = seller.text.replace(line.creditsHash, "0".repeat(64));
  expect(sellersCheck(manager.text, [])?.result).toBe("skipped");
  for (const [other, reason] of [
    [forged, "has changed since it was hashed"],
    [file.replace('"price":', '"price":1'), undefined],
    [file.replace(`"sellerId":"${line.sellerId}"`, '"sellerId":"nobody"'), "has no line"],
    [manager.text, "counts credits of the other"],
    ["{}", "expected a file of the format"],
  ] as const) {
    const check = sellersCheck(manager.text, [other]);
    expect(check?.result).toBe("wrong");
    if (reason !== undefined) expect(check?.detail).toContain(reason);
  }
  const body = forged.slice(forged.indexOf('"body":') + 7, -2);
  const rehashed = statementFileText(body, sha256Hex(body), undefined);
  expect(rehashed).not.toContain(hash);
  expect(sellersCheck(manager.text, [rehashed])?.differences).toMatchObject([{ stated: line.creditsHash, recomputed: "0".repeat(64) }]);
});

test("seller lines: the verifier finds a line that is left out altogether, by the seller's statement from either side", async () => {
  const [manager, seller] = await aManager();
  const { sellerId } = [...manager.sellers.values()][0]?.line ?? { sellerId: "" };
  const { body } = parseExact(manager.text) as { body: { facts: { sellers: { sellerId: string }[] } } };
  const sellers = body.facts.sellers.filter((each) => each.sellerId !== sellerId);
  expect(sellers.length).toBe(body.facts.sellers.length - 1);
  const hiding = canonicalJson({ ...body, facts: { ...body.facts, sellers } });
  const forged = statementFileText(hiding, sha256Hex(hiding), undefined);
  for (const [text, other] of [
    [forged, seller.text],
    [seller.text, forged],
  ] as const) {
    const check = sellersCheck(text, [other]);
    expect(check?.result).toBe("wrong");
    expect(check?.differences).toMatchObject([{ path: ["sellers", sellerId, manager.file.body.statement.month] }]);
  }
});
