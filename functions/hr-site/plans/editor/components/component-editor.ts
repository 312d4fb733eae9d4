import { html } from "hono/html";
import { ownValue } from "../../../../../shared/base/json/own-value.ts";
import type { Html } from "../../../../_platform/page/layout.ts";
import { amount as amountInput, carried, name, type Part, type Say, ticks } from "../form/inputs.ts";
import { type Drawn, type FormOf, group, type Members } from "../form/structures.ts";
import { where } from "../form/where.ts";
import { operationButton, problemAt } from "../markup/context.ts";

/** How a kind of component is edited. */
export interface ComponentEditor<Form = unknown> {
  /** What its buttons add, by their names: its own fields as they begin. */
  readonly blanks: Readonly<Record<string, object>>;
  readonly part: Part<Form>;
}

interface KindOptions<Own> {
  /** What its buttons add, by their names. */
  readonly blanks: Readonly<Record<string, Partial<FormOf<Own>>>>;
  /** The fields of its own; by default side by side. */
  draw?(drawn: Drawn<keyof Own & string, FormOf<Own>>): Html;
}

/** What every component has: what identifies it, and what people call it. */
const NAMED = {
  id: name({ label: (words) => words.id, hint: (words) => words.idHint, help: { "id-twice": "idTwice", other: "id" } }),
  kind: carried,
  label: group(
    {
      zh: name({ label: (words) => words.labelZh, hint: (words) => words.labelHint, help: { other: "label" } }),
      en: name({ label: (words) => words.labelEn, help: { other: "label" } }),
    },
    { isOptional: true, draw: ({ field }) => html`${field("zh")}${field("en")}` },
  ),
};

/** What a component that pays for credits has: what it pays for, and its factors. */
const PAID = {
  where: where({ label: (words) => words.paysFor, opensIfNew: true }),
  factors: ticks(
    (words) => words.factorsUsed,
    (_ticked, { factors }) => factors.filter((id) => id !== "").map((id) => ({ value: id, text: id })),
  ),
};

/** The amount of a component, with the hint that its kind has, if any. */
export const amountOfKind = (kind: string, label: Say = (words) => words.amount): Part<string> =>
  amountInput({ label, hint: ({ kindHints }) => ownValue(kindHints, kind) });

type Named = FormOf<typeof NAMED>;

/** A kind of component of the month as a whole. */
export const monthKind = <Own extends Members>(own: Own, options: KindOptions<Own>): ComponentEditor<Named & FormOf<Own>> => ({
  blanks: options.blanks,
  part: componentGroup({ ...NAMED, ...own }, own, options) as Part<Named & FormOf<Own>>,
});

/** A kind of component that pays for credits. */
export const paidKind = <Own extends Members>(
  own: Own,
  options: KindOptions<Own>,
): ComponentEditor<Named & FormOf<typeof PAID> & FormOf<Own>> => ({
  blanks: Object.fromEntries(Object.entries(options.blanks).map(([button, blank]) => [button, { where: {}, factors: [], ...blank }])),
  part: componentGroup({ ...NAMED, ...PAID, ...own }, own, options) as Part<Named & FormOf<typeof PAID> & FormOf<Own>>,
});

/** The fields of a component: its names, what it pays for, what it pays, its factors, and what can be done with it. */
function componentGroup<Own extends Members>(all: Members, own: Own, { draw }: KindOptions<Own>): Part<unknown> {
  return group(all, {
    isNew: (value) => (value as Named).id === "",
    help: { "rate-too-high": "rateTooHigh" },
    draw({ at, value, setting, place, field }) {
      const { words } = setting;
      const { row, rows } = place;
      const { kind, id } = value as Named;
      const title = ownValue(words.kinds, kind) ?? kind;
      const button = (operation: string, text: string) =>
        operationButton(`${operation}:${at}`, text, setting, words.of(text, id === "" ? title : id));
      const inside = draw?.({ at, value: value as unknown as FormOf<Own>, setting, place, field });
      return html`<fieldset class="part" id="part-${row}"><legend>${words.component(row + 1, title)}</legend>${field("kind")}
<div class="row">${field("id")}${field("label")}</div>
${field("where")}${inside ?? html`<div class="row">${Object.keys(own).map(field)}</div>`}${field("factors")}${problemAt(at, setting)}<div class="acts">${row > 0 ? button("up", words.up) : ""}${row < rows - 1 ? button("down", words.down) : ""}${button("remove", words.removeComponent)}</div></fieldset>`;
    },
  });
}
