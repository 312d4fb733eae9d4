import fc from "fast-check";
import { expect, test } from "vitest";
import { adjustmentView } from "../../../shared/account/views/adjustment-view.ts";
import { componentView } from "../../../shared/account/views/component-view.ts";
import { componentKey } from "../../../shared/account/views/month-source.ts";
import { orderView } from "../../../shared/account/views/order-view.ts";
import { statementView } from "../../../shared/account/views/statement-view.ts";
import { canonicalJson } from "../../../shared/base/json/exact-json.ts";
import type { Language } from "../../../shared/base/language.ts";
import type { View } from "../../../shared/ui/view.ts";
import { AGENCY, runWorld, type World, world } from "../../support/arbitrary-world.ts";
import type { Content, Step } from "../../support/scenario.ts";
import { sourceOf, statementFilesOf } from "../engine/statement/statement-files.ts";
import { blocksOf, expectEveryAmountExplained, expectSums, resultOf, signedSum } from "./view-sums.ts";

const LANGUAGES: readonly Language[] = ["zh", "en"];

test("views: every amount of a statement leads to what sums to it, down to the orders", () => {
  let reached = 0;
  fc.assert(
    fc.property(world, (world) => {
      for (const [index, file] of statementFilesOf(runWorld(world), AGENCY).entries()) {
        const view = statementView(file, LANGUAGES[index % 2] ?? "en");
        expectSums(view);
        const [settlement] = view.sections[0]?.blocks ?? [];
        expect([resultOf(settlement), signedSum(settlement)]).toEqual([file.body.statement.payable, file.body.statement.payable]);
        reached += expectEveryAmountExplained(view, file, sourceOf(file));
      }
    }),
    { numRuns: 60 },
  );
  expect(reached).toBeGreaterThan(50);
});

/** Every view of every statement of a world. */
function viewsOf(world: World): View[] {
  const core = runWorld(world);
  return statementFilesOf(core, AGENCY).flatMap((file) => {
    const { advisorId, month } = file.body.statement;
    // The credits as they are kept, with all their amounts: a statement has left out already what no base uses.
    const credits = core.closes.find((close) => close.month === month)?.moment.credits(advisorId, month) ?? [];
    const source = { ...sourceOf(file), credits };
    const orders = new Set(source.credits.map(({ orderId }) => orderId));
    return [
      statementView({ ...file, hash: "" }, "en"),
      ...source.earnings.components.map((each) => componentView(source, componentKey(each), 1, "en")),
      ...[...orders].map((orderId) => orderView(source, orderId, "en")),
      ...file.body.adjustments.map(({ month }) => adjustmentView(file, month, "en")),
    ].filter((view) => view !== undefined);
  });
}

/** The world with plans whose base doesn't use cost, and orders whose costs are as given. */
function withCosts({ arrivals }: World, costOf: (cost: unknown) => unknown): World {
  const changed = ({ order, plan }: { order?: Content; plan?: Content }): Step | undefined => {
    if (order !== undefined)
      return { order: { ...order, lines: (order.lines as Content[]).map((line) => ({ ...line, cost: costOf(line.cost) })) } };
    if (plan === undefined) return undefined;
    const { less } = plan.base as { less: string[] };
    return { plan: { ...plan, base: { from: "price", less: less.filter((name) => name !== "cost") } } };
  };
  return { arrivals: arrivals.map(({ period, step }) => ({ period, step: changed(step as { order?: Content; plan?: Content }) ?? step })) };
}

test("a cost that no base uses is in no view: whatever the costs are, each view is the same", () => {
  fc.assert(
    fc.property(world, (world) => {
      const views = viewsOf(withCosts(world, () => 0));
      expect(canonicalJson(viewsOf(withCosts(world, (cost) => 1 + Number(cost ?? 0))))).toBe(canonicalJson(views));
    }),
    { numRuns: 30 },
  );
});

test("views: both languages show the same figures", () => {
  const figures = (view: View) =>
    canonicalJson(blocksOf(view).map((block) => (block.kind === "table" ? block.rows.map(({ cells }) => cells.map(figureOf)) : [])));
  fc.assert(
    fc.property(world, (world) => {
      for (const file of statementFilesOf(runWorld(world), AGENCY))
        expect(figures(statementView(file, "zh"))).toBe(figures(statementView(file, "en")));
    }),
    { numRuns: 20 },
  );
});

function figureOf(cell: { kind: string; minor?: bigint; value?: string }): unknown {
  return cell.kind === "money" ? cell.minor : (cell.value ?? "");
}
