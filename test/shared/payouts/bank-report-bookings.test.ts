import { describe, expect, test } from "vitest";
import { parseBankReport } from "../../../shared/payouts/bank-reports/formats/parse-report.ts";
import { entriesCodec } from "../../../shared/payouts/bank-reports/model/bank-report.ts";
import { classifyEntries } from "../../../shared/payouts/bank-reports/model/classify-entries.ts";
import { referenceOf } from "../../../shared/payouts/model/reference.ts";
import { bankedPayout } from "../../support/banked-payout.ts";
import { briefs } from "../../support/issues.ts";

/** What was booked and what came back, and where banks put our references: of a payout of 360.00 in all. */

const { PAYOUT_ID, referred } = bankedPayout({ li: 6_000n, wang: 12_000n, zhao: 18_000n });
const MESSAGE = `FENRUN-${PAYOUT_ID}`;
const ref = (advisorId: string) => referenceOf(PAYOUT_ID, advisorId);

const amt = (amount: string, currency = "CNY") => `<Amt Ccy="${currency}">${amount}</Amt>`;
const ntry = (amount: string, inner: string, { side = "DBIT", status = "<Cd>BOOK</Cd>", before = "" } = {}) =>
  `<Ntry>${before}${amount === "" ? "" : amt(amount)}<CdtDbtInd>${side}</CdtDbtInd><Sts>${status}</Sts><BookgDt><Dt>2026-11-07</Dt></BookgDt>${inner}</Ntry>`;
const details = (...each: string[]) => `<NtryDtls>${each.join("")}</NtryDtls>`;
const tx = (refs: string, more = "") => `<TxDtls><Refs>${refs}</Refs>${more}</TxDtls>`;
const e2e = (id: string) => `<EndToEndId>${id}</EndToEndId>`;
const camt = (body: string, message = "BkToCstmrDbtCdtNtfctn") => `<Document><${message}><Ntfctn>${body}</Ntfctn></${message}></Document>`;
const RETURNED = "<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>";

async function classified(text: string) {
  const answer = await parseBankReport(new TextEncoder().encode(text), "answer.xml", "CNY");
  if (!answer.ok) throw new Error(briefs(answer.issues).join("\n"));
  const { entries } = answer.value;
  const { matches, due } = classifyEntries(entries, referred, { reportId: "a", currency: "CNY" });
  return {
    entries,
    matches: entries.map(({ number }) => matches.get(number)),
    due: Object.fromEntries(due.map(({ payment: { advisorId }, entry: { kind } }) => [advisorId, kind])),
  };
}
const ALL = { li: "paid", wang: "paid", zhao: "paid" };

describe("our reference is found where banks put it", () => {
  test.each([
    ["InstrId", tx(`<InstrId>${ref("li")}</InstrId>${e2e("NOTPROVIDED")}`, amt("60.00"))],
    ["InstrId alone", tx(`<InstrId>${ref("li")}</InstrId>`, amt("60.00"))],
    ["TxId", tx(`${e2e("NOT PROVIDED")}<TxId>${ref("li")}</TxId>`, amt("60.00"))],
    ["a free text", tx(e2e("NOTPROVIDED"), `${amt("60.00")}<RmtInf><Ustrd>COMMISSION ${ref("li")} OCT</Ustrd></RmtInf>`)],
    [
      "a text that is broken",
      tx("", `${amt("60.00")}<RmtInf><Ustrd>PAY ${ref("li").slice(0, 15)} ${ref("li").slice(15)} X</Ustrd></RmtInf>`),
    ],
    ["small letters", tx(e2e(ref("li").toLowerCase()), amt("60.00"))],
    ["AddtlTxInf", tx("", `${amt("60.00")}<AddtlTxInf>ref ${ref("li")}</AddtlTxInf>`)],
    ["a structured reference", tx("", `${amt("60.00")}<RmtInf><Strd><CdtrRefInf><Ref>${ref("li")}</Ref></CdtrRefInf></Strd></RmtInf>`)],
    [
      "the second of two structured references",
      tx("", `${amt("60.00")}<RmtInf><Strd/><Strd><CdtrRefInf><Ref>${ref("li")}</Ref></CdtrRefInf></Strd></RmtInf>`),
    ],
    ["a document's number", tx("", `${amt("60.00")}<RmtInf><Strd><RfrdDocInf><Nb>${ref("li")}</Nb></RfrdDocInf></Strd></RmtInf>`)],
    ["a related remittance", tx("", `${amt("60.00")}<RltdRmtInf><RmtId>${ref("li")}</RmtId></RltdRmtInf>`)],
    [
      "a bank's own second reference",
      tx(`<Prtry><Tp>A</Tp><Ref>1</Ref></Prtry><Prtry><Tp>B</Tp><Ref>${ref("li")}</Ref></Prtry>`, amt("60.00")),
    ],
    ["a cheque's number", tx(`<ChqNb>${ref("li")}</ChqNb>`, amt("60.00"))],
  ])("%s", async (_, detail) => {
    expect((await classified(camt(ntry("60.00", details(detail))))).due).toEqual({ li: "paid" });
  });

  test("the text of a booking, with and without details", async () => {
    const text = `<AddtlNtryInf>PAYMENT ${ref("li")}</AddtlNtryInf>`;
    expect((await classified(camt(ntry("60.00", text)))).due).toEqual({ li: "paid" });
    expect((await classified(camt(ntry("60.00", `${details(tx(e2e("NOTPROVIDED")))}${text}`)))).due).toEqual({ li: "paid" });
  });

  test("the bank's own reference of a booking, with details that say nothing", async () => {
    const before = `<AcctSvcrRef>${ref("li")}</AcctSvcrRef>`;
    expect((await classified(camt(ntry("60.00", details(tx("")), { before })))).due).toEqual({ li: "paid" });
  });

  test("two different ones in one place are listed", async () => {
    const both = tx(`<InstrId>${ref("wang")}</InstrId>${e2e(ref("li"))}`, amt("60.00"));
    expect(await classified(camt(ntry("60.00", details(both))))).toMatchObject({ matches: ["levels-disagree"], due: {} });
  });

  test("what names none of ours is listed, with its reference", async () => {
    const text = `${amt("60.00")}<RmtInf><Ustrd>for ${ref("nobody")}</Ustrd></RmtInf>`;
    const made = await classified(camt(ntry("60.00", details(tx(e2e("THEIRS"), text)))));
    expect(made).toMatchObject({ matches: ["no-such-reference"], entries: [{ reference: ref("nobody") }] });
  });
});

describe("a batch of ours", () => {
  const ids = `<MsgId>${MESSAGE}</MsgId><PmtInfId>${MESSAGE}</PmtInfId>`;
  const btch = `<Btch>${ids}</Btch>`;
  test.each([
    ["named by Btch", ntry("360.00", details(btch))],
    ["named by details", ntry("360.00", details(tx(ids, amt("360.00"))))],
    ["named by details without amount", ntry("360.00", details(tx(ids)))],
    ["named by Btch and by details", ntry("360.00", details(btch, tx(`<PmtInfId>${MESSAGE}</PmtInfId>`, amt("360.00"))))],
    ["named by Btch, with details that name nothing", ntry("360.00", details(btch, tx("", amt("60.00")), tx("", amt("300.00"))))],
    ["with details that have neither", ntry("360.00", details(btch, tx(""), tx("")))],
    ["named by the text of the booking", ntry("360.00", `<AddtlNtryInf>SCT ${MESSAGE}</AddtlNtryInf>`)],
    ["booked in two parts", ntry("100.00", details(btch)) + ntry("260.00", details(btch))],
    ["in two parts, by details", ntry("360.00", details(tx(ids, amt("100.00")), tx(ids, amt("260.00"))))],
    ["with one payment by itself", ntry("60.00", details(tx(e2e(ref("li")), amt("60.00")))) + ntry("300.00", details(btch))],
    ["of which one payment is named", ntry("360.00", details(btch, tx(e2e(ref("li")), amt("60.00"))))],
    ["of which the count is right", ntry("360.00", details(`<Btch>${ids}<NbOfTxs>3</NbOfTxs></Btch>`))],
  ])("is paid: %s", async (_, body) => {
    const made = await classified(camt(body));
    expect(made.due).toEqual(ALL);
    expect(new Set(made.matches)).toEqual(new Set(["applies"]));
  });

  test.each([
    ["another amount", ntry("359.99", details(btch))],
    ["parts that don't sum to it", ntry("100.00", details(btch)) + ntry("260.01", details(btch))],
    ["another count", ntry("360.00", details(`<Btch>${ids}<NbOfTxs>2</NbOfTxs></Btch>`))],
  ])("is listed: %s", async (_, body) => {
    const made = await classified(camt(body));
    expect(made.due).toEqual({});
    expect(new Set(made.matches)).toEqual(new Set(["amount-differs"]));
  });

  test("that came back whole without a reason is listed", async () => {
    const back = ntry("360.00", details(btch), { side: "CRDT", before: "<RvslInd>true</RvslInd>" });
    expect(await classified(camt(back))).toMatchObject({ matches: ["reason-missing"], due: {} });
  });
});

test.each([
  ["USD with four decimals", amt("1.2345", "USD"), "currency-differs"],
  ["half a unit", amt(".50"), "amount-differs"],
  ["a sign", amt("+5"), "amount-differs"],
  ["nothing", amt(""), "amount-invalid"],
  ["no currency", "<Amt>60.00</Amt>", "amount-invalid"],
  ["an empty currency", amt("60.00", ""), "amount-invalid"],
  ["words", amt("sixty"), "amount-invalid"],
  ["below zero", amt("-60.00"), "amount-invalid"],
])("one odd entry is listed and the others applied: %s", async (_, odd, match) => {
  const body = ntry("1.00", details(tx(e2e(ref("li")), odd))) + ntry("120.00", details(tx(e2e(ref("wang")), amt("120.00"))));
  expect(await classified(camt(body))).toMatchObject({ matches: [match, "applies"], due: { wang: "paid" } });
});

test("bank report bookings: BOOK is booked; of PDNG, INFO and FUTR nothing has moved; another status is not known", async () => {
  const one = (status: string) => ntry("60.00", details(tx(e2e(ref("li")), amt("60.00"))), { status });
  const body = ["BOOK", "<Cd>BOOK</Cd>", "<Cd>FUTR</Cd>", "INFO", "PDNG", "<Prtry>toString</Prtry>", ""].map(one).join("");
  expect((await classified(camt(body))).matches).toEqual([
    "applies",
    // Two entries of one document are two bookings.
    "booked-twice",
    "accepted",
    "accepted",
    "accepted",
    "unknown-status",
    "unknown-status",
  ]);
});

test("bank report bookings: a return less charges is matched where the charges are said, and they are kept", async () => {
  const back = (more: string) => camt(ntry("55.00", details(tx(e2e(ref("li")), `${amt("55.00")}${more}${RETURNED}`)), { side: "CRDT" }));
  const charged = await classified(back('<Chrgs><Rcrd><Amt Ccy="CNY">5.00</Amt></Rcrd></Chrgs>'));
  expect(charged).toMatchObject({ matches: ["applies"], due: { li: "returned" }, entries: [{ amount: 5_500n, charges: 500n }] });
  expect(await classified(back('<AmtDtls><InstdAmt><Amt Ccy="CNY">60.00</Amt></InstdAmt></AmtDtls>'))).toMatchObject({
    matches: ["applies"],
  });
  expect(await classified(back('<Chrgs><Rcrd><Amt Ccy="CNY">4.00</Amt></Rcrd></Chrgs>'))).toMatchObject({ matches: ["amount-differs"] });
  expect(await classified(back(""))).toMatchObject({ matches: ["amount-differs"], due: {} });
  // A detail may name its charges and leave the amount to its booking.
  const chargesAlone = (currency: string) =>
    camt(
      ntry(
        "55.00",
        details(tx(e2e(ref("li")), `<Chrgs><Rcrd>${amt("2.00", currency)}</Rcrd><Rcrd>${amt("3.00", currency)}</Rcrd></Chrgs>${RETURNED}`)),
        {
          side: "CRDT",
        },
      ),
    );
  expect(await classified(chargesAlone("CNY"))).toMatchObject({ due: { li: "returned" }, entries: [{ amount: 5_500n, charges: 500n }] });
  expect(await classified(chargesAlone("USD"))).toMatchObject({ matches: ["amount-differs"], due: {} });
});

test("what came back as a duplicate is listed: the first may have been paid", async () => {
  const back = tx(e2e(ref("li")), `${amt("60.00")}${RETURNED.replace("AC04", "DUPL")}`);
  expect(await classified(camt(ntry("60.00", details(back), { side: "CRDT" })))).toMatchObject({ matches: ["duplicate"], due: {} });
});

test("bank report bookings: camt.052 and camt.053, and the oldest versions, are read as camt.054 is", async () => {
  const body = ntry("60.00", details(tx(e2e(ref("li")), amt("60.00"))));
  for (const message of ["BkToCstmrAcctRpt", "BkToCstmrStmt", "BkToCstmrStmtV01", "camt.053.001.01", "BkToCstmrDbtCdtNtfctnV01"])
    expect([message, (await classified(camt(body, message))).due]).toEqual([message, { li: "paid" }]);
});

test("bank report bookings: a booking carries a hash of the bank's own reference, and never the reference", async () => {
  const batch = "<NtryDtls><Btch><PmtInfId>FENRUN-2026-10-1</PmtInfId></Btch></NtryDtls>";
  const booking = (reference: string) =>
    `<Ntry><Amt Ccy="CNY">10.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts><AcctSvcrRef>${reference}</AcctSvcrRef>${batch}</Ntry>`;
  const file = `<Document><BkToCstmrDbtCdtNtfctn><Ntfctn>${["6222021234567890123", "6222021234567890123", "B2"].map(booking).join("")}</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>`;
  const read = await parseBankReport(new TextEncoder().encode(file), "a.xml", "CNY");
  const hashes = read.ok ? read.value.entries.map(({ booking }) => booking?.reference) : [];
  expect(hashes).toHaveLength(3);
  expect([hashes[0] === hashes[1], hashes[1] === hashes[2]]).toEqual([true, false]);
  expect(read.ok ? entriesCodec.encode(read.value.entries) : "").not.toContain("6222021234567890123");
});
