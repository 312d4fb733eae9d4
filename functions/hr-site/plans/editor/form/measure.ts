import { html } from "hono/html";
import { hiddenField } from "../../../../_platform/page/form-fields.ts";
import type { Html } from "../../../../_platform/page/frame.ts";
import { operationButton } from "../markup/context.ts";
import { choice, name } from "./inputs.ts";
import { ATTAINMENT } from "./parse-inputs.ts";
import type { Say } from "./part.ts";
import { type Drawn, onlyIf } from "./structures.ts";
import { where } from "./where.ts";

const options =
  (measures: readonly string[]): Say<Readonly<Record<string, string>>> =>
  ({ measureOptions }) =>
    Object.fromEntries(measures.map((each) => [each, measureOptions[each] ?? each]));

/** What is measured, of attainment against which target; and of what, where that isn't what it is by itself. */
export const measureParts = (measures: readonly string[], byDefault?: string) => ({
  measure: choice({ label: (words) => words.measure, options: options(measures), byDefault, isLive: true }),
  basis: onlyIf(
    (group) => group.text("measure") === ATTAINMENT,
    choice({ label: (words) => words.basis, options: options(["sales", "units"]), byDefault: "sales", begins: "sales" }),
  ),
  target: onlyIf(
    (group) => group.text("measure") === ATTAINMENT,
    name({ label: (words) => words.target, hint: (words) => words.targetHint, list: "attributes", help: { other: "target" } }),
  ),
  // Earnings are measured whole: what was chosen of sales before means nothing then.
  of: onlyIf((group) => group.has("of") && group.text("measure") !== "earnings", where({ label: (words) => words.measures })),
});

/** What is measured, and the button that changes that. @param own what is measured where nothing else is chosen. */
export function measuredOf({ at, value, setting, field }: Drawn<"of", { readonly of?: unknown }>, own: string): Html {
  const { words } = setting;
  const component = at.replace(/\.\w+$/, "");
  const inside =
    value.of === undefined
      ? html`<p class="soft">${own}</p>${operationButton(`measure-other:${component}`, words.measureOther, setting)}`
      : html`${hiddenField(`${at}.of`, "")}${field("of")}${operationButton(`measure-own:${component}`, words.measureOwn, setting)}`;
  return html`<div class="measures">${inside}</div>`;
}
