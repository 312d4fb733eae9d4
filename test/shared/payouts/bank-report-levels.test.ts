import { describe, expect, test } from "vitest";
import { parseBankReport } from "../../../shared/payouts/bank-reports/formats/parse-report.ts";
import type { BankReportEntry } from "../../../shared/payouts/bank-reports/model/bank-report.ts";
import { classifyEntries } from "../../../shared/payouts/bank-reports/model/classify-entries.ts";
import { referenceOf } from "../../../shared/payouts/model/reference.ts";
import { bankedPayout } from "../../support/banked-payout.ts";
import { briefs } from "../../support/issues.ts";

/** What a status report says at its three levels, and what is made of it: of a payout of three payments of 360.00 in all. */

const { PAYOUT_ID, referred } = bankedPayout({ li: 6_000n, wang: 12_000n, zhao: 18_000n });
const MESSAGE = `FENRUN-${PAYOUT_ID}`;
const ref = (advisorId: string) => referenceOf(PAYOUT_ID, advisorId);

const reason = (code?: string, text?: string) =>
  code === undefined && text === undefined
    ? ""
    : `<StsRsnInf>${code === undefined ? "" : `<Rsn>${code.length === 4 ? `<Cd>${code}</Cd>` : `<Prtry>${code}</Prtry>`}</Rsn>`}${text === undefined ? "" : `<AddtlInf>${text}</AddtlInf>`}</StsRsnInf>`;
interface Level {
  readonly status?: string;
  readonly code?: string;
  readonly text?: string;
  readonly count?: string;
  readonly sum?: string;
  readonly more?: string;
}
const totals = ({ count, sum }: Level) =>
  `${count === undefined ? "" : `<OrgnlNbOfTxs>${count}</OrgnlNbOfTxs>`}${sum === undefined ? "" : `<OrgnlCtrlSum>${sum}</OrgnlCtrlSum>`}`;
const of = (name: string, { status }: Level) => (status === undefined ? "" : `<${name}>${status}</${name}>`);
const payment = (id: string, level: Level) =>
  `<TxInfAndSts><OrgnlEndToEndId>${ref(id)}</OrgnlEndToEndId>${of("TxSts", level)}${reason(level.code, level.text)}</TxInfAndSts>`;

function report(file: Level, batch: Level | undefined, payments: Readonly<Record<string, Level>> = {}): string {
  const told = Object.entries(payments).map(([id, level]) => payment(id, level));
  const inner =
    batch === undefined && told.length === 0
      ? ""
      : `<OrgnlPmtInfAndSts><OrgnlPmtInfId>${MESSAGE}</OrgnlPmtInfId>${totals(batch ?? {})}${of("PmtInfSts", batch ?? {})}${reason(batch?.code, batch?.text)}${batch?.more ?? ""}${told.join("")}</OrgnlPmtInfAndSts>`;
  return `<Document><CstmrPmtStsRpt><GrpHdr><MsgId>S</MsgId></GrpHdr><OrgnlGrpInfAndSts><OrgnlMsgId>${MESSAGE}</OrgnlMsgId>${totals(file)}${of("GrpSts", file)}${reason(file.code, file.text)}${file.more ?? ""}</OrgnlGrpInfAndSts>${inner}</CstmrPmtStsRpt></Document>`;
}

async function read(text: string): Promise<readonly BankReportEntry[]> {
  const answer = await parseBankReport(new TextEncoder().encode(text), "answer.xml", "CNY");
  if (!answer.ok) throw new Error(briefs(answer.issues).join("\n"));
  return answer.value.entries;
}

/** How entries are matched, in their order, and what is due, by advisor. */
async function classified(text: string) {
  const { matches, due } = classifyEntries(await read(text), referred, { reportId: "a", currency: "CNY" });
  return {
    matches: [...matches].sort(([a], [b]) => a - b).map(([, match]) => match),
    due: Object.fromEntries(
      due.map(({ payment: { advisorId }, entry }) => [advisorId, [entry.kind, entry.code].filter(Boolean).join(" ")]),
    ),
  };
}
const ALL = (said: string) => ({ li: said, wang: said, zhao: said });

describe("a duplicate says nothing of the first message", () => {
  test.each([
    ["of the file", report({ status: "RJCT", code: "AM05" }, undefined)],
    ["of the batch", report({}, { status: "RJCT", code: "DU02" })],
    ["of a payment", report({}, undefined, { li: { status: "RJCT", code: "DU04" } })],
    ["by a proprietary code", report({ status: "RJCT", code: "FILE ALREADY PROCESSED" }, undefined)],
    ["in Chinese", report({ status: "RJCT", code: "NARR", text: "该批次已受理，请勿重复提交" }, undefined)],
    ["in German", report({ status: "RJCT", text: "Datei wurde bereits verarbeitet" }, undefined)],
    ["behind a long text", report({ status: "RJCT", code: "NARR", text: `${"x ".repeat(200)}duplicate message` }, undefined)],
    ["beside another reason", report({ status: "RJCT", code: "AC01", text: "duplicate" }, undefined)],
  ])("%s", async (_, text) => {
    expect(await classified(text)).toEqual({ matches: ["duplicate"], due: {} });
  });

  test("nor of a batch or payment below that has no reason of its own, or another", async () => {
    const batch = report(
      { status: "RJCT", code: "AM05" },
      { status: "RJCT" },
      { li: { status: "RJCT" }, wang: { status: "RJCT", code: "NARR" } },
    );
    expect(await classified(batch)).toEqual({ matches: Array(4).fill("duplicate"), due: {} });
    // The reason may stand where there is no status.
    expect(await classified(report({ code: "DUPL" }, { status: "RJCT" }))).toEqual({ matches: ["duplicate"], due: {} });
  });

  test("and where one payment is a duplicate, that all were rejected isn't taken", async () => {
    const text = report({ status: "RJCT", code: "FF01" }, undefined, { li: { status: "RJCT", code: "AM05" } });
    expect(await classified(text)).toEqual({ matches: ["levels-disagree", "duplicate"], due: {} });
  });
});

describe("every level counts", () => {
  test.each(["ACCP", "ACTC", "ACSP", "PART"])("a batch is rejected under a message that is %s, for its reason", async (status) => {
    expect((await classified(report({ status }, { status: "RJCT", code: "FF01" }))).due).toEqual(ALL("rejected FF01"));
  });

  test("a rejection of all without any reason is listed", async () => {
    expect(await classified(report({ status: "RJCT" }, undefined))).toEqual({ matches: ["reason-missing"], due: {} });
    expect(await classified(report({ status: "ACCP" }, { status: "RJCT" }))).toEqual({
      matches: ["accepted", "reason-missing"].slice(1),
      due: {},
    });
    // That of the message is the batch's too, and a text is a reason.
    expect((await classified(report({ status: "RJCT", code: "FF01" }, { status: "RJCT" }))).matches).toEqual([
      "applies",
      "already-recorded",
    ]);
    expect((await classified(report({ status: "RJCT", text: "signature missing" }, undefined))).due).toEqual(ALL("rejected"));
    // A payment's rejection without one waits for a look.
    expect((await classified(report({}, undefined, { li: { status: "RJCT" } }))).due).toEqual({ li: "rejected" });
  });

  test("a payment without a reason has the one above it", async () => {
    const text = report({ status: "PART" }, { status: "RJCT", code: "FF01" }, { li: { status: "RJCT" } });
    expect(await read(text)).toMatchObject([
      { level: "batch", code: "FF01" },
      { kind: "rejected", code: "FF01", ofWhole: true },
    ]);
  });

  test.each([
    ["paid, and a payment rejected", report({ status: "ACSC" }, undefined, { li: { status: "RJCT", code: "AC04" } }), 2],
    ["rejected, and a payment paid", report({ status: "RJCT", code: "FF01" }, undefined, { li: { status: "ACSC" } }), 2],
    ["paid, and its batch rejected", report({ status: "ACSC" }, { status: "RJCT", code: "FF01" }), 2],
    ["rejected, its batch paid", report({ status: "RJCT", code: "FF01" }, { status: "ACSC" }), 2],
  ])("what disagrees is listed and nothing of it taken: %s", async (_, text, entries) => {
    expect(await classified(text)).toEqual({ matches: Array(entries).fill("levels-disagree"), due: {} });
  });

  test("what agrees with the levels above is taken though a neighbour disagrees", async () => {
    const text = report({ status: "ACSC" }, undefined, { li: { status: "RJCT", code: "AC04" }, wang: { status: "ACSC" } });
    expect(await classified(text)).toEqual({ matches: ["levels-disagree", "levels-disagree", "applies"], due: { wang: "paid" } });
  });

  test("payments that are only counted are not lost", async () => {
    const counted = "<NbOfTxsPerSts><DtldNbOfTxs>2</DtldNbOfTxs><DtldSts>RJCT</DtldSts></NbOfTxsPerSts>";
    expect((await classified(report({ status: "ACCP", more: counted }, undefined))).matches).toEqual(["levels-disagree"]);
    const told = { li: { status: "RJCT", code: "AC04" }, wang: { status: "RJCT", code: "AC01" } };
    expect((await classified(report({ status: "PART", more: counted }, undefined, told))).due).toEqual({
      li: "rejected AC04",
      wang: "rejected AC01",
    });
  });
});

describe("a count and a sum that the bank names are the payout's", () => {
  const rejected = { status: "RJCT", code: "FF01" };
  test.each([
    [{ count: "3", sum: "360.00" }, "applies"],
    [{ count: "3" }, "applies"],
    [{ sum: "360" }, "applies"],
    [{ count: "2" }, "count-differs"],
    [{ count: "three" }, "count-differs"],
    [{ sum: "360.01" }, "amount-differs"],
    [{ sum: "360.000000001" }, "amount-differs"],
    [{ sum: "" }, "amount-invalid"],
    [{ count: "3", sum: "abc" }, "amount-invalid"],
  ])("%o: %s", async (named, match) => {
    expect((await classified(report({ ...rejected, ...named }, undefined))).matches).toEqual([match]);
    expect((await classified(report({ status: "ACCP" }, { ...rejected, ...named }))).matches).toEqual([match]);
  });

  test("even where nothing final is said", async () => {
    expect((await classified(report({ count: "2" }, undefined, { li: { status: "ACSC" } }))).matches).toEqual(["count-differs", "applies"]);
    expect((await classified(report({ status: "ACCP", sum: "1.00" }, undefined))).matches).toEqual(["amount-differs"]);
  });
});

test.each(["toString", "constructor", "__proto__", "hasOwnProperty", "valueOf"])(
  "a status called %s is one that we don't know",
  async (status) => {
    const text = report({ status }, { status }, { li: { status } });
    expect(await classified(text)).toEqual({ matches: Array(3).fill("unknown-status"), due: {} });
    const csv = await parseBankReport(new TextEncoder().encode(`reference,outcome,currency\n${ref("li")},${status},CNY\n`), "a.csv", "CNY");
    expect(csv.ok && csv.value.entries).toMatchObject([{ kind: "unknown" }]);
  },
);
