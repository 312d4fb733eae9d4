import type { ChoiceForm, ComponentForm, EquityForm, FactorForm, LadderForm, PlanForm, RuleForm, WhereForm } from "./form.ts";

/** A form as a browser sends it: name and value, in the order of the page. */
export type Field = readonly [name: string, value: string];

/** More rows than this are no plan; what lies beyond is not read. */
const MOST_ROWS = 200;

/** The form that these fields hold. A field is named like what it is in the terms: components[0].tiers.steps[1].from. */
export function readForm(fields: Iterable<Field>): PlanForm {
  const all = new Map<string, string[]>();
  for (const [name, value] of fields) all.set(name, [...(all.get(name) ?? []), value]);
  const sent: Sent = {
    one: (name) => all.get(name)?.[0] ?? "",
    all: (name) => all.get(name) ?? [],
    has: (name) => all.has(name),
    // A row is there if its first field is, as an empty text field also is.
    rows: (list, first) => {
      let count = 0;
      while (count < MOST_ROWS && all.has(`${list}[${count}].${first}`)) count += 1;
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
    ...(sent.has("equity") && { equity: readEquity(sent) }),
  };
}

interface Sent {
  one(name: string): string;
  all(name: string): string[];
  has(name: string): boolean;
  rows(list: string, first: string): string[];
}

function readComponent(at: string, sent: Sent): ComponentForm {
  const common = { kind: sent.one(`${at}.kind`), id: sent.one(`${at}.id`) };
  const amount = { amount: sent.one(`${at}.amount`) };
  const paid = () => ({ where: readWhere(`${at}.where`, sent), factors: sent.all(`${at}.factors`) });
  switch (common.kind) {
    case "share":
      return {
        ...common,
        ...paid(),
        ...(sent.has(`${at}.tiers`) ? { tiers: readLadder(`${at}.tiers`, sent) } : { rate: sent.one(`${at}.rate`) }),
      };
    case "flat":
      return { ...common, ...paid(), ...amount };
    case "bonus": {
      const when = `${at}.when`;
      const of = sent.has(`${when}.of`) ? { of: readWhere(`${when}.of`, sent) } : {};
      return { ...common, ...amount, when: { measure: sent.one(`${when}.measure`), ...of, atLeast: sent.one(`${when}.atLeast`) } };
    }
    case "guarantee":
      return { ...common, ...amount, months: sent.one(`${at}.months`) };
    default:
      return { ...common, ...amount };
  }
}

function readLadder(at: string, sent: Sent): LadderForm {
  return {
    mode: sent.one(`${at}.mode`),
    measure: sent.one(`${at}.measure`),
    period: sent.one(`${at}.period`),
    ...(sent.has(`${at}.of`) && { of: readWhere(`${at}.of`, sent) }),
    steps: sent.rows(`${at}.steps`, "from").map((step) => ({ from: sent.one(`${step}.from`), rate: sent.one(`${step}.rate`) })),
  };
}

/** The facets that are asked about are listed in a field of their own, since an empty choice sends nothing. */
function readWhere(at: string, sent: Sent): WhereForm {
  return Object.fromEntries(
    sent
      .all(at)
      .filter((facet) => facet !== "")
      .map((facet) => [facet, readChoice(`${at}.${facet}`, sent)]),
  );
}

const readChoice = (name: string, sent: Sent): ChoiceForm => ({ ticked: sent.all(name), more: sent.one(`more:${name}`) });

function readFactor(at: string, sent: Sent): FactorForm {
  return {
    id: sent.one(`${at}.id`),
    by: sent.one(`${at}.by`),
    default: sent.one(`${at}.default`),
    steps: sent.rows(`${at}.steps`, "from").map((step) => ({ from: sent.one(`${step}.from`), factor: sent.one(`${step}.factor`) })),
  };
}

function readEquity(sent: Sent): EquityForm {
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
