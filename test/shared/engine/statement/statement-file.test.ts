import { describe, expect, test } from "vitest";
import { canonicalJson, parseExact } from "../../../../shared/base/json/exact-json.ts";
import { statementBody } from "../../../../shared/engine/statement/body.ts";
import type { Inclusion } from "../../../../shared/engine/statement/inclusion-proof.ts";
import { bodyFrom } from "../../../../shared/engine/statement/parse-body.ts";
import { readStatementFile, StatementFileError, statementFileText } from "../../../../shared/engine/statement/statement-file.ts";
import { PureCore } from "../../../support/pure-core.ts";
import { li, MONTH, plan, sale } from "../small-facts.ts";
import { explainedStatements } from "./explained-statements.ts";

const AGENCY = { currency: "CNY", timeZone: "Asia/Shanghai", facets: [] };
const HASH = "ab".repeat(32);
const INCLUSION: Inclusion = {
  ...{ month: MONTH, root: "cd".repeat(32), size: 3, index: 2, path: ["ef".repeat(32), "01".repeat(32)] },
  shard: { size: 2, index: 1, path: ["23".repeat(32)] },
};

/** The canonical text of a body. */
function bodyText(): string {
  const core = new PureCore(AGENCY);
  for (const step of [plan([{ id: "tour", kind: "share", rate: "0.1" }]), li(), sale(1_000), { close: MONTH }]) core.take(step);
  const [issued] = explainedStatements(core);
  if (issued === undefined) throw new Error("there is no statement");
  const { settlement, now, adjusted, firstMonth, settledBefore } = issued;
  const { books, credits } = now;
  return canonicalJson(
    statementBody({ agency: AGENCY, books, settlement, credits, adjusted, firstMonth, settledBefore, previousHash: undefined }),
  );
}
const BODY = bodyText();

describe("a statement's file", () => {
  test("is read back with its hash, its body, and its way to the root", () => {
    const file = readStatementFile(statementFileText(BODY, HASH, INCLUSION));
    expect([file.hash, file.inclusion, file.bodyText]).toEqual([HASH, INCLUSION, BODY]);
    expect(file.body).toEqual(bodyFrom(parseExact(BODY)));
  });

  test("has no way to the root as long as the close is not through", () => {
    expect(readStatementFile(statementFileText(BODY, HASH, undefined)).inclusion).toBeUndefined();
    expect(readStatementFile(`{"format":"fenrun-statement-file-1","hash":"${HASH}","body":${BODY}}`).inclusion).toBeUndefined();
  });

  test("is one JSON text in which the body stands as it was hashed", () => {
    const text = statementFileText(BODY, HASH, INCLUSION);
    expect(text.endsWith(`,"body":${BODY}}\n`)).toBe(true);
    expect(JSON.parse(text)).toMatchObject({ format: "fenrun-statement-file-1", hash: HASH, inclusion: INCLUSION });
  });
});

test("statement file: amounts in a statement's file are exact, however large", () => {
  const large = statementFileText(BODY.replaceAll('"price":1000', '"price":9007199254740993'), HASH, undefined);
  expect(readStatementFile(large).body.facts.credits[0]?.amounts.price).toBe(9_007_199_254_740_993n);
});

describe("a text that is no statement's file", () => {
  const file = (members: Record<string, unknown>) =>
    JSON.stringify({ format: "fenrun-statement-file-1", hash: HASH, inclusion: null, body: JSON.parse(BODY), ...members });

  test.each([
    ["no JSON", BODY.slice(1), "no JSON file"],
    ["another format", file({ format: "fenrun-statement-file-2" }), "format fenrun-statement-file-1"],
    ["nothing", "null", "format fenrun-statement-file-1"],
    ["no hash", file({ hash: undefined }), "hash or body is missing"],
    ["a hash that is no text", file({ hash: 7 }), "hash or body is missing"],
    ["no body", file({ body: undefined }), "hash or body is missing"],
    ["an empty body", file({ body: null }), "hash or body is missing"],
    ["a body that is no object", file({ body: "body" }), "hash or body is missing"],
    ["a body of another format", file({ body: { format: "fenrun-statement-1" } }), "format fenrun-statement-3"],
    ["a body without its parts", file({ body: { format: "fenrun-statement-3" } }), "can't be read"],
    ["an inclusion without a path", file({ inclusion: {} }), "can't be read"],
    ["a key that stands twice", `{"hash":"${HASH}",${file({}).slice(1)}`, "hash: the key stands twice"],
  ])("is refused with what is wrong with it: %s", (_, text, reason) => {
    expect(() => readStatementFile(text)).toThrow(StatementFileError);
    expect(() => readStatementFile(text)).toThrow(reason);
  });

  test("as an error has a name of its own", () => {
    expect(new StatementFileError("no file")).toMatchObject({ name: "StatementFileError", message: "no file" });
  });
});
