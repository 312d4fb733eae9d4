import { canonicalJson, parseExact, stringifyExact } from "../../base/json/exact-json.ts";
import { jsonFlaw } from "../../base/json/parse-json.ts";
import { BODY_FORMAT, BODY_FORMAT_BY_SELLER, type StatementBody } from "./body.ts";
import type { Inclusion } from "./inclusion-proof.ts";
import { bodyFrom } from "./parse-body.ts";

/** The form of the file that an advisor downloads. */
const FILE_FORMAT = "fenrun-statement-file-1";
const FORMATS: readonly unknown[] = [BODY_FORMAT, BODY_FORMAT_BY_SELLER];

/** A statement as an advisor keeps it: the body, its hash, and its way to the root that was published with the close. */
export interface StatementFile {
  readonly hash: string;
  /** None until the close is through. */
  readonly inclusion: Inclusion | undefined;
  readonly body: StatementBody;
  /** The body's canonical text, over which the hash is. */
  readonly bodyText: string;
}

/** The file's text. @param bodyText the body's canonical JSON, as it was hashed. */
export function statementFileText(bodyText: string, hash: string, inclusion: Inclusion | undefined): string {
  return `{"format":"${FILE_FORMAT}","hash":"${hash}","inclusion":${stringifyExact(inclusion ?? null)},"body":${bodyText}}\n`;
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
  const { format, hash, inclusion, body } = (parsed ?? {}) as Record<string, unknown>;
  if (format !== FILE_FORMAT) throw new StatementFileError(`expected a file of the format ${FILE_FORMAT}`);
  if (typeof hash !== "string" || body === null || typeof body !== "object") throw new StatementFileError("hash or body is missing");
  if (!FORMATS.includes((body as { format?: unknown }).format))
    throw new StatementFileError(`expected a body of the format ${FORMATS.join(" or ")}`);
  try {
    return {
      hash,
      inclusion: inclusionOf(inclusion),
      body: bodyFrom(body),
      // Only who verifies needs it, and a manager's is megabytes.
      get bodyText() {
        return canonicalJson(body);
      },
    };
  } catch (error) {
    throw new StatementFileError(`the body can't be read: ${(error as Error).message}`);
  }
}

/** A file that can't be read at all. */
export class StatementFileError extends Error {
  override readonly name = "StatementFileError";
}

function inclusionOf(stored: unknown): Inclusion | undefined {
  if (stored === null || stored === undefined) return undefined;
  const { month, root, size, index, path } = stored as Record<string, unknown>;
  return { month: String(month), root: String(root), size: Number(size), index: Number(index), path: (path as unknown[]).map(String) };
}
