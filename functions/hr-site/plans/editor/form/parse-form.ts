import { editorOf } from "../components/index.ts";
import type { ComponentForm, EquityForm, FactorForm, PlanForm, RuleForm } from "./form.ts";
import { type FormInput, readChoice } from "./sent-form.ts";

/** A form as a browser sends it: name and value, in the order of the page. */
export type Field = readonly [name: string, value: string];

/** More rows than this are no plan; what lies beyond is not read. */
const MAX_ROWS = 200;

/** The form that these fields hold. A field is named like what it is in the terms: components[0].tiers.steps[1].from. */
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
  return {
    effectiveFrom: sent.one("effectiveFrom"),
    earn: sent.one("earn"),
    less: readChoice("base.less", sent),
    components: sent.rows("components", "kind").map((at) => readComponent(at, sent)),
    factors: sent.rows("factors", "id").map((at) => readFactor(at, sent)),
    minimum: sent.one("payout.minimum"),
    leavers: sent.one("payout.leavers"),
    draw: { amount: sent.one("payout.draw.amount"), months: sent.one("payout.draw.months") },
    ...(sent.has("equity") && { equity: readEquity(sent) }),
  };
}

function readComponent(at: string, sent: FormInput): ComponentForm {
  const kind = sent.one(`${at}.kind`);
  const label = { zh: sent.one(`${at}.label.zh`), en: sent.one(`${at}.label.en`) };
  return { kind, id: sent.one(`${at}.id`), label, ...editorOf(kind).read(at, sent) };
}

function readFactor(at: string, sent: FormInput): FactorForm {
  return {
    id: sent.one(`${at}.id`),
    by: sent.one(`${at}.by`),
    default: sent.one(`${at}.default`),
    steps: sent.rows(`${at}.steps`, "from").map((step) => ({ from: sent.one(`${step}.from`), factor: sent.one(`${step}.factor`) })),
  };
}

function readEquity(sent: FormInput): EquityForm {
  return {
    anyOf: sent.rows("equity.anyOf", "months").map((at): RuleForm => {
      const months = sent.one(`${at}.months`);
      if (!sent.has(`${at}.eachAtLeast`)) return { months, totalAtLeast: sent.one(`${at}.totalAtLeast`) };
      return { months, eachAtLeast: sent.one(`${at}.eachAtLeast`), count: sent.one(`${at}.count`) };
    }),
    require: sent
      .rows("equity.require", "attribute")
      .map((at) => ({ attribute: sent.one(`${at}.attribute`), atLeast: sent.one(`${at}.atLeast`) })),
  };
}
