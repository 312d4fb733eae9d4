import type { Person } from "../../../shared/access/policy.ts";
import type { FormatIssue } from "../../../shared/base/issues/catalogue.ts";
import type { Language } from "../../../shared/base/language.ts";
import type { Agency } from "../../../shared/engine/facts/agency.ts";
import type { HttpContext } from "../http/context.ts";
import { HttpProblem } from "../http/problem.ts";
import { issueFormatIn } from "../issue-texts.ts";
import type { Frame } from "../page/frame.ts";
import type { Wiring } from "../wiring.ts";
import { frameOf } from "./request.ts";

/** What a page for those who run the agency is made in: who looks, in which language, and what reaches outside. */
export interface PageContext<Writer> {
  readonly c: HttpContext;
  readonly frame: Frame;
  /** Says what the page is about in the reader's language. */
  readonly writer: Writer;
  readonly person: Person;
  readonly p: Wiring;
}

/** The room of a request. @throws HttpProblem where nobody is signed in. */
export function createPageContext<Writer>(
  context: HttpContext,
  deps: Wiring,
  writerFor: (agency: Agency, language: Language, formatIssue: FormatIssue) => Writer,
  scripts?: Frame["scripts"],
): PageContext<Writer> {
  const frame = frameOf(context, scripts === undefined ? {} : { scripts });
  const person = context.get("person");
  if (person === undefined) throw new HttpProblem("forbidden", "Nobody is signed in.");
  return { c: context, frame, writer: writerFor(deps.agency, frame.language, issueFormatIn(frame.language)), person, p: deps };
}
