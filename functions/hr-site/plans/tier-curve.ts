import { html } from "hono/html";
import { ownValue } from "../../../shared/base/json/own-value.ts";
import { formatDecimal, ONE } from "../../../shared/base/money/money.ts";
import { type CurvePoint, payoutCurve } from "../../../shared/engine/earnings/tier-curve.ts";
import { compileSteps, type Tiers } from "../../../shared/engine/plan/components/tiers.ts";
import type { PlanWriter } from "../../../shared/plans/views/plan-writer.ts";
import { formatCount, formatPercent } from "../../../shared/ui/format.ts";
import type { Html } from "../../_platform/page/layout.ts";

const WIDTH = 440;
const HEIGHT = 250;
const [LEFT, RIGHT, TOP, BOTTOM] = [12, 428, 48, 216];
/** How much room there is to be between two labels. */
const LABEL_GAP = 8;
const RATE_WIDTH = 34;
/** How wide one character of a label is, about. */
const CHARACTER = 6.2;

/** A point of the drawing, in its own units. */
type Place = readonly [x: number, y: number];

/** What a ladder pays as its measure grows: a line that bends at each step, or, where a step pays for everything, jumps. */
export function curveMarkup(id: string, ladder: Tiers, writer: PlanWriter): Html {
  const { curve } = writer.plans;
  // With units, or parts of a target, the measure alone says nothing of amounts: the rate is drawn.
  const isOfRates = ladder.measure !== "sales";
  const points = isOfRates ? ratePoints(ladder) : payoutCurve(ladder);
  const caption = isOfRates ? curve.rateCaptions[ladder.measure] : (ownValue(curve.caption, ladder.mode) ?? "");
  const end = points.at(-1)?.measured ?? 1n;
  const most = highestOf(points);
  const place = ({ measured, pays }: CurvePoint): Place => [scaled(measured, end, LEFT, RIGHT), scaled(pays, most, BOTTOM, TOP)];
  const highest = isOfRates ? formatPercent(formatDecimal(most)) : writer.plain(most);
  return html`<figure class="curve"><figcaption>${caption}</figcaption>
<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="${id}-title ${id}-description"><title id="${id}-title">${caption}</title><desc id="${id}-description">${description(ladder, points, writer)}</desc>
<line class="axis" x1="${LEFT}" y1="${BOTTOM}" x2="${RIGHT}" y2="${BOTTOM}"/><line class="guide" x1="${LEFT}" y1="${TOP}" x2="${RIGHT}" y2="${TOP}"/>
<text class="most" x="${LEFT}" y="14">${isOfRates ? writer.words.rate : curve.pays} ${highest}</text>
${lines(points, place)}${steps(ladder, points, place, writer)}
<text class="end" x="${RIGHT}" y="14">${curve.measures[ladder.measure]} ${measureLabel(ladder, end, writer)}</text></svg></figure>`;
}

/** The scale's upper end; not 0, so that one can divide by it. */
function highestOf(points: readonly CurvePoint[]): bigint {
  let highest = 1n;
  for (const { pays } of points) if (pays > highest) highest = pays;
  return highest;
}

/** Neither an amount nor a count is precise to more than a thousandth of the drawing. */
const scaled = (value: bigint, most: bigint, from: number, to: number): number =>
  Math.round((from + (Number((value * 100_000n) / most) / 100_000) * (to - from)) * 100) / 100;

/** A measure as it stands below the drawing. */
function measureLabel({ measure }: Tiers, measured: bigint, writer: PlanWriter): string {
  if (measure === "attainment") return formatPercent(formatDecimal(measured));
  return measure === "units" ? formatCount(measured) : shortened(writer.plain(measured));
}

/** The rates as a stair. */
function ratePoints(tiers: Tiers): CurvePoint[] {
  const rates = compileSteps(tiers);
  const last = rates.at(-1)?.from ?? 0n;
  const end = last === 0n ? (tiers.measure === "attainment" ? ONE : 10n) : last + (last + 3n) / 4n;
  return rates.flatMap(({ from, rate }, index) => {
    const to = rates[index + 1]?.from ?? end;
    const point = (measured: bigint) => ({ measured, pays: rate, rate: { numerator: rate, denominator: 1n } });
    return [point(from), point(to > from ? to - 1n : from), ...(index === rates.length - 1 ? [point(to)] : [])];
  });
}

/** Where two points lie a fen apart, something jumps: that is drawn broken, as no sales lie on it. */
function lines(points: readonly CurvePoint[], place: (point: CurvePoint) => Place): Html {
  return html`${points.slice(1).map((point, index) => {
    const before = points[index];
    if (before === undefined) return "";
    const [[x1, y1], [x2, y2]] = [place(before), place(point)];
    const jumps = point.measured - before.measured <= 1n;
    return html`<line class="${jumps ? "jump" : "pays"}" x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}"/>`;
  })}`;
}

/** Where each step begins, and its rate over its stretch, as far as there is room. */
function steps(ladder: Tiers, points: readonly CurvePoint[], place: (point: CurvePoint) => Place, writer: PlanWriter): Html {
  const end = points.at(-1)?.measured ?? 1n;
  const x = (measured: bigint) => scaled(measured, end, LEFT, RIGHT);
  let labelled = -LABEL_GAP;
  return html`${compileSteps(ladder).map(({ from, rate, to }) => {
    const begins = x(from);
    const ends = x(to ?? end);
    const at = points.findLast(({ measured }) => measured <= from) ?? points[0];
    const text = measureLabel(ladder, from, writer);
    const half = (text.length * CHARACTER) / 2;
    const start = Math.min(Math.max(begins, LEFT + half), RIGHT - half);
    const fits = start - half >= labelled + LABEL_GAP;
    if (fits) labelled = start + half;
    return html`<line class="guide" x1="${begins}" y1="${TOP}" x2="${begins}" y2="${BOTTOM}"/>${
      ends - begins >= RATE_WIDTH
        ? html`<text class="rate" x="${(begins + ends) / 2}" y="${TOP - 8}">${formatPercent(formatDecimal(rate))}</text>`
        : ""
    }${at === undefined ? "" : dot(place(at))}${fits ? html`<text class="from" x="${start}" y="${BOTTOM + 18}">${text}</text>` : ""}`;
  })}`;
}

const dot = ([x, y]: Place): Html => html`<circle class="step" cx="${x}" cy="${y}" r="3.5"/>`;

const shortened = (amount: string): string => amount.replace(/\.0+$/, "");

/** The same in words, for who can't see it. */
function description(ladder: Tiers, points: readonly CurvePoint[], writer: PlanWriter): string {
  const { curve } = writer.plans;
  const { measure, mode } = ladder;
  const told = ladder.steps.map(({ from, rate }) => curve.step(writer.measure(measure, from), formatPercent(rate)));
  const steps = compileSteps(ladder);
  if (measure !== "sales") return told.join(writer.words.joins.list);
  const paid = points.filter(({ measured }) => steps.some(({ from }) => from === measured) || measured === points.at(-1)?.measured);
  const jumps = mode === "whole" ? steps.slice(1).flatMap(({ from }) => jumpAt(from, points, writer)) : [];
  return [...told, ...paid.map(({ measured, pays }) => curve.point(writer.money(measured), writer.money(pays))), ...jumps].join(
    writer.words.joins.list,
  );
}

function jumpAt(from: bigint, points: readonly CurvePoint[], writer: PlanWriter): string[] {
  const at = points.findIndex(({ measured }) => measured === from);
  const [before, after] = [points[at - 1], points[at]];
  return before === undefined || after === undefined
    ? []
    : [writer.plans.curve.jump(writer.money(from), writer.changeOf(after.pays - before.pays))];
}
