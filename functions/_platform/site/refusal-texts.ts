import { RefusedError } from "../../../shared/base/issues/refusal.ts";
import type { Language } from "../../../shared/base/language.ts";
import { issueFormatIn } from "../issue-texts.ts";

/** Why something was refused, in the reader's language. @throws any other error. */
export function refusedTexts(error: unknown, language: Language): readonly string[] {
  if (!(error instanceof RefusedError)) throw error;
  return error.issues.map((each) => issueFormatIn(language)(each));
}
