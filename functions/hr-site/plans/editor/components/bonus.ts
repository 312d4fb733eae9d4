import { html } from "hono/html";
import { ownValue } from "../../../../../shared/base/json/own-value.ts";
import { measured } from "../form/inputs.ts";
import { ATTAINMENT } from "../form/parse-inputs.ts";
import { group } from "../form/structures.ts";
import { measuredOf, measureParts } from "../form/where.ts";
import { amountOfKind, monthKind } from "./component-editor.ts";

/** When it is paid. */
const when = group(
  {
    ...measureParts(["sales", "units", "earnings", ATTAINMENT]),
    atLeast: measured({
      label: ({ atLeast }, { measure = "" }) => ownValue(atLeast, measure) ?? atLeast.amount,
      help: { "decimal-expected": "atLeastAttainment", "decimal-not-positive": "atLeastAttainment", other: "atLeast" },
    }),
  },
  {
    draw: (drawn) =>
      html`<div class="row">${(["measure", "basis", "target", "atLeast"] as const).map(drawn.field)}</div>${
        drawn.value.measure === "earnings" ? "" : measuredOf(drawn, drawn.setting.words.measuresAll)
      }`,
  },
);

export const bonus = monthKind(
  { amount: amountOfKind("bonus"), when },
  {
    blanks: { bonus: { amount: "", when: { measure: "sales", atLeast: "" } } },
    draw: ({ field }) => html`<div class="row">${field("amount")}</div>${field("when")}`,
  },
);
