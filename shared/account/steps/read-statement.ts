import type { Month } from "../../base/calendar/month.ts";
import { artifactKey, getArtifact } from "../../base/runtime/artifacts.ts";
import { inParallel } from "../../base/runtime/parallel.ts";
import { READS_CONCURRENCY } from "../../base/runtime/runtime.ts";
import { partHashes, partName, statementName } from "../../engine/statement/body-parts.ts";
import { inclusionFrom, shardRootsKey, shardTreeKey } from "../../engine/statement/inclusion-proof.ts";
import { readStatementFile, type StatementFile, statementFileText } from "../../engine/statement/statement-file.ts";
import type { AccountDeps } from "./open-account.ts";

/**
 * The file of a statement, as an advisor downloads it and anyone can verify it; none where there is no statement.
 * @throws where its body, or a part of it, is missing in the archive or was changed.
 */
export async function getStatementText(
  advisorId: string,
  month: Month,
  { accounts, archive }: Pick<AccountDeps, "accounts" | "archive">,
): Promise<string | undefined> {
  const issued = await accounts.statement(advisorId, month);
  if (issued === undefined) return undefined;
  const [body, tree, roots] = await Promise.all(
    [issued.bodyKey, shardTreeKey(month, accounts.shardOf(advisorId)), shardRootsKey(month)].map((key) => archive.get(key)),
  );
  if (body === undefined) throw new Error(`the body of ${advisorId}'s statement of ${month} is missing: ${issued.bodyKey}`);
  const name = partName(statementName(month, advisorId));
  const parts = await inParallel(partHashes(body), READS_CONCURRENCY, (hash) =>
    getArtifact({ key: artifactKey(name, "json", hash), hash }, archive),
  );
  const inclusion = tree === undefined || roots === undefined ? undefined : inclusionFrom(month, advisorId, tree, roots);
  return statementFileText(body, issued.hash, inclusion, parts);
}

/** A statement with everything that explains it; none where there is no statement. */
export async function getStatement(
  advisorId: string,
  month: Month,
  looking: Pick<AccountDeps, "accounts" | "archive">,
): Promise<StatementFile | undefined> {
  const text = await getStatementText(advisorId, month, looking);
  return text === undefined ? undefined : readStatementFile(text);
}
