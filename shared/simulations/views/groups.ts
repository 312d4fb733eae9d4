import { absolute, sum } from "../../base/money/money.ts";
import type { ComponentLabel } from "../../engine/plan/component-label.ts";
import { changeCell, changeOf, largestChange } from "../../ui/change.ts";
import { col, num, table } from "../../ui/table.ts";
import { type Section, section, type TableBlock } from "../../ui/view.ts";
import { EMPTY, type Writer } from "../../ui/writer.ts";
import type { SimulationMessages } from "../messages.zh.ts";
import type { SimulationRequest, SimulationResult, Split } from "../model/simulation.ts";

/** What a component is called by the first draft, or the version that it is compared with, that gives it a name. */
export const labelInDrafts = (id: string, requests: readonly SimulationRequest[]): ComponentLabel | undefined =>
  requests
    .flatMap(({ draft, base }) => [draft, ...(base === undefined ? [] : [base])])
    .flatMap(({ components }) => components.find((part) => part.id === id)?.label ?? [])[0];

type Groups = Readonly<Record<string, Split>>;

/** One group of a trial, with its name. */
interface Group {
  readonly key: string;
  readonly label: string;
  readonly split: Split;
}

/** The cost by component, product, store, star level and time since joining: each list sums to the cost. */
export function groupSections(result: SimulationResult, writer: Writer, words: SimulationMessages): Section[] {
  const { components, products, stores, starLevels, tenures } = result;
  const named = (none: string) => (key: string) => (key === "" ? none : writer.title(key));
  const componentName = (key: string) => (key === "" ? words.noValue : writer.title(key, labelInDrafts(key, [result.request])));
  const asItIs = (none: string) => (key: string) => key || none;
  const tenure = (key: string) => words.tenureMonths(key.replace("-", "–"));
  const sections: readonly (Omit<Shape, "id"> & { readonly of: string; readonly groups: readonly Group[] })[] = [
    { of: "components", caption: words.byComponent, column: words.component, groups: byPlan(result, components, componentName) },
    { of: "products", caption: words.byProduct, column: writer.words.product, groups: byChange(products, named(words.noProduct)) },
    { of: "stores", caption: words.byStore, column: words.store, groups: byChange(stores, asItIs(words.noStore)), eachOnce: true },
    {
      of: "star-levels",
      caption: words.byStarLevel,
      column: words.starLevel,
      groups: byKey(starLevels, asItIs(words.noStarLevel)),
      eachOnce: true,
    },
    { of: "tenures", caption: words.byTenure, column: words.tenure, groups: byKey(tenures, tenure), eachOnce: true },
  ];
  return sections
    .filter(({ groups }) => groups.some(({ key }) => key !== ""))
    .map(({ of, groups, ...shape }) =>
      section(`by-${of}`, shape.caption, [groupTable({ id: of, ...shape }, groups, result.cost, writer, words)]),
    );
}

/** How a table of groups is named. */
interface Shape {
  readonly id: string;
  readonly caption: string;
  readonly column: string;
  /** Whether an advisor stands in one group alone, so that their numbers can be summed. */
  readonly eachOnce?: boolean;
}

/** A table of groups that ends in the cost. What the cost has beyond the groups is a line of its own: the lines always sum up. */
export function groupTable(
  { id, caption, column, eachOnce = false }: Shape,
  groups: readonly Group[],
  cost: { readonly before: bigint; readonly after: bigint },
  writer: Writer,
  words: SimulationMessages,
): TableBlock {
  const rest = {
    before: cost.before - sum(groups.map(({ split }) => split.before)),
    after: cost.after - sum(groups.map(({ split }) => split.after)),
  };
  const hasRest = rest.before !== 0n || rest.after !== 0n;
  const largest = largestChange([...groups.map(({ split }) => split), rest]);
  const advisors = groups.reduce((total, { split }) => total + split.advisors, 0);
  return table(
    {
      id,
      caption,
      rest: [
        ...(hasRest
          ? [
              {
                cells: [
                  writer.text(words.rest),
                  EMPTY,
                  writer.amount(rest.before),
                  writer.amount(rest.after),
                  changeCell(rest, writer, largest),
                ],
              },
            ]
          : []),
      ],
    },
    groups,
    [
      col(column, ({ label }) => writer.text(label), { total: writer.text(writer.words.total) }),
      num(words.advisors, ({ split }) => writer.count(split.advisors), {
        optional: true,
        total: eachOnce ? writer.count(advisors) : EMPTY,
      }),
      num(words.before, ({ split }) => writer.amount(split.before), { total: writer.amount(cost.before) }),
      num(words.after, ({ split }) => writer.amount(split.after), { total: writer.amount(cost.after) }),
      num(words.difference, ({ split }) => changeCell(split, writer, largest), { total: changeCell(cost, writer) }),
    ],
  );
}

/** In the order of the draft's components; what it has no more comes after them. */
function byPlan({ request }: SimulationResult, groups: Groups, nameOf: (key: string) => string): Group[] {
  const places = new Map(request.draft.components.map(({ id }, place) => [id, place]));
  const placeOf = (key: string) => places.get(key) ?? places.size;
  return named(groups, nameOf, (left, right) => placeOf(left) - placeOf(right) || compareKeys(left, right));
}

/** The largest change first; "none" last. */
function byChange(groups: Groups, nameOf: (key: string) => string): Group[] {
  const size = (key: string) => absolute(changeOf(groups[key] ?? { before: 0n, after: 0n }));
  return named(
    groups,
    nameOf,
    (left, right) =>
      noneLast(left, right) || Number(size(right) > size(left)) - Number(size(right) < size(left)) || compareKeys(left, right),
  );
}

function byKey(groups: Groups, nameOf: (key: string) => string): Group[] {
  return named(groups, nameOf, (left, right) => noneLast(left, right) || compareKeys(left, right));
}

function named(groups: Groups, nameOf: (key: string) => string, order: (left: string, right: string) => number): Group[] {
  return Object.entries(groups)
    .sort(([a], [b]) => order(a, b))
    .map(([key, split]) => ({ key, label: nameOf(key), split }));
}

const noneLast = (left: string, right: string): number => Number(left === "") - Number(right === "");

/** Numbers by their value: star levels "9" and "10", months since joining "0-5" and "12-23". */
function compareKeys(left: string, right: string): number {
  return Number.parseFloat(left) - Number.parseFloat(right) || 0 || (left < right ? -1 : left > right ? 1 : 0);
}
