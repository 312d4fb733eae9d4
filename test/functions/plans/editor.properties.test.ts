import fc from "fast-check";
import { expect, test } from "vitest";
import { issueFormatIn } from "../../../functions/_platform/issue-texts.ts";
import { checkForm } from "../../../functions/hr-site/plans/editor/form/form-issues.ts";
import { amountOf, amountText, percentText, rateOf } from "../../../functions/hr-site/plans/editor/form/parse-inputs.ts";
import { type Field, formOfTerms, parsePlanForm, termsOfForm } from "../../../functions/hr-site/plans/editor/form/plan-form.ts";
import { knownValues } from "../../../functions/hr-site/plans/editor/known-values.ts";
import { editorForm } from "../../../functions/hr-site/plans/editor/markup/form.ts";
import { editorWordsIn } from "../../../functions/hr-site/plans/editor/messages.ts";
import { operate, sortLadders } from "../../../functions/hr-site/plans/editor/operations/apply-operation.ts";
import { formatDecimal } from "../../../shared/base/money/money.ts";
import { ratedFacets } from "../../../shared/engine/facts/agency.ts";
import { planSchema } from "../../../shared/engine/plan/schema.ts";
import { planWriterFor } from "../../../shared/plans/views/plan-writer.ts";
import { planTerms } from "../../support/arbitrary-plan.ts";
import { AGENCY } from "../../support/ledger.ts";

const RATED = ratedFacets(AGENCY);
const KNOWN = { planId: "p", version: 1, currency: "CNY", rated: RATED };
const whole = (terms: object) => ({ ...terms, planId: "p", version: 1, effectiveFrom: "2027-01-01" });

/** A version's terms as a draft begins with them: read, with its defaults. */
const terms = planTerms.map((content) => {
  const { planId: _planId, version: _version, ...rest } = planSchema.parse(whole(content as object));
  return rest as unknown as Record<string, unknown>;
});

/** What a browser would send of the form's markup. */
function sentBy(markup: string): Field[] {
  const fields: Field[] = [];
  const attribute = (tag: string, name: string) => {
    const value = new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1];
    return value
      ?.replaceAll("&quot;", '"')
      .replaceAll("&#39;", "'")
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">")
      .replaceAll("&amp;", "&");
  };
  for (const [tag, kind, inner = ""] of markup.matchAll(/<(input|select)\b[^>]*>((?:<option[^>]*>[^<]*<\/option>)*)/g)) {
    const name = attribute(tag.slice(0, tag.indexOf(">") + 1), "name");
    if (name === undefined || name === "") continue;
    if (kind === "select") {
      const chosen = /<option value="([^"]*)" selected/.exec(inner)?.[1] ?? "";
      fields.push([name, chosen]);
    } else if (!tag.includes('type="checkbox"') || tag.includes(" checked")) fields.push([name, attribute(tag, "value") ?? ""]);
  }
  return fields;
}

function markupOf(form: ReturnType<typeof formOfTerms>): string {
  const checked = checkForm(form, KNOWN, "en");
  const setting = {
    frame: { language: "en", path: "/en/hr/proposals/p/edit", query: "", signedIn: true, seesAll: true } as const,
    words: editorWordsIn("en"),
    writer: planWriterFor(AGENCY, "en", issueFormatIn("en")),
    known: knownValues(RATED, []),
    rated: RATED,
    terms: checked.terms,
    factors: form.factors.map(({ id }) => id),
    problems: checked.problems,
    focus: undefined,
    canEdit: true,
    action: "/edit",
    live: new Map(),
  };
  const state = { lockVersion: 1, comment: "", checks: "" as never, back: "/", preview: "/p", refused: [], loses: false };
  return String(editorForm(form, state, setting));
}

test("editor: terms become a form, the form a page, the page what a browser sends, and that the same terms again", () => {
  fc.assert(
    fc.property(terms, (given) => {
      const form = formOfTerms(given, "CNY");
      expect(termsOfForm(form, "CNY")).toEqual(given);
      const sent = parsePlanForm(sentBy(markupOf(form)));
      expect(termsOfForm(sent, "CNY")).toEqual(given);
      expect(checkForm(sent, KNOWN, "zh").problems.size).toBe(0);
    }),
    { numRuns: 60 },
  );
});

test("editor: an amount that is typed as it stands is the amount that stood there, in every currency", () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), fc.constantFrom("CNY", "JPY", "KWD"), (minor, currency) => {
      expect(amountOf(amountText(minor, currency), currency)).toBe(minor);
    }),
  );
  expect(["12,345.67", "１２３４５．６７", "¥12345.67", " 12345.67 "].map((text) => amountOf(text, "CNY"))).toEqual(
    Array(4).fill(1_234_567),
  );
  // What is no amount is left as it is, and is none for the schema either.
  for (const text of ["", "1,23", "1.234", "12 or 13", "1e5", ".5", "9007199254740993"]) expect(amountOf(text, "CNY")).toBe(text);
  expect(amountOf("1.5", "JPY")).toBe("1.5");
});

test("editor: a rate is typed as percent and kept exactly, to the ninth decimal; with more it is refused, not rounded or taken for another", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), (billionths) => {
      const rate = formatDecimal(billionths);
      expect(rateOf(percentText(rate))).toBe(rate);
    }),
  );
  expect(["6.5", "6.5%", "６．５％", "0.0000001", "100"].map(rateOf)).toEqual(["0.065", "0.065", "0.065", "0.000000001", "1"]);
  for (const text of ["6.12345678", "6,5", "abc", ""]) {
    const kept = rateOf(text);
    expect(planSchema.safeParse(whole({ components: [{ id: "c", kind: "share", rate: kept }] })).success).toBe(false);
    expect(percentText(kept)).toBe(text);
  }
});

test("editor: a step that is inserted changes nothing of what is paid until it is changed, and one that is removed is gone", () => {
  const share = (steps: [number, string][]) => ({
    ...planSchema.parse(
      whole({ components: [{ id: "c", kind: "share", tiers: { mode: "whole", steps: steps.map(([from, rate]) => ({ from, rate })) } }] }),
    ),
  });
  const form = formOfTerms(
    share([
      [0, "0.04"],
      [10_000_000, "0.06"],
    ]),
    "CNY",
  );
  const inserted = operate(form, "insert:components[0].tiers.steps[0]", "CNY");
  expect(inserted.form.components[0]?.tiers?.steps).toEqual([
    { from: "0.00", rate: "4" },
    { from: "50,000.00", rate: "4" },
    { from: "100,000.00", rate: "6" },
  ]);
  expect(inserted.focus).toBe("components[0].tiers.steps[1].from");
  const beyond = operate(form, "insert:components[0].tiers.steps[1]", "CNY");
  expect(beyond.form.components[0]?.tiers?.steps.at(-1)).toEqual({ from: "200,000.00", rate: "6" });
  const removed = operate(inserted.form, "remove:components[0].tiers.steps[1]", "CNY");
  expect(removed.form).toEqual(form);
  expect(removed.focus).toBe("components[0].tiers.steps[1].from");
});

test("a step moves by changing where it begins: steps are put in order, and what is wrong is told at the field in which it was typed", () => {
  const ladder = {
    mode: "whole",
    measure: "sales",
    period: "month",
    steps: [
      { from: "0", rate: "4" },
      { from: "300,000", rate: "x" },
      { from: "100,000", rate: "6" },
    ],
  };
  const form = {
    ...formOfTerms(whole({ components: [] }), "CNY"),
    components: [{ kind: "share", id: "c", where: {}, factors: [], tiers: ladder }],
  };
  expect(sortLadders(form, "CNY").components[0]?.tiers?.steps.map(({ from }) => from)).toEqual(["0", "100,000", "300,000"]);
  expect([...checkForm(form, KNOWN, "en").problems.keys()]).toEqual(["components[0].tiers.steps[1].rate"]);
});

test("editor: any button pressed on any form gives a form that can be drawn and read again", () => {
  const place = fc.nat(4);
  const operation = fc.oneof(
    fc
      .constantFrom(
        "share",
        "ladder",
        "flat",
        "bonus",
        "cap",
        "guarantee",
        "factor",
        "equity",
        "equity-total",
        "equity-each",
        "equity-require",
      )
      .map((kind) => `add:${kind}`),
    fc.tuple(fc.constantFrom("insert", "remove"), place, place).map(([what, i, k]) => `${what}:components[${i}].tiers.steps[${k}]`),
    fc
      .tuple(fc.constantFrom("remove", "up", "down", "ladder", "rate", "measure-own", "measure-other"), place)
      .map(([what, i]) => `${what}:components[${i}]`),
    fc.tuple(fc.constantFrom("remove", "insert"), place).map(([what, i]) => `${what}:factors[0].steps[${i}]`),
    fc.constantFrom(
      "remove:factors[0]",
      "remove:equity",
      "remove:equity.anyOf[0]",
      "remove:equity.require[0]",
      "check",
      "",
      "remove:__proto__[0]",
      "x:y",
    ),
  );
  fc.assert(
    fc.property(terms, fc.array(operation, { maxLength: 6 }), (given, operations) => {
      let form = formOfTerms(given, "CNY");
      for (const each of operations) form = operate(form, each, "CNY").form;
      expect(parsePlanForm(sentBy(markupOf(form)))).toEqual(parsePlanForm(sentBy(markupOf(parsePlanForm(sentBy(markupOf(form)))))));
      expect(termsOfForm(parsePlanForm(sentBy(markupOf(form))), "CNY")).toEqual(termsOfForm(form, "CNY"));
    }),
    { numRuns: 40 },
  );
});

test("editor: whatever is sent as a form is read, and whatever terms hold is shown", () => {
  fc.assert(fc.property(fc.array(fc.tuple(fc.string(), fc.string())), (fields) => void termsOfForm(parsePlanForm(fields), "CNY")));
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom("components", "base", "factors", "equity", "payout", "earn"), fc.jsonValue()),
      (odd) => void markupOf(formOfTerms(odd, "CNY")),
    ),
  );
});
