import { RefusedError } from "../../../shared/use-cases/retry.ts";
import { refusalText } from "../../../shared/views/hr/refusals.ts";
import type { Language } from "../../../shared/views/view.ts";

/** Why something was refused, in the reader's language; where nothing is told by name, the message says it. @throws any other error. */
export function refusedTexts(error: unknown, language: Language): readonly string[] {
  if (!(error instanceof RefusedError)) throw error;
  const { message, refusals = [] } = error;
  return refusals.length === 0 ? [message] : refusals.map((each) => refusalText(each, language));
}
