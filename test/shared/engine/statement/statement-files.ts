import type { MonthSource } from "../../../../shared/account/views/month-source.ts";
import { canonicalJson } from "../../../../shared/base/json/exact-json.ts";
import type { Agency } from "../../../../shared/engine/facts/agency.ts";
import { statementBody } from "../../../../shared/engine/statement/body.ts";
import { readStatementFile, type StatementFile, statementFileText } from "../../../../shared/engine/statement/statement-file.ts";
import type { PureCore } from "../../../support/pure-core.ts";
import { explainedStatements } from "./explained-statements.ts";

/** The files of all statements of a run, as advisors would read them back. */
export function statementFilesOf(core: PureCore, agency: Agency): StatementFile[] {
  return explainedStatements(core).map(({ settlement, now, adjusted, firstMonth, settledBefore }) => {
    const { books, credits } = now;
    const body = statementBody({ agency, books, settlement, credits, adjusted, firstMonth, settledBefore, previousHash: undefined });
    return readStatementFile(statementFileText(canonicalJson(body), "ab".repeat(32), undefined));
  });
}

/** A statement as the source of its pages. */
export function sourceOf({ body }: StatementFile): MonthSource {
  const { agency, statement, earnings, facts } = body;
  const base = `statements/${statement.month}`;
  const { credits, plans, sellers = [] } = facts;
  return { kind: "statement", base, agency, month: statement.month, earnings, credits, sellers, plans };
}
