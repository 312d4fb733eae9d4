import { RefusedError } from "../../../shared/base/issues/refusal.ts";
import type { Language } from "../../../shared/base/language.ts";
import { refusalText } from "../../../shared/ui/issue-text.ts";

/** Why something was refused, in the reader's language; where nothing is told by name, the message says it. @throws any other error. */
export function refusedTexts(error: unknown, language: Language): readonly string[] {
  if (!(error instanceof RefusedError)) throw error;
  const { message, refusals = [] } = error;
  return refusals.length === 0 ? [message] : refusals.map((each) => refusalText(each, language));
}
