import { join } from "node:path";
import { expect, test } from "vitest";
import { issueFormatIn } from "../../../functions/_platform/issue-texts.ts";
import { componentView } from "../../../shared/account/views/component-view.ts";
import { statementView } from "../../../shared/account/views/statement-view.ts";
import type { Language } from "../../../shared/base/language.ts";
import { diffPlans } from "../../../shared/engine/plan/diff.ts";
import { planSchema } from "../../../shared/engine/plan/schema.ts";
import type { StatementFile } from "../../../shared/engine/statement/statement-file.ts";
import { sayChange } from "../../../shared/plans/views/diff-view.ts";
import { planWriterFor } from "../../../shared/plans/views/plan-writer.ts";
import { planSections } from "../../../shared/plans/views/terms-view.ts";
import { AGENCY } from "../../support/ledger.ts";
import { runInPureCore } from "../../support/pure-core.ts";
import { readScenario } from "../../support/scenario.ts";
import { statementFilesOf } from "../engine/statement/statement-files.ts";
import { tableOf } from "./view-sums.ts";

const LABEL = { zh: "跟团游业绩提成", en: "Commission on group tours" };
const scenario = readScenario(join(import.meta.dirname, "..", "..", "examples", "refund-after-close-drops-a-tier.json"));

/** The example's statements, where every component of its plans has a label. */
function labelled(label: typeof LABEL | undefined): StatementFile[] {
  const plans = scenario.plans.map((plan) => {
    const components = (plan.components as object[]).map((part) => ({ ...part, ...(label && { label }) }));
    return { ...plan, components };
  });
  return statementFilesOf(runInPureCore({ ...scenario, plans }), scenario.agency);
}

const namesOf = (file: StatementFile, language: Language) =>
  tableOf(statementView(file, language), "components").rows.map(({ cells }) => cells[0]?.text);

test("component labels: a label changes no amount, and a statement without labels stays the same to the byte", () => {
  const [named, plain] = [labelled(LABEL), labelled(undefined)];
  expect(named.map(({ body }) => body.statement)).toEqual(plain.map(({ body }) => body.statement));
  expect(named.map(({ body }) => body.earnings)).toEqual(plain.map(({ body }) => body.earnings));
  const original = statementFilesOf(runInPureCore(scenario), scenario.agency);
  expect(plain.map(({ hash }) => hash)).toEqual(original.map(({ hash }) => hash));
});

test("component labels: wherever a component is named, people read its label in their language", () => {
  const [october, november] = labelled(LABEL);
  if (october === undefined || november === undefined) throw new Error("the example has two statements");
  expect(namesOf(october, "zh")[0]).toBe(LABEL.zh);
  expect(namesOf(october, "en")[0]).toBe(LABEL.en);
  const source = { ...october.body, kind: "statement" as const, base: "statements/2026-10", month: "2026-10" };
  const { earnings, facts, agency } = october.body;
  const [part] = earnings.components;
  const key = `${part?.id}~${part?.planId}~${part?.version}`;
  const comment = componentView({ ...source, agency, earnings, credits: facts.credits, plans: facts.plans }, key, 1, "zh");
  expect(comment?.headline?.label).toBe(LABEL.zh);
  const rest = tableOf(statementView(november, "en"), "adjustments").rows[2]?.cells[1]?.text;
  expect(rest).toMatch(/^Commission on group tours: /);
});

const plan = (version: number, label?: object) =>
  planSchema.parse({
    planId: "p",
    version,
    effectiveFrom: "2026-01-01",
    components: [{ id: "tour", kind: "share", rate: "0.05", ...(label && { label }) }],
  });

test("component labels: terms and changes are told by the label; a changed label is a change", () => {
  const writer = planWriterFor(AGENCY, "en", issueFormatIn("en"));
  expect(planSections(plan(1, LABEL), writer)[1]?.title).toBe("Share: Commission on group tours (tour)");
  const said = (before: object | undefined, after: object | undefined) => {
    const now = plan(2, after);
    return diffPlans(plan(1, before), now).map((change) => sayChange(change, undefined, now.components, writer));
  };
  const about = "Commission on group tours (tour)";
  expect(said(undefined, LABEL)).toEqual([{ about, text: "name added: 跟团游业绩提成 · Commission on group tours" }]);
  expect(said({ ...LABEL, en: "share" }, LABEL)).toEqual([{ about, text: "name in English: share → Commission on group tours" }]);
});

test.each([
  { en: "Only English" },
  { zh: "", en: "" },
  { zh: " 空格", en: "x" },
  { zh: "隐\u0007藏", en: "x" },
  "name",
  { ...LABEL, de: "y" },
])("a label that isn't one in both languages is refused: %j", (label) => {
  const read = planSchema.safeParse({
    planId: "p",
    version: 1,
    effectiveFrom: "2026-01-01",
    components: [{ id: "tour", kind: "share", rate: "0.05", label }],
  });
  expect(read.success).toBe(false);
  expect(read.error?.issues[0]?.path.slice(0, 3)).toEqual(["components", 0, "label"]);
});
