import { lookUpStatement } from "../../../shared/account/steps/read-statement.ts";
import type { StatementFile } from "../../../shared/engine/statement/statement-file.ts";
import type { HttpContext } from "../../_platform/http/context.ts";
import { notFound } from "../../_platform/http/problem.ts";
import { monthOf } from "../../_platform/site/request.ts";
import type { Wiring } from "../../_platform/wiring.ts";

/** The statement that a request names. @throws HttpProblem where there is none. */
export async function statementOf(c: HttpContext, wiring: Wiring): Promise<StatementFile> {
  const file = await lookUpStatement(c.get("advisorId"), monthOf(c), wiring);
  if (file === undefined) throw notFound("There is no statement of this month.");
  return file;
}
