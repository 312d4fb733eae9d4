import { html } from "hono/html";
import { hiddenField } from "../../../../_platform/page/form-fields.ts";
import { operationButton, problemAt } from "../markup/context.ts";
import { amount, count, decimal, name } from "./inputs.ts";
import type { ValueOf } from "./part.ts";
import { group, list, onlyIf } from "./structures.ts";

/** Either on the sum of the months, or on a count of them. What is wrong with one is told below it. */
const rule = group(
  {
    months: count({ label: (words) => words.window }),
    totalAtLeast: onlyIf((group) => !group.has("eachAtLeast"), amount({ label: (words) => words.total })),
    eachAtLeast: onlyIf((group) => group.has("eachAtLeast"), amount({ label: (words) => words.each })),
    count: onlyIf((group) => group.has("eachAtLeast"), count({ label: (words) => words.count, isOptional: true })),
  },
  {
    help: { other: "equityRule" },
    isToldWhole: true,
    draw({ at, setting, place, field }) {
      const { words } = setting;
      const title = words.rule(place.row + 1);
      const remove = operationButton(`remove:${at}`, words.remove, setting, words.of(words.remove, title));
      return html`<div class="rule" role="group" aria-label="${title}"><div class="row">${(["months", "totalAtLeast", "eachAtLeast", "count"] as const).map(field)}${remove}</div>${problemAt(at, setting)}</div>`;
    },
  },
);

const requirement = group(
  {
    attribute: name({ label: (words) => words.attribute, list: "attributes", help: { other: "attribute" } }),
    atLeast: decimal({ label: (words) => words.attributeAtLeast, help: { other: "score" } }),
  },
  {
    draw({ at, value, setting, field }) {
      const { words } = setting;
      const remove = operationButton(`remove:${at}`, words.remove, setting, words.of(words.remove, value.attribute));
      return html`<div class="row">${field("attribute")}${field("atLeast")}${remove}</div>`;
    },
  },
);

/** The plan's rules for equity. */
export const equity = group(
  {
    anyOf: list(rule, {
      first: "months",
      help: { "too-few": "equityRules", "too-many": "equityRules", other: "equityRule" },
      draw: ({ at, setting, rows }) =>
        html`<fieldset class="part"><legend>${setting.words.anyOf}</legend>${rows}${problemAt(at, setting)}<div class="acts">${operationButton("add:equity-total", setting.words.addTotal, setting)}${operationButton("add:equity-each", setting.words.addEach, setting)}</div></fieldset>`,
    }),
    require: list(requirement, {
      first: "attribute",
      draw: ({ setting, rows }) =>
        html`<fieldset class="part"><legend>${setting.words.require}</legend>${rows}<div class="acts">${operationButton("add:equity-require", setting.words.addRequire, setting)}</div></fieldset>`,
    }),
  },
  {
    draw: ({ at, setting, field }) =>
      html`${hiddenField(at, "rules")}${field("anyOf")}
${field("require")}<div class="acts">${operationButton("remove:equity", setting.words.removeEquity, setting)}</div>`,
  },
);

export type EquityForm = ValueOf<typeof equity>;
