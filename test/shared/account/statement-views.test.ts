import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { adjustmentView } from "../../../shared/account/views/adjustment-view.ts";
import { statementView } from "../../../shared/account/views/statement-view.ts";
import type { Language } from "../../../shared/base/language.ts";
import type { StatementFile } from "../../../shared/engine/statement/statement-file.ts";
import { runInPureCore } from "../../support/pure-core.ts";
import { readScenario } from "../../support/scenario.ts";
import { statementFilesOf } from "../engine/statement/statement-files.ts";
import { blocksOf, expectSums, tableOf } from "./view-sums.ts";

/** The statements of a worked example, as its advisors read them. */
function example(name: string): StatementFile[] {
  const scenario = readScenario(join(import.meta.dirname, "..", "..", "examples", `${name}.json`));
  return statementFilesOf(runInPureCore(scenario), scenario.agency);
}

function fileOf(files: readonly StatementFile[], month: string): StatementFile {
  const file = files.find(({ body }) => body.statement.month === month);
  if (file === undefined) throw new Error(`no statement of ${month}`);
  return file;
}

function settlementOf(file: StatementFile, language: Language): string[] {
  const [block] = statementView(file, language).sections[0]?.blocks ?? [];
  if (block?.kind !== "equation") throw new Error("a statement begins with its settlement");
  return block.lines.map(({ sign, label, value }) => `${sign} ${label} ${value.text}`.trim());
}

describe("a refund that drops a tier of a closed month", () => {
  const november = fileOf(example("refund-after-close-drops-a-tier"), "2026-11");

  test("is a debt, told from earnings to payable", () => {
    expect(settlementOf(november, "en")).toEqual([
      "Earnings of November 2026 1,800.00",
      "− Adjustments of earlier months 3,400.00",
      "= Total −1,600.00",
      "+ Carried forward 1,600.00",
      "= Payable 0.00",
    ]);
    expect(settlementOf(november, "zh")[1]).toBe("− 往期调整 3,400.00");
    expect(statementView(november, "en").headline?.note).toBe("The balance is negative: deducted from later earnings");
  });

  test("says the refund at the rate that was settled, and what the lost tier made of the rest", () => {
    const { rows } = tableOf(statementView(november, "en"), "adjustments");
    expect(rows.map(({ cells }) => cells.map(({ text }) => text))).toEqual([
      ["October 2026", "", "−3,400.00"],
      ["Order o2", "Refund of ¥20,000.00; Base changed from ¥50,000.00 to ¥30,000.00", "−1,600.00"],
      ["Tiers and factors", "Tour share: Rate 8% became 6%; ¥8,800.00 became ¥5,400.00", "−1,800.00"],
      ["Total", "", "−3,400.00"],
    ]);
    expect(rows[0]?.cells[2]).toMatchObject({ to: "statements/2026-11/adjustments/2026-10" });
    const view = adjustmentView(november, "2026-10", "zh");
    expect(view?.headline).toMatchObject({ minor: -340_000n, text: "−¥3,400.00" });
    expect(view && tableOf(view, "changes").rows[0]?.cells.map(({ text }) => text)).toEqual([
      "o2",
      "退款增加 ¥20,000.00；提成基数由 ¥50,000.00 变为 ¥30,000.00",
      "8%",
      "−1,600.00",
    ]);
    expect(adjustmentView(november, "2026-09", "zh")).toBeUndefined();
  });
});

test("statement views: a corrected score says its two values and the two rates", () => {
  const november = fileOf(example("service-quality-factor-corrected-after-close"), "2026-11");
  expect(settlementOf(november, "en")).toEqual([
    "Earnings of November 2026 0.00",
    "+ Adjustments of earlier months 210.00",
    "= Payable 210.00",
  ]);
  const view = adjustmentView(november, "2026-10", "en");
  expect(view && tableOf(view, "because").rows[0]?.cells[1]?.text).toBe(
    "Service score 3.9 became 4.8; Rate 4.5% became 6.6%; ¥450.00 became ¥660.00",
  );
});

test("statement views: a month that is settled for the first time shows all that was earned in it, down to the orders", () => {
  const [october] = example("first-close-opens-the-books");
  const [adjustment] = october?.body.adjustments ?? [];
  if (october === undefined || adjustment === undefined) throw new Error("the first close settles an earlier month");
  const view = adjustmentView(october, adjustment.month, "en");
  expect(view?.headline?.minor).toBe(adjustment.amount);
  expect(view && tableOf(view, "components").rows.at(-1)?.cells.at(-1)).toMatchObject({ minor: adjustment.amount });
  if (view !== undefined) expectSums(view);
});

test("statement views: a statement names its place among the others of its close, and the one before it", () => {
  const october = fileOf(example("refund-after-close-drops-a-tier"), "2026-10");
  const inclusion = { month: "2026-10", root: "cd".repeat(32), size: 1_200, index: 41, path: [], shard: { size: 256, index: 6, path: [] } };
  const body = { ...october.body, previousHash: "ef".repeat(32) };
  expect(statementView({ ...october, body, inclusion }, "en").footer).toEqual([
    `Hash of this statement (SHA-256): ${"ab".repeat(32)}`,
    `Hash of the previous statement: ${"ef".repeat(32)}`,
    `Root published with the close of October 2026: ${"cd".repeat(32)}`,
    "This statement is number 42 of 1,200 in part 7 of 256 of that close.",
    expect.stringContaining("npm run verify"),
  ]);
  expect(statementView(october, "zh").footer[1]).toBe("这是第一份结算单，没有上一份。");
});

test("statement views: of many changed orders a statement lists twenty and sums up the others; the adjustment's page lists all", () => {
  const november = fileOf(example("refund-after-close-drops-a-tier"), "2026-11");
  const [adjustment] = november.body.adjustments;
  if (adjustment?.kind !== "restated") throw new Error("October is restated");
  const [order] = adjustment.facts;
  if (order === undefined) throw new Error("an order changed");
  const facts = Array.from({ length: 50 }, (_, index) => ({ ...order, orderId: `x${index}` }));
  const many = { ...adjustment, facts, amount: order.amount * 50n + adjustment.ladderAndFactors.amount };
  const statement = { ...november.body.statement, adjustments: [{ month: many.month, amount: many.amount }] };
  const file = { ...november, body: { ...november.body, statement, adjustments: [many] } };
  const view = statementView(file, "en");
  expectSums(view);
  expect(tableOf(view, "adjustments").rows.map(({ cells }) => cells[0]?.text)).toContain("30 more orders");
  expect(tableOf(view, "adjustments").rows).toHaveLength(24);
  const whole = adjustmentView(file, many.month, "en");
  expect(whole && tableOf(whole, "changes").rows).toHaveLength(52);
});

test("statement views: bonus and cap are told by what was measured and what had to be reached", () => {
  const [october] = example("bonus-and-cap");
  if (october === undefined) throw new Error("there is a statement");
  const said = blocksOf(statementView(october, "en")).flatMap((block) => (block.kind === "paragraph" ? [block.text] : []));
  expect(said).toContain("ceiling: The month came to ¥108,288.00, above the cap of ¥106,000.00: reduced by ¥2,288.00.");
  expect(said).toContain("ten-orders: The month reached 2 units; the bonus of ¥88.00 required 2 units.");
});

test("statement views: a statement tells what it recovers of a draw, what was written off, and what is left to recover", () => {
  const told = example("a-draw-advances-and-is-recovered").map(({ body, ...rest }, index) => {
    const { draw } = body.statement;
    const forgiven = draw && index === 0 ? { ...draw, writtenOff: 7n } : draw;
    const file = { ...rest, body: { ...body, statement: { ...body.statement, draw: forgiven } } };
    const figures = statementView(file, "en").sections[0]?.blocks.flatMap((block) => (block.kind === "figures" ? block.figures : [])) ?? [];
    const value = (label: string) => figures.find((each) => each.label === label)?.value;
    return ["Recovered advances", "Advances written off", "Advances still to be recovered"]
      .map(value)
      .map((cell) => (cell?.kind === "money" ? cell.minor : 0n));
  });
  const draws = example("a-draw-advances-and-is-recovered").map(({ body: { statement } }) => statement.draw);
  expect(told).toEqual(draws.map((draw, index) => [draw?.recovered ?? 0n, index === 0 ? 7n : 0n, draw?.outstanding ?? 0n]));
  expect(draws.some((draw) => (draw?.recovered ?? 0n) > 0n)).toBe(true);
});
