import { html } from "hono/html";
import { hiddenField, textField, ticksField } from "../../../../_platform/page/form-fields.ts";
import { component } from "../components/index.ts";
import { operationButton, problemAt, problemOf } from "../markup/context.ts";
import { factors } from "./factors.ts";
import { amount, choice, count, decimal, name, type Part, text, type ValueOf, valuesOf } from "./inputs.ts";
import { type Fields, textsOf } from "./parse-inputs.ts";
import { type ChoiceForm, type FormInput, readChoice } from "./sent-form.ts";
import { type FormOf, group, list, onlyIf } from "./structures.ts";

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

/** What is taken off a price. A discount is typed by its own name. */
const less: Part<ChoiceForm> = {
  read: readChoice,
  fromTerms: (terms) => ({ ticked: textsOf(terms), more: "" }),
  toTerms: (form) =>
    valuesOf(form).map((each) => (each === "refunded" || each === "cost" || each.includes(".") ? each : `discounts.${each}`)),
  draw(at, { ticked, more }, setting) {
    const { words, writer, known, canEdit } = setting;
    const options = known.less.map((value) => ({ value, text: writer.title(value) }));
    const others = canEdit ? textField({ name: `more:${at}`, label: words.lessMore, value: more }) : "";
    return html`${ticksField({ name: at, label: words.less, ticked, options, ...problemOf(at, setting), isDisabled: !canEdit })}${others}`;
  },
  find: () => ({ field: "", help: { other: "discount" } }),
};

const components = list(component, {
  first: "kind",
  help: { "too-many": "components" },
  draw({ at, setting, rows }) {
    const { words, canEdit } = setting;
    const adds = Object.entries(words.adds).map(([kind, text]) => operationButton(`add:${kind}`, text, setting, words.of(words.add, text)));
    return html`${rows}${problemAt(at, setting)}${
      canEdit
        ? html`<div class="adding" role="group" aria-label="${words.add}"><span class="label" aria-hidden="true">${words.add}</span><div class="acts">${adds}</div></div>`
        : ""
    }`;
  },
});

const payout = group(
  {
    minimum: amount({ label: (words) => words.minimum, hint: (words) => words.minimumHint, byDefault: 0 }),
    // What holds for leavers where the terms don't say.
    leavers: choice({ label: (words) => words.leavers, options: (words) => words.leaversOptions, byDefault: "carry", isOptional: true }),
    draw: group(
      {
        amount: amount({ label: (words) => words.draw, hint: (words) => words.drawHint }),
        months: count({ label: (words) => words.drawMonths }),
      },
      { isOptional: true },
    ),
  },
  { draw: ({ field }) => html`<div class="row">${field("minimum")}${field("leavers")}</div>${field("draw")}` },
);

/** All that is edited of a plan version, by its names in the terms. */
export const PLAN_PARTS = {
  effectiveFrom: text({
    label: (words) => words.effectiveFrom,
    hint: (words) => words.effectiveFromHint,
    type: "date",
    help: { other: "day" },
  }),
  earn: choice({ label: (words) => words.earn, options: (words) => words.earnOptions, byDefault: "fulfilled" }),
  base: group({ less }, { fixed: { from: "price" }, draw: ({ field }) => html`${field("less")}` }),
  components,
  factors,
  payout,
  equity: onlyIf((group) => group.has("equity"), equity),
};

/**
 * The editor's form: a whole plan version as texts, as they stand in the fields. It is the only state that editing has,
 * so that it works without a script: it travels with each request, and is kept once it is saved.
 */
export type PlanForm = FormOf<typeof PLAN_PARTS>;

/** The form after a button was pressed, and the field or button in which one goes on. */
export interface Operated {
  readonly form: PlanForm;
  readonly focus?: string;
}

export const PLAN = group(PLAN_PARTS);

/** The form for a plan version's terms, which need not be readable: what isn't there stays empty. */
export const formOfTerms = (terms: Fields, currency: string): PlanForm => PLAN.fromTerms(terms, { currency });

/** The terms of a plan version as they stand in the form; what can't be read stands there as it was typed. */
export const termsOfForm = (form: PlanForm, currency: string): Fields => PLAN.toTerms(form, { currency }) as Fields;

/** A form as a browser sends it: name and value, in the order of the page. */
export type Field = readonly [name: string, value: string];

/** More rows than this are no plan; what lies beyond is not read. */
const MAX_ROWS = 200;

/** The form that these fields hold. */
export function parsePlanForm(fields: Iterable<Field>): PlanForm {
  const all = new Map<string, string[]>();
  for (const [name, value] of fields) all.set(name, [...(all.get(name) ?? []), value]);
  const sent: FormInput = {
    one: (name) => all.get(name)?.[0] ?? "",
    all: (name) => all.get(name) ?? [],
    has: (name) => all.has(name),
    // A row is there if its first field is, as an empty text field also is.
    rows: (list, first) => {
      let count = 0;
      while (count < MAX_ROWS && all.has(`${list}[${count}].${first}`)) count += 1;
      return Array.from({ length: count }, (_, index) => `${list}[${index}]`);
    },
  };
  return PLAN.read("", sent);
}
