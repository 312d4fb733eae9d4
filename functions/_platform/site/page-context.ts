import type { Person } from "../../../shared/access/policy.ts";
import type { FormatIssue } from "../../../shared/base/issues/catalogue.ts";
import type { Language } from "../../../shared/base/language.ts";
import type { Agency } from "../../../shared/engine/facts/agency.ts";
import type { Names } from "../../../shared/ui/names.ts";
import type { IssueWriter } from "../../../shared/ui/writer.ts";
import type { HttpContext } from "../http/context.ts";
import { HttpProblem, notFound } from "../http/problem.ts";
import { page, type Route } from "../http/route.ts";
import { issueFormatIn } from "../issue-texts.ts";
import type { Frame } from "../page/frame.ts";
import type { Wiring } from "../wiring.ts";
import type { Sent } from "./form-data.ts";
import { frameOf } from "./request.ts";

/** What a page for those who run the agency is made in: who looks, in which language, and what reaches outside. */
export interface PageContext<Writer> {
  readonly http: HttpContext;
  readonly frame: Frame;
  readonly language: Language;
  /** Says what the page is about in the reader's language. */
  readonly writer: Writer;
  readonly person: Person;
  readonly isHr: boolean;
  readonly isFinance: boolean;
  readonly deps: Wiring;
}
export type AnyPageContext = PageContext<IssueWriter>;

type WriterFor<Writer> = (agency: Agency, language: Language, formatIssue: FormatIssue) => Writer;

/** @throws HttpProblem where nobody is signed in. */
function createPageContext<Writer>(context: HttpContext, deps: Wiring, writerFor: WriterFor<Writer>): PageContext<Writer> {
  const frame = frameOf(context);
  const { language } = frame;
  const person = context.get("person");
  if (person === undefined) throw new HttpProblem("forbidden", "Nobody is signed in.");
  return {
    http: context,
    frame,
    language,
    writer: writerFor(deps.agency, language, issueFormatIn(language)),
    person,
    isHr: person.roles.includes("hr"),
    isFinance: person.roles.includes("finance"),
    deps,
  };
}

type Answer = Response | Promise<Response>;
type Address = Pick<Route, "id" | "path" | "access">;

/** How pages of one subject are defined: all are made in the same context, with the words of its writer. */
export const pagesWith = <Writer>(writerFor: WriterFor<Writer>) => ({
  /** A page that is looked at. */
  page: ({ show, ...address }: Address & { show(context: PageContext<Writer>): Answer }): Route =>
    page({ ...address, handle: (context, deps) => show(createPageContext(context, deps, writerFor)) }),
  /** What a form sends. */
  form: ({ take, ...address }: Address & { take(context: PageContext<Writer>, sent: Sent): Answer }): Route =>
    page({
      ...address,
      method: "POST",
      handle: async (context, deps) => take(createPageContext(context, deps, writerFor), await context.req.parseBody({ all: true })),
    }),
});

/** A variable of the page's path. */
export const pathPart = ({ http }: AnyPageContext, name: string): string => http.req.param(name) ?? "";

/** What the path names. @throws HttpProblem where there is no such thing. */
export function found<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw notFound(`There is no such ${what}.`);
  return value;
}

/** What was done just now, as the address says it. */
export const doneOf = <Name extends string>({ http }: AnyPageContext, names: readonly Name[]): Name | undefined =>
  names.find((each) => each === http.req.query("done"));

/** Reads what advisors are called. */
export async function namesOf(advisorIds: readonly string[], { ledger }: Wiring): Promise<Names> {
  const found = await ledger.advisors([...new Set(advisorIds)]);
  return (advisorId) => found.get(advisorId)?.name;
}

/** The local day. */
export const todayOf = ({ rating, surroundings }: Wiring): string => rating.localDay(new Date(surroundings.now()).toISOString());
