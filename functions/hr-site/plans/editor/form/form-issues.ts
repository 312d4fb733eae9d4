import { read } from "../../../../../shared/base/issues/parse.ts";
import type { Language } from "../../../../../shared/base/language.ts";
import { type Plan, planSchema, unratedFacets } from "../../../../../shared/engine/plan/schema.ts";
import { sortLadders } from "../operations/update-component.ts";
import type { PlanForm } from "./form.ts";
import type { Problems } from "./problems.ts";
import { termsOfForm } from "./terms-from-form.ts";

/** A form as it would be saved: its terms, the plan that they make, and what hinders that. */
export interface CheckedForm {
  readonly terms: Readonly<Record<string, unknown>>;
  readonly plan?: Plan;
  readonly problems: Problems;
}

export interface PlanKnown {
  readonly planId: string;
  readonly version: number;
  readonly currency: string;
  readonly rated: readonly string[];
}

/** Checks a form by the plan's own schema, as each button and saving do. Steps out of order are no problem: they are put in order. */
export function checkForm(form: PlanForm, { planId, version, currency, rated }: PlanKnown, language: Language): CheckedForm {
  const terms = termsOfForm(sortLadders(form, currency), currency);
  const reading = read(planSchema, { ...terms, planId, version });
  const unrated = reading.ok ? unratedFacets(reading.fact, rated) : [];
  const reasons = reading.ok ? unrated : reading.reasons;
  const problems = new Map<string, string[]>();
  for (const reason of reasons) {
    const [path = "", message = reason] = splitReason(reason);
    const field = fieldOf(unsorted(path, form, currency));
    problems.set(field, [...(problems.get(field) ?? []), adviceFor(path, message, language)]);
  }
  return { terms, problems, ...(reading.ok && unrated.length === 0 && { plan: reading.fact }) };
}

/** A reason as a plan's reading gives it, with what to do in the reader's language. */
export function adviceOf(reason: string, language: Language): string {
  const [path = "", message = reason] = splitReason(reason);
  const advice = adviceFor(path, message, language);
  return advice.startsWith(path) ? advice : `${path}${language === "zh" ? "：" : ": "}${advice}`;
}

function splitReason(reason: string): [string, string] | [] {
  const at = reason.indexOf(": ");
  return at < 0 ? [] : [reason.slice(0, at), reason.slice(at + 2)];
}

/** Fields at which something can be told; what is wrong within is told there. */
const FIELDS = [
  /^(effectiveFrom|earn|base\.less|payout\.minimum|payout\.leavers|payout\.draw\.(amount|months))/,
  /^components\[\d+\]\.(id|amount|rate|otherwise|rows\[\d+\]\.(rate|where)|rows|months|factors|where|tiers\.(mode|measure|basis|target|period|of|steps\[\d+\]\.(from|rate)|steps)|when\.(measure|basis|target|of|atLeast))/,
  /^components\[\d+\]/,
  /^components/,
  /^factors\[\d+\]\.(id|by|default|steps\[\d+\]\.(from|factor)|steps)/,
  /^equity\.anyOf(\[\d+\])?/,
  /^equity\.require\[\d+\]\.(attribute|atLeast)/,
];

const fieldOf = (path: string): string => FIELDS.map((pattern) => pattern.exec(path)?.[0]).find((field) => field !== undefined) ?? "";

/** A step's place in the form, where the form's steps are not in order. */
function unsorted(path: string, form: PlanForm, currency: string): string {
  const [whole, component, place] = /^components\[(\d+)\]\.tiers\.steps\[(\d+)\]/.exec(path) ?? [];
  const given = form.components[Number(component)]?.tiers?.steps;
  const step = sortLadders(form, currency).components[Number(component)]?.tiers?.steps[Number(place)];
  if (whole === undefined || given === undefined || step === undefined) return path;
  return `components[${component}].tiers.steps[${given.indexOf(step)}]${path.slice(whole.length)}`;
}

type Advice = Readonly<Record<Language, string>>;

/** What to do, by the kind of the field; what is left is said by the message. */
const BY_FIELD: readonly (readonly [field: RegExp, message: RegExp, advice: Advice])[] = [
  [/effectiveFrom$/, /./, { zh: "请填写日期。", en: "Enter a day." }],
  [/\.id$/, /stands twice/, { zh: "名称重复，每项须各不相同。", en: "This name stands twice; each needs its own." }],
  [
    /\.id$/,
    /./,
    { zh: "请填写名称：最多 128 个字符，首尾不能有空格。", en: "Enter a name of at most 128 characters, with no space at either end." },
  ],
  [
    /steps\[\d+\]\.from$/,
    /rising/,
    { zh: "与另一档的起点相同，请填写不同的起点。", en: "Another step begins here too: enter another beginning." },
  ],
  [/steps\[0\]\.from$/, /begin at 0/, { zh: "第一档必须从 0 开始。", en: "The first step has to begin at 0." }],
  [
    /tiers\.steps\[\d+\]\.from$/,
    /./,
    { zh: "请填写不小于 0 的数，如 100,000.00；按单数时填整数。", en: "Enter an amount such as 100,000.00; for units a whole number." },
  ],
  [/factors\[\d+\]\.steps\[\d+\]\.from$/, /./, { zh: "请填写分值，如 4.8。", en: "Enter a value such as 4.8." }],
  [/factors\[\d+\]\.by$/, /./, { zh: "请填写评分项的名称，如 serviceScore。", en: "Enter the name of a score, such as serviceScore." }],
  [/\.(factor|default)$/, /./, { zh: "请填写系数，如 1.1，最多 9 位小数。", en: "Enter a factor such as 1.1, with at most 9 decimals." }],
  [/\.rows$/, /./, { zh: "请至少添加一行，最多 100 行。", en: "Add at least one row, and at most 100." }],
  [/\.(rate|otherwise)$/, /not negative/, { zh: "比例不能为负。", en: "A rate can’t be negative." }],
  [
    /\.(rate|otherwise)$/,
    /./,
    { zh: "请填写百分数，如 6.5，最多 7 位小数。", en: "Enter a percentage such as 6.5, with at most 7 decimals." },
  ],
  [/(amount|minimum)$/, /not negative/, { zh: "金额不能为负。", en: "An amount can’t be negative." }],
  [/(amount|minimum)$/, /./, { zh: "请填写金额，如 12,345.67。", en: "Enter an amount such as 12,345.67." }],
  [
    /when\.atLeast$/,
    /./,
    {
      zh: "请填写大于 0 的数，如 100,000.00；按单数时填整数。",
      en: "Enter an amount above 0, such as 100,000.00; for units a whole number.",
    },
  ],
  [/\.months$/, /./, { zh: "请填写月数，如 3。", en: "Enter a count of months, such as 3." }],
  [/equity\.anyOf$/, /./, { zh: "请至少添加一条规则，最多 20 条。", en: "Add at least one rule, and at most 20." }],
  [
    /equity\.anyOf\[\d+\]/,
    /./,
    {
      zh: "请填写 1 至 120 的月数和金额；其中月数不能多于前者。",
      en: "Enter 1 to 120 months and an amount; a count at most as large as the months.",
    },
  ],
  [/\.target$/, /./, { zh: "请填写目标的数据项名称，如 targetSales。", en: "Enter the name of a target, such as targetSales." }],
  [/attribute$/, /./, { zh: "请填写评分项的名称，如 serviceScore。", en: "Enter the name of a score, such as serviceScore." }],
  [/require\[\d+\]\.atLeast$/, /./, { zh: "请填写分值，如 4.5。", en: "Enter a value such as 4.5." }],
  [
    /base\.less/,
    /./,
    {
      zh: "优惠名称应以字母开头，只含字母、数字、_ 和 -。",
      en: "A discount’s name begins with a letter and has letters, digits, _ and - only.",
    },
  ],
  [
    /(where|of)\./,
    /not a rated facet/,
    { zh: "公司没有按此项区分订单，不能用作条件。", en: "The agency does not tell orders apart by this: it can’t be a condition." },
  ],
  [/^components$/, /./, { zh: "最多 100 个项目。", en: "At most 100 components." }],
  [
    /^components\[\d+\]$/,
    /1,000,000 times/,
    { zh: "比例与最高系数相乘超过一百万倍，请检查。", en: "Its rate and highest factors come to more than a million times: check them." },
  ],
  [/tiers\.steps$/, /./, { zh: "请至少添加一档。", en: "Add at least one step." }],
];

function adviceFor(path: string, message: string, language: Language): string {
  const [, , advice] = BY_FIELD.find(([field, said]) => field.test(path) && said.test(message)) ?? [];
  return advice?.[language] ?? `${path}: ${message}`;
}
