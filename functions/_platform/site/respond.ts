import { stringify } from "csv-stringify/sync";
import type { View } from "../../../shared/ui/view.ts";
import type { HttpContext } from "../http/context.ts";
import type { Problem } from "../http/problem.ts";
import { type Refused, refusedNotice } from "../page/form.ts";
import type { Frame, Html } from "../page/frame.ts";
import { problemPage } from "../page/problem-page.ts";
import { type StaffPage, staffPage } from "../page/staff-page.ts";
import { viewPage } from "../page/view-page.ts";
import { liveForms } from "./assets.ts";
import type { AnyPageContext } from "./page-context.ts";
import { frameOf } from "./request.ts";

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
