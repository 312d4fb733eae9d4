import { parseExact } from "../../../base/json/exact-json.ts";
import { sha256Hex } from "../../../base/json/hash.ts";
import { statementBody } from "../body.ts";
import { splitBody } from "../body-parts.ts";
import { rootOfInclusion } from "../inclusion-proof.ts";
import { inputOf } from "../parse-body.ts";
import { readStatementFile, type StatementFile } from "../statement-file.ts";
import { checkFacts } from "./check-facts.ts";
import { checkSellers } from "./check-sellers.ts";
import { type Check, differencesOf } from "./differences.ts";

/** A statement checked by its own facts. */
export interface Verification {
  /** Nothing that could be checked is wrong. */
  readonly ok: boolean;
  readonly checks: readonly Check[];
  /** Where it could be read: whose, of which month, and what it pays. */
  readonly statement?: { readonly advisorId: string; readonly month: string; readonly payable: bigint; readonly currency: string };
}

/** How many differences are named. */
const AT_MOST = 20;

/**
 * Checks a statement with nothing but its file: its hash, its place under the root that was published with the close,
 * the chain to the statement before it, and every figure, computed anew from the facts in it by the same rules as a close.
 * @param previousText the file of the statement before; without it the chain is not checked.
 * @param publishedRoot the root as the agency published it; without it the reader has to compare.
 * @param others files of sellers below or of those above, of the same close: see `checkSellers`.
 */
export function verifyStatement(text: string, previousText?: string, publishedRoot?: string, others: readonly string[] = []): Verification {
  let file: StatementFile;
  let previous: StatementFile | undefined;
  try {
    file = readStatementFile(text);
    previous = previousText === undefined ? undefined : readStatementFile(previousText);
  } catch (error) {
    return { ok: false, checks: [{ id: "readable", result: "wrong", detail: (error as Error).message }] };
  }
  const checks: Check[] = [
    { id: "readable", result: "right" },
    { id: "hash", result: sha256Hex(file.bodyText) === file.hash ? "right" : "wrong", detail: file.hash },
    checkInclusion(file),
    checkRoot(file, publishedRoot),
    checkChain(file, previous),
    checkFacts(file.body),
    checkFigures(file),
    ...checkSellers(file, others),
  ];
  const { statement, agency } = file.body;
  return {
    ok: checks.every(({ result }) => result !== "wrong"),
    checks,
    statement: {
      advisorId: String(statement?.advisorId),
      month: String(statement?.month),
      payable: BigInt(statement?.payable ?? 0n),
      currency: String(agency?.currency),
    },
  };
}

function checkInclusion({ body, hash, inclusion }: StatementFile): Check {
  if (inclusion === undefined) return { id: "inclusion", result: "skipped" };
  const { month, root } = inclusion;
  const leads = month === body.statement?.month && rootOfInclusion(hash, inclusion) === root;
  return { id: "inclusion", result: leads ? "right" : "wrong", detail: root };
}

function checkRoot({ inclusion }: StatementFile, published: string | undefined): Check {
  if (inclusion === undefined || published === undefined)
    return { id: "root", result: "skipped", ...(inclusion && { detail: inclusion.root }) };
  return { id: "root", result: inclusion.root === published.trim().toLowerCase() ? "right" : "wrong", detail: published };
}

function checkFigures({ body, bodyText, hasParts }: StatementFile): Check {
  try {
    const differences = differencesOf(body, statementBody(inputOf(body)), AT_MOST);
    // What a part's items come to stands beside its hash.
    if (hasParts && differences.length === 0 && splitBody(body).text !== bodyText)
      differences.push(...differencesOf(parseExact(bodyText), parseExact(splitBody(body).text), AT_MOST));
    return differences.length === 0 ? { id: "figures", result: "right" } : { id: "figures", result: "wrong", differences };
  } catch (error) {
    return { id: "figures", result: "wrong", detail: (error as Error).message };
  }
}

/** Whether a statement goes on where the one before it stopped: it names its hash, its balance, and all that it left settled. */
export function checkChain({ body }: StatementFile, previous: StatementFile | undefined): Check {
  if (previous === undefined) {
    if (body.previousHash === null) return { id: "chain", result: "right" };
    return { id: "chain", result: "skipped", detail: body.previousHash };
  }
  const hash = sha256Hex(previous.bodyText);
  const before = previous.body;
  const settled = new Map(before.facts.settledBefore.byMonth);
  for (const { month, amount } of before.statement.adjustments) settled.set(month, (settled.get(month) ?? 0n) + amount);
  settled.set(before.statement.month, before.statement.earnings);
  const resumesFrom = {
    advisorId: before.statement.advisorId,
    previousHash: hash,
    carriedForward: before.statement.carriedForward,
    advances: before.statement.draw?.outstanding ?? 0n,
    settled: [...settled].sort(([a], [b]) => (a < b ? -1 : 1)),
  };
  const states = {
    advisorId: body.statement.advisorId,
    previousHash: body.previousHash,
    carriedForward: body.facts.settledBefore.carriedForward,
    advances: body.facts.settledBefore.advances ?? 0n,
    settled: body.facts.settledBefore.byMonth,
  };
  const differences = differencesOf(states, resumesFrom, 20);
  return differences.length === 0 ? { id: "chain", result: "right", detail: hash } : { id: "chain", result: "wrong", differences };
}
