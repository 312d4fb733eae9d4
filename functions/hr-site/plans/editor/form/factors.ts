import { html } from "hono/html";
import { operationButton } from "../markup/context.ts";
import { decimal, name } from "./inputs.ts";
import { group, list } from "./structures.ts";
import { tableRows } from "./where.ts";

const factorSteps = tableRows(
  {
    from: decimal({
      label: (words, { row }) => words.factorFrom(row + 1),
      isLabelHidden: true,
      help: { "steps-not-rising": "sameStep", "first-step-not-zero": "firstStep", other: "score" },
    }),
    factor: decimal({ label: (words, { row }) => words.factorOf(row + 1), isLabelHidden: true, help: { other: "factor" } }),
  },
  { first: "from", caption: (words) => words.factorColumn, columns: (words) => [words.factorFromColumn, words.factorColumn] },
);

const factor = group(
  {
    id: name({ label: (words) => words.factorId, help: { "id-twice": "idTwice", other: "id" } }),
    by: name({ label: (words) => words.by, list: "attributes", help: { other: "attribute" } }),
    default: decimal({ label: (words) => words.otherwise, byDefault: "1", help: { other: "factor" } }),
    steps: factorSteps,
  },
  {
    draw({ at, value, setting, place, field }) {
      const { words } = setting;
      const remove = operationButton(`remove:${at}`, words.removeFactor, setting, words.of(words.removeFactor, value.id));
      return html`<fieldset class="part"><legend>${words.factor(place.row + 1)}</legend><div class="row">${(["id", "by", "default"] as const).map(field)}</div>
${field("steps")}<div class="acts">${remove}</div></fieldset>`;
    },
  },
);

/** The plan's factors, each with its steps. */
export const factors = list(factor, {
  first: "id",
  draw: ({ setting, rows }) =>
    html`${rows.length === 0 ? html`<p>${setting.words.factorsNone}</p>` : rows}<div class="acts">${operationButton("add:factor", setting.words.addFactor, setting)}</div>`,
});
