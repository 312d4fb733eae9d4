import { stringify } from "csv-stringify/sync";
import type { Person } from "../../../shared/access/policy.ts";
import type { FormatIssue } from "../../../shared/base/issues/issue.ts";
import type { Language } from "../../../shared/base/language.ts";
import type { Advisor } from "../../../shared/engine/facts/advisor.ts";
import type { Agency } from "../../../shared/engine/facts/agency.ts";
import type { Names } from "../../../shared/ui/names.ts";
import type { View } from "../../../shared/ui/view.ts";
import type { IssueWriter } from "../../../shared/ui/writer.ts";
import { HttpProblem, notFound, type Problem } from "../http/problem.ts";
import { type HttpContext, page, type Route } from "../http/route.ts";
import { issueFormatIn } from "../issue-texts.ts";
import { problemPage, viewPage } from "../page/blocks.ts";
import { type Refused, refusedNotice } from "../page/form.ts";
import type { Frame, Html } from "../page/layout.ts";
import { type StaffPage, staffPage } from "../page/staff-page.ts";
import type { Wiring } from "../wiring.ts";
import { liveForms } from "./assets.ts";
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

export const todayOf = ({ rating, surroundings }: Wiring): string => rating.localDay(new Date(surroundings.now()).toISOString());

/** A browser loads nothing but our stylesheet for a page, and runs nothing. */
const POLICY = "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
/** Where the reader's browser verifies a statement or shows what a form's entries would change, it runs our scripts, which ask us. */
const POLICY_WITH_SCRIPTS = `${POLICY}; script-src 'self'; connect-src 'self'`;

/** Answers with a page. */
export function answerPage(context: HttpContext, frame: Frame, page: Html, status = 200): Response | Promise<Response> {
  context.header("content-security-policy", frame.scripts === undefined ? POLICY : POLICY_WITH_SCRIPTS);
  context.header("content-language", frame.language);
  return context.html(page, status as 200);
}

/** Answers with a page that says why there is no other. */
export function showProblem(problem: Problem, context: HttpContext): Response | Promise<Response> {
  const frame = frameOf(context);
  return answerPage(context, frame, problemPage(frame, problem), problem.status);
}

/** Answers with a view as a page. */
export function answerView(context: HttpContext, frame: Frame, view: View, more?: Html): Response | Promise<Response> {
  return answerPage(context, frame, viewPage(frame, view, more));
}

export interface ShownPage extends StaffPage {
  /** What was not taken just now: the page is shown once more, with why. */
  readonly refused?: Refused | undefined;
  readonly status?: number;
  /** The parts in which something is being worked on: they look again by themselves, and the page is loaded anew once they are done. */
  readonly live?: readonly string[];
  /** Those that change nothing else on the page when they are done. */
  readonly alone?: readonly string[];
  /** Whether something may be typed meanwhile, which a browser without scripts must not lose. */
  readonly keepsTyped?: boolean;
}

/** Answers with a page for those who run the agency. */
export function showPage({ http, frame, writer }: AnyPageContext, page: ShownPage): Response | Promise<Response> {
  const { refused, live = [], alone = [], keepsTyped, parts } = page;
  // htmx names what it would replace by its tag and id, as `section#state`.
  const looked = http.req.header("hx-target")?.replace(/^.*#/, "");
  if (looked !== undefined && ![...live, ...alone].includes(looked)) http.header("hx-refresh", "true");
  const { refreshSeconds, ...scripts } = LIVE();
  const alive = live.length === 0 ? frame : { ...frame, ...scripts, ...(keepsTyped ? {} : { refreshSeconds }) };
  const status = page.status ?? (refused === undefined ? 200 : 422);
  const told = refused === undefined ? parts : [refusedNotice(refused, writer), ...parts];
  return answerPage(
    http,
    alive,
    staffPage(alive, { ...page, done: refused === undefined ? page.done : undefined, parts: told }, live),
    status,
  );
}

/** What a page has on which something is being worked on; a browser without scripts loads it anew. */
export const LIVE = () => ({ scripts: [liveForms().path], refreshSeconds: 5 });

/** Answers with a file to be saved. */
export function answerFile(context: HttpContext, name: string, type: string, body: string | Uint8Array<ArrayBuffer>): Response {
  context.header("content-type", type);
  context.header("content-disposition", `attachment; filename="${name}"`);
  return context.body(body);
}

/** Answers with rows as CSV: no cell of it is taken for a formula. */
export const respondCsv = (context: HttpContext, name: string, rows: readonly (readonly string[])[]): Response =>
  answerFile(context, name, "text/csv; charset=utf-8", stringify([...rows], { bom: true, escape_formulas: true }));

/** How long names are remembered. A registration is seen at once, another name after this time. */
const KEPT_MS = 300_000;

/** Who is registered, by id: what staff choose from. */
class Directory {
  /** By the ledger that it was read from. */
  readonly #kept = new WeakMap<
    Wiring["ledger"],
    { readonly epoch: number; readonly readAt: number; readonly advisors: readonly Advisor[] }
  >();

  /** All whose id or name contains the text, ascending by id. Reads every advisor, but only where something may have changed. */
  async search(text: string, wiring: Wiring): Promise<readonly Advisor[]> {
    const wanted = text.trim().toLowerCase();
    const advisors = await this.#read(wiring);
    return advisors.filter(({ advisorId, name }) => advisorId.toLowerCase().includes(wanted) || name.toLowerCase().includes(wanted));
  }

  async #read({ ledger, accounts, surroundings }: Wiring): Promise<readonly Advisor[]> {
    const { epoch } = await ledger.state();
    const now = surroundings.now();
    const kept = this.#kept.get(ledger);
    if (kept?.epoch === epoch && now - kept.readAt < KEPT_MS) return kept.advisors;
    const found = await ledger.advisors(await accounts.advisorIds());
    const advisors = [...found.values()].sort((left, right) => (left.advisorId < right.advisorId ? -1 : 1));
    this.#kept.set(ledger, { epoch, readAt: now, advisors });
    return advisors;
  }
}

/** One for all pages of a function. */
export const directory = new Directory();
