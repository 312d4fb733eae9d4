import type { View } from "../../../shared/ui/view.ts";
import type { HttpContext } from "../http/context.ts";
import type { Problem } from "../http/problem.ts";
import type { Frame, Html } from "../page/frame.ts";
import { problemPage } from "../page/problem-page.ts";
import { viewPage } from "../page/view-page.ts";
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
