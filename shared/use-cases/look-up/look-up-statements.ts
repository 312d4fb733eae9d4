import type { IssuedStatement } from "../ports/look-up.ts";
import type { Looking } from "./open-account.ts";

/** Her statements, newest first: totals, and where the whole of each lies. */
export function lookUpStatements(advisorId: string, { lookUp }: Pick<Looking, "lookUp">): Promise<readonly IssuedStatement[]> {
  return lookUp.statements(advisorId);
}
