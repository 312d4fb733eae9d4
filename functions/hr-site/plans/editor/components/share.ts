import { html } from "hono/html";
import { rate } from "../form/inputs.ts";
import { onlyIf } from "../form/structures.ts";
import { operationButton } from "../markup/context.ts";
import { paidKind } from "./component-editor.ts";
import { ladder, newLadder } from "./ladder.ts";

/** It pays at one rate or by tiers; a button makes the one of the other. */
export const share = paidKind(
  {
    rate: onlyIf((group) => !group.has("tiers"), rate({ label: (words) => words.rate })),
    tiers: onlyIf((group) => group.has("tiers"), ladder),
  },
  {
    blanks: { share: { rate: "" }, ladder: { tiers: newLadder("0") } },
    draw({ at, value, setting, field }) {
      const { words } = setting;
      const other =
        value.tiers === undefined
          ? operationButton(`ladder:${at}`, words.toLadder, setting)
          : operationButton(`rate:${at}`, words.toRate, setting);
      const own = value.tiers === undefined ? html`<div class="row">${field("rate")}</div>` : field("tiers");
      return html`${own}<div class="acts">${other}</div>`;
    },
  },
);
