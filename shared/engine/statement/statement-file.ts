import { canonicalJson, parseExact, stringifyExact } from "../../base/json/exact-json.ts";
import { sha256Hex } from "../../base/json/hash.ts";
import { jsonFlaw } from "../../base/json/parse-json.ts";
import { BODY_FORMAT, type StatementBody } from "./body.ts";
import { joinBody } from "./body-parts.ts";
import type { Inclusion } from "./inclusion-proof.ts";
import { bodyFrom } from "./parse-body.ts";

/** The form of the file that an advisor downloads. */
const FILE_FORMAT = "fenrun-statement-file-1";

/** A statement as an advisor keeps it: the body, its hash, and its way to the root that was published with the close. */
export interface StatementFile {
  readonly hash: string;
  /** None until the close is through. */
  readonly inclusion: Inclusion | undefined;
  readonly body: StatementBody;
  /** The body's canonical text, over which the hash is: of long lists it holds the parts' hashes. */
  readonly bodyText: string;
  /** Whether it has parts. */
  readonly hasParts: boolean;
}

/** The file's text. @param bodyText the body's canonical JSON, as it was hashed. @param parts the texts of its parts. */
export function statementFileText(bodyText: string, hash: string, inclusion: Inclusion | undefined, parts: readonly string[] = []): string {
  const withParts = parts.length === 0 ? "" : `,"parts":[${parts.join(",")}]`;
  return `{"format":"${FILE_FORMAT}","hash":"${hash}","inclusion":${stringifyExact(inclusion ?? null)},"body":${bodyText}${withParts}}\n`;
}

/** Reads a file. @throws StatementFileError that says what is wrong with it. */
export function readStatementFile(text: string): StatementFile {
  let parsed: unknown;
  try {
    parsed = parseExact(text);
  } catch {
    throw new StatementFileError("this is no JSON file; expected the statement's JSON as it was downloaded");
  }
  // Of a key that stands twice one reader may show the first and another check the last.
  const flaw = jsonFlaw(text);
  if (flaw?.code === "key-twice") throw new StatementFileError(`${flaw.path}: the key stands twice; ask for the statement again`);
  const { format, hash, inclusion, body, parts = [] } = (parsed ?? {}) as Record<string, unknown>;
  if (format !== FILE_FORMAT) throw new StatementFileError(`expected a file of the format ${FILE_FORMAT}`);
  if (typeof hash !== "string" || body === null || typeof body !== "object") throw new StatementFileError("hash or body is missing");
  if ((body as { format?: unknown }).format !== BODY_FORMAT) throw new StatementFileError(`expected a body of the format ${BODY_FORMAT}`);
  try {
    return {
      hash,
      inclusion: inclusionOf(inclusion),
      body: bodyFrom(joinBody(body, partsBy(parts))),
      hasParts: (parts as unknown[]).length > 0,
      // Only who verifies needs it, and a manager's is megabytes.
      get bodyText() {
        return canonicalJson(body);
      },
    };
  } catch (error) {
    throw new StatementFileError(`the body can't be read: ${(error as Error).message}`);
  }
}

/** Finds parts by the hash of their text, which is canonical. */
function partsBy(parts: unknown): (hash: string) => readonly unknown[] {
  const known = new Map((parts as unknown[][]).map((items) => [sha256Hex(canonicalJson(items)), items]));
  return (hash) => {
    const items = known.get(hash);
    if (items === undefined) throw new Error(`the part of SHA-256 ${hash} is missing or was changed`);
    return items;
  };
}

/** A file that can't be read at all. */
export class StatementFileError extends Error {
  override readonly name = "StatementFileError";
}

function inclusionOf(stored: unknown): Inclusion | undefined {
  if (stored === null || stored === undefined) return undefined;
  const { month, root, shard, ...path } = stored as Record<string, unknown>;
  return { month: String(month), root: String(root), ...parsePath(path), shard: parsePath(shard) };
}

function parsePath(stored: unknown): Inclusion["shard"] {
  const { size, index, path } = stored as Record<string, unknown>;
  return { size: Number(size), index: Number(index), path: (path as unknown[]).map(String) };
}
