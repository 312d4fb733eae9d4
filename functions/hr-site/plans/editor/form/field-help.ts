import type { IssueCode } from "../../../../../shared/base/issues/codes.ts";
import type { Issue } from "../../../../../shared/base/issues/issue.ts";
import type { Language } from "../../../../../shared/base/language.ts";
import { issueFormatIn } from "../../../../_platform/issue-texts.ts";
import { editorWordsIn } from "../messages.ts";
import type { EditorWords } from "../messages.zh.ts";

type Help = keyof EditorWords["help"];

/** What to do at a field: by the field's path without places in lists, or the end of it, and by the code; the first that fits. */
const HELP: readonly { readonly at: string; readonly code?: IssueCode; readonly help: Help }[] = [
  { at: "effectiveFrom", help: "day" },
  { at: ".id", code: "id-twice", help: "idTwice" },
  { at: ".id", help: "id" },
  { at: ".label.zh", help: "label" },
  { at: ".label.en", help: "label" },
  { at: ".steps.from", code: "steps-not-rising", help: "sameStep" },
  { at: ".steps.from", code: "first-step-not-zero", help: "firstStep" },
  { at: ".tiers.steps.from", help: "stepFrom" },
  { at: "factors.steps.from", help: "score" },
  { at: "factors.by", help: "attribute" },
  { at: ".factor", help: "factor" },
  { at: "factors.default", help: "factor" },
  { at: ".rows", help: "rows" },
  { at: ".otherwise", code: "negative", help: "rateNegative" },
  { at: ".otherwise", help: "rate" },
  { at: ".rate", code: "negative", help: "rateNegative" },
  { at: ".rate", help: "rate" },
  { at: ".amount", code: "negative", help: "amountNegative" },
  { at: ".amount", help: "amount" },
  { at: ".minimum", code: "negative", help: "amountNegative" },
  { at: ".minimum", help: "amount" },
  { at: ".when.atLeast", code: "decimal-expected", help: "atLeastAttainment" },
  { at: ".when.atLeast", code: "decimal-not-positive", help: "atLeastAttainment" },
  { at: ".when.atLeast", help: "atLeast" },
  { at: "components.months", help: "months" },
  { at: "equity.anyOf", code: "too-few", help: "equityRules" },
  { at: "equity.anyOf", code: "too-many", help: "equityRules" },
  { at: "equity.anyOf", help: "equityRule" },
  { at: "equity.anyOf.months", help: "equityRule" },
  { at: "equity.anyOf.count", help: "equityRule" },
  { at: "equity.anyOf.totalAtLeast", help: "equityRule" },
  { at: "equity.anyOf.eachAtLeast", help: "equityRule" },
  { at: ".target", help: "target" },
  { at: ".attribute", help: "attribute" },
  { at: "equity.require.atLeast", help: "score" },
  { at: "base.less", help: "discount" },
  { at: "", code: "facet-unrated", help: "facetUnrated" },
  { at: "components", code: "rate-too-high", help: "rateTooHigh" },
  { at: "components", code: "too-many", help: "components" },
  { at: ".tiers.steps", code: "too-few", help: "steps" },
];

/** What to do about an issue of a plan's form, in the reader's language. */
export function helpFor({ path, code, params }: Issue, language: Language): string {
  const field = path.replace(/\[\d+\]/g, "");
  const found = HELP.find((each) => field.endsWith(each.at) && (each.code === undefined || each.code === code));
  return found === undefined ? issueFormatIn(language)({ path, code, params }) : editorWordsIn(language).help[found.help];
}

/** The same with its field before it: where the form isn't shown. */
export function helpWithField(issue: Issue, language: Language): string {
  const field = issue.path.replace(/\[\d+\]/g, "");
  const found = HELP.find((each) => field.endsWith(each.at) && (each.code === undefined || each.code === issue.code));
  if (found === undefined || issue.path === "") return helpFor(issue, language);
  return `${issue.path}${{ zh: "：", en: ": " }[language]}${editorWordsIn(language).help[found.help]}`;
}
