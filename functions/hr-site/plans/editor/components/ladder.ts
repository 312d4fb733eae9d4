import { html } from "hono/html";
import { parse } from "../../../../../shared/base/issues/parse.ts";
import { ownValue } from "../../../../../shared/base/json/own-value.ts";
import { type Tiers, tiers as tiersSchema } from "../../../../../shared/engine/plan/components/tiers.ts";
import { hiddenField } from "../../../../_platform/page/form-fields.ts";
import type { Html } from "../../../../_platform/page/layout.ts";
import { curveMarkup } from "../../tier-curve.ts";
import { choice, measured, rate, type ValueOf } from "../form/inputs.ts";
import { ATTAINMENT } from "../form/parse-inputs.ts";
import { group } from "../form/structures.ts";
import { measuredOf, measureParts, tableRows } from "../form/where.ts";
import type { EditorContext } from "../markup/context.ts";

const steps = tableRows(
  {
    from: measured({
      label: (words, { row }) => words.fromOf(row + 1),
      isLabelHidden: true,
      help: { "steps-not-rising": "sameStep", "first-step-not-zero": "firstStep", other: "stepFrom" },
    }),
    rate: rate({ label: (words, { row }) => words.rateOf(row + 1), isLabelHidden: true }),
  },
  {
    first: "from",
    caption: (words) => words.steps,
    columns: ({ from, rate }, { measure = "" }) => [ownValue(from, measure) ?? from.amount, rate],
    note: (words) => words.sortNote,
    help: { "too-few": "steps" },
  },
);

/** A ladder: how it is measured, its steps as a table, and what they pay drawn beside them. */
export const ladder = group(
  {
    mode: choice({ label: (words) => words.mode, options: (words) => words.modes }),
    ...measureParts(["sales", "units", ATTAINMENT], "sales"),
    period: choice({ label: (words) => words.period, options: (words) => words.periods, byDefault: "month" }),
    steps,
  },
  {
    draw(drawn) {
      const { at, setting, place, field } = drawn;
      return html`${hiddenField(at, "ladder")}<div class="row">${(["mode", "measure", "basis", "target", "period"] as const).map(field)}</div>
<div class="ladder-editor"><div>${field("steps")}</div>${curvePlace(place.row, setting)}</div>
${measuredOf(drawn, setting.words.measuresOwn)}`;
    },
  },
);

export type TiersForm = ValueOf<typeof ladder>;

/** A ladder as it begins: one step. */
export const newLadder = (rate: string): TiersForm => ({
  mode: "marginal",
  measure: "sales",
  period: "month",
  steps: [{ from: "0", rate }],
});

/** The curve is drawn of what would be saved: of steps in their order. */
function curvePlace(index: number, { terms, writer, live }: EditorContext): Html {
  const id = `curve-${index}`;
  const readable = readLadder(terms, index);
  const drawn = readable === undefined ? html`<p class="soft">${writer.plans.curve.invalid}</p>` : curveMarkup(id, readable, writer);
  live.set(id, drawn);
  return html`<div class="curve-place" id="${id}">${drawn}</div>`;
}

/** The ladder of one component of terms, whatever is wrong elsewhere in them; none where it can't be read itself. */
function readLadder(terms: Readonly<Record<string, unknown>>, index: number): Tiers | undefined {
  const parts = Array.isArray(terms.components) ? (terms.components as unknown[]) : [];
  const { tiers } = (parts[index] ?? {}) as { tiers?: unknown };
  const parsed = parse(tiersSchema, tiers);
  return parsed.ok ? parsed.value : undefined;
}
