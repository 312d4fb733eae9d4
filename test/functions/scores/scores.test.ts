import { afterAll, beforeAll, expect, test } from "vitest";
import { issue } from "../../../shared/base/issues/issue.ts";
import { readScoresFile } from "../../../shared/scores/model/parse-file.ts";
import { previewScores } from "../../../shared/scores/steps/preview-scores.ts";
import { numberRevisions } from "../../../shared/scores/steps/submit-scores.ts";
import { advisor, order, plan } from "../../support/facts.ts";
import { type Ledger, type Ledgers, startLedgers } from "../../support/ledger.ts";

let ledgers: Ledgers;
beforeAll(async () => {
  ledgers = await startLedgers("simulated");
});
afterAll(() => ledgers.stop());

const SCORED = plan({
  components: [{ id: "share", kind: "share", rate: "0.06", factors: ["service"] }],
  factors: [
    {
      id: "service",
      by: "serviceScore",
      steps: [
        { from: "0", factor: "0.5" },
        { from: "4", factor: "1" },
      ],
    },
  ],
});
const preview = (text: string, { wiring }: Ledger, newStores?: readonly string[]) =>
  previewScores(readScoresFile(new TextEncoder().encode(text), "scores.csv"), wiring, newStores);

async function octoberClosed(): Promise<Ledger> {
  const ledger = await ledgers.open();
  await ledger.record(SCORED, advisor("li", { name: "Li Wei", stores: [{ storeId: "s1", from: "2026-01-01" }] }), advisor("bo"));
  await ledger.record([
    "AttributesGiven",
    { advisorId: "li", month: "2026-10", values: { serviceScore: "4.80", starLevel: "3" }, revision: 4 },
  ]);
  await ledger.record(order({ orderId: "o1" }));
  await ledger.close("2026-10");
  return ledger;
}

test("scores: a file's scores are new, changed or the same, with before and after, and what they restate is told", async () => {
  const ledger = await octoberClosed();
  const text = ["advisorId,month,serviceScore,starLevel", "li,2026-10,3.9,3.0", "nobody,2026-10,4,", "bo,2099-01,4,"].join("\n");
  const told = await preview(text, ledger);
  expect(told.cells).toEqual([
    expect.objectContaining({
      line: 2,
      name: "Li Wei",
      attribute: "serviceScore",
      state: "changed",
      before: "4.8",
      after: "3.9",
      warnings: [],
    }),
    expect.objectContaining({ line: 2, attribute: "starLevel", state: "same", before: "3", after: "3" }),
    expect.objectContaining({ line: 4, name: "bo", attribute: "serviceScore", state: "new", after: "4", warnings: ["future"] }),
  ]);
  expect(told.counts).toEqual({ new: 1, changed: 1, same: 1, wrong: 1 });
  expect(told.wrong).toEqual([{ line: 3, issues: [issue("advisorId", "advisor-unregistered", { advisorId: "nobody" })] }]);
  const read = readScoresFile(new TextEncoder().encode(text), "scores.csv");
  const ofSheet = await previewScores({ ...read, lines: read.lines.map((line) => ({ ...line, sheet: "S2" })) }, ledger.wiring);
  expect(ofSheet.wrong[0]?.issues).toEqual([issue("", "in-sheet", { sheet: "S2" }), ...(told.wrong[0]?.issues ?? [])]);
  expect(told.content).toEqual({
    kind: "scores",
    source: "scores.csv",
    entries: [
      { advisorId: "li", month: "2026-10", values: { serviceScore: "3.9" } },
      { advisorId: "bo", month: "2099-01", values: { serviceScore: "4" } },
    ],
  });
  expect(told.restatement).toMatchObject({ lines: [{ advisorId: "li", months: [{ month: "2026-10", before: 6_000n, after: 3_000n }] }] });

  const facts = await numberRevisions(told.content?.entries ?? [], ledger.wiring);
  expect(facts.map(({ advisorId, revision }) => [advisorId, revision])).toEqual([
    ["bo", 1],
    ["li", 5],
  ]);
  await ledger.record(...facts.map((fact): [string, unknown] => ["AttributesGiven", fact]));
  expect((await preview(text, ledger)).counts).toEqual({ new: 0, changed: 0, same: 3, wrong: 1 });
});

test("scores: a store's scores reach who is in it; a store that nothing names is left out until somebody says that it is new", async () => {
  const ledger = await octoberClosed();
  const text = "storeId;month;serviceScore\ns1;2026-10;3\ns9;2026-10;5\n";
  const strange = await preview(text, ledger);
  expect(strange).toMatchObject({
    counts: { new: 1, wrong: 1 },
    wrong: [{ line: 3, issues: [issue("storeId", "store-unknown", { storeId: "s9" })] }],
    unknownStores: ["s9"],
    content: { entries: [{ storeId: "s1" }] },
  });
  const told = await preview(text, ledger, ["s9"]);
  expect([told.wrong, told.unknownStores]).toEqual([[], []]);
  expect(told.cells.map(({ subject, state, warnings }) => [subject, state, warnings])).toEqual([
    [{ storeId: "s1" }, "new", []],
    [{ storeId: "s9" }, "new", ["no-advisors"]],
  ]);
  // The advisor has a score of their own, which wins.
  expect(told.restatement).toMatchObject({ lines: [], reaches: true });
});

test("scores: a file that changes nothing proposes nothing", async () => {
  const told = await preview("advisorId,month,starLevel\nli,2026-10,3.000\n", await octoberClosed());
  expect(told).toMatchObject({ counts: { same: 1 } });
  expect([told.content, told.restatement]).toEqual([undefined, undefined]);
});
