import type { Issue } from "../../../../../shared/base/issues/issue.ts";
import type { Language } from "../../../../../shared/base/language.ts";
import { issueFormatIn } from "../../../../_platform/issue-texts.ts";
import { editorWordsIn } from "../messages.ts";
import { PLAN } from "./plan-form.ts";

/** What to do at the field in which something is wrong, by its definition. */
function fieldHelp({ path, code }: Issue, language: Language): string | undefined {
  const help = PLAN.find(path)?.help ?? {};
  const found = help[code] ?? help.other ?? (code === "facet-unrated" ? "facetUnrated" : undefined);
  return found && editorWordsIn(language).help[found];
}

/** What to do about an issue of a plan's form, in the reader's language. */
export const helpFor = (issue: Issue, language: Language): string => fieldHelp(issue, language) ?? issueFormatIn(language)(issue);

/** The same with its field before it: where the form isn't shown. */
export function helpWithField(issue: Issue, language: Language): string {
  const help = fieldHelp(issue, language);
  return help === undefined || issue.path === "" ? helpFor(issue, language) : `${issue.path}${{ zh: "：", en: ": " }[language]}${help}`;
}
