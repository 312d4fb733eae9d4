import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { unpack } from "../../../shared/payouts/bank-reports/formats/archive.ts";
import { BANK_REPORT_COLUMNS, readReportCsv } from "../../../shared/payouts/bank-reports/formats/csv.ts";
import { toldText } from "../../../shared/payouts/bank-reports/formats/masked-text.ts";
import {
  BankReportError,
  dayAt,
  EntryList,
  findReference,
  isProvided,
  readAmountIn,
  reasonOf,
} from "../../../shared/payouts/bank-reports/formats/message.ts";
import { holdsWorkbook, parseBankReport } from "../../../shared/payouts/bank-reports/formats/parse-report.ts";
import type { XmlElement } from "../../../shared/payouts/bank-reports/formats/parse-xml.ts";
import { readMessages } from "../../../shared/payouts/bank-reports/formats/read-messages.ts";
import { referenceOf } from "../../../shared/payouts/model/reference.ts";
import { briefs } from "../../support/issues.ts";

const LI = referenceOf("2026-10-1", "li");
const WANG = referenceOf("2026-10-1", "wang");
const OWN = "FENRUN-2026-10-1";
const utf8 = (text: string) => new TextEncoder().encode(text);

/** What is listed of a message: its entries without their numbers, and without the bookings that they tell (see booked-twice.test.ts). */
function listed(body: string, message = "BkToCstmrDbtCdtNtfctn") {
  const list = new EntryList();
  const read = readMessages([`<Document><${message}>${body}</${message}></Document>`], "CNY", list);
  return { formats: read.formats, foreign: read.foreign, entries: list.entries.map(({ number: _, booking: __, ...entry }) => entry) };
}
const xml = (name: string, inner: string, attributes = "") => `<${name}${attributes}>${inner}</${name}>`;
const amt = (amount: string, currency = "CNY", name = "Amt") => xml(name, amount, ` Ccy="${currency}"`);
const booking = (inner: string, { amount = amt("60.00"), side = "DBIT", status = "<Cd>BOOK</Cd>" } = {}) =>
  xml("Ntry", `${amount}${xml("CdtDbtInd", side)}${xml("Sts", status)}${inner}`);
const details = (...each: string[]) => xml("NtryDtls", each.join(""));
const tx = (refs: string, more = "") => xml("TxDtls", `${xml("Refs", refs)}${more}`);
const RETURN = xml("RtrInf", "<Rsn><Cd>AC04</Cd></Rsn>");
const entriesOf = (body: string) => listed(body).entries;
const paid = { reference: LI, isWhole: false, kind: "paid", amount: 6_000n, currency: "CNY" };

describe("a booking's detail (camt)", () => {
  test("tells all that the bank says of it", () => {
    const refs = `<EndToEndId>${LI}</EndToEndId><AcctSvcrRef>bank-7</AcctSvcrRef>`;
    const remittance = xml(
      "RmtInf",
      `<Ustrd>one</Ustrd><Ustrd>two</Ustrd><Strd><CdtrRefInf><Ref>three</Ref></CdtrRefInf><AddtlRmtInf>four</AddtlRmtInf></Strd>`,
    );
    const detail = tx(
      refs,
      `${amt("60.00")}${xml("RtrInf", "<Rsn><Cd>AC04</Cd></Rsn><AddtlInf>closed</AddtlInf>")}${remittance}<AddtlTxInf>five</AddtlTxInf>`,
    );
    const day = "<BookgDt><DtTm>2026-11-07T23:00:00+08:00</DtTm></BookgDt><ValDt><Dt>2026-11-09</Dt></ValDt>";
    expect(entriesOf(booking(`${day}${details(detail)}`, { side: "CRDT" }))).toEqual([
      { ...paid, kind: "returned", on: "2026-11-07", code: "AC04", note: "closed one two three four five" },
    ]);
    expect(entriesOf(booking(`<ValDt><Dt>2026-11-09</Dt></ValDt>${details(tx(refs))}`))).toEqual([{ ...paid, on: "2026-11-09" }]);
  });

  test.each(["EndToEndId", "InstrId", "TxId", "PmtInfId", "MsgId", "ClrSysRef", "AcctOwnrTxId"])("names our payment in %s", (name) => {
    expect(entriesOf(booking(details(tx(xml(name, LI)))))).toEqual([paid]);
  });

  test.each([
    ["a proprietary reference", tx(`<Prtry><Tp>x</Tp><Ref>${LI}</Ref></Prtry>`)],
    ["further remittance information", tx("", xml("RmtInf", xml("Strd", xml("AddtlRmtInf", `for ${LI}`))))],
    ["the reason's text", tx("", xml("RtrInf", xml("AddtlInf", `of ${LI}`)))],
  ])("names our payment in %s", (_, detail) => {
    expect(entriesOf(booking(details(detail)))).toMatchObject([{ reference: LI, isWhole: false }]);
  });

  test("that isn't ours is listed by the first reference that says something, or the bank's own", () => {
    const reference = (refs: string) => entriesOf(booking(details(tx(refs))))[0]?.reference;
    expect(reference("<EndToEndId>NOTPROVIDED</EndToEndId><InstrId>theirs</InstrId>")).toBe("theirs");
    expect(reference("<EndToEndId>NOTPROVIDED</EndToEndId><AcctSvcrRef>bank-7</AcctSvcrRef>")).toBe("bank-7");
    expect(reference("<EndToEndId>NOTPROVIDED</EndToEndId>")).toBe("NOTPROVIDED");
    expect(reference("")).toBe("");
  });

  test("has its own amount, that of its transaction, or the instructed one, before the booking's", () => {
    const amounts = (more: string) => entriesOf(booking(details(tx(xml("EndToEndId", LI), more)), { amount: amt("90.00") }))[0]?.amount;
    const instructed = xml("InstdAmt", amt("30.00"));
    const ofTransaction = xml("TxAmt", amt("40.00"));
    expect(amounts(`${amt("50.00")}${xml("AmtDtls", instructed + ofTransaction)}`)).toBe(5_000n);
    expect(amounts(xml("AmtDtls", instructed + ofTransaction))).toBe(4_000n);
    expect(amounts(xml("AmtDtls", instructed))).toBe(3_000n);
    expect(amounts("")).toBe(9_000n);
    expect(entriesOf(booking(details(tx(xml("EndToEndId", LI), amt("x")))))).toMatchObject([{ wrongAmount: "x", currency: "CNY" }]);
  });

  test("that came back for less tells what was taken: by charges, their sum, or by what was instructed", () => {
    const charged = (more: string, onBooking = "") => {
      const detail = tx(xml("EndToEndId", LI), `${amt("58.00")}${RETURN}${more}`);
      return entriesOf(booking(`${onBooking}${details(detail)}`, { side: "CRDT" }))[0]?.charges;
    };
    const record = (amount: string, currency?: string) => xml("Rcrd", amt(amount, currency));
    const instructed = xml("AmtDtls", xml("InstdAmt", amt("60.00")));
    expect(charged(xml("Chrgs", amt("2.00")))).toBe(200n);
    expect(charged(xml("Chrgs", record("1.50") + record("0.50")))).toBe(200n);
    expect(charged(xml("Chrgs", amt("2.00", "CNY", "TtlChrgsAndTaxAmt") + record("1.50") + record("0.50")))).toBe(200n);
    expect(charged(xml("Chrgs", record("1.50") + record("0.50", "USD")))).toBe(150n);
    expect(charged(xml("Chrgs", record("1.50") + xml("Agt", amt("9.00"))))).toBe(150n);
    expect(charged(instructed)).toBe(200n);
    expect(charged(instructed + xml("Chrgs", amt("1.00")))).toBe(100n);
    expect(charged(xml("AmtDtls", xml("InstdAmt", amt("60.00", "USD"))))).toBeUndefined();
    expect(charged(xml("AmtDtls", xml("InstdAmt", amt("57.00"))))).toBeUndefined();
    expect(charged("")).toBeUndefined();
    expect(charged("", xml("Chrgs", amt("2.00")))).toBe(200n);
    expect(charged(xml("Chrgs", amt("1.00")), xml("Chrgs", amt("2.00")))).toBe(100n);
    // What was paid is paid, whatever it cost.
    const debit = tx(xml("EndToEndId", LI), `${amt("58.00")}${xml("Chrgs", amt("2.00"))}`);
    expect(entriesOf(booking(`${xml("Chrgs", amt("3.00"))}${details(debit)}`))[0]).not.toHaveProperty("charges");
  });

  test("that comes back alone is what its booking comes to, and the rest was taken; what was paid is as the detail says", () => {
    const told = (amount: string, given: Parameters<typeof booking>[1] = {}) =>
      entriesOf(booking(details(tx(xml("EndToEndId", LI), amt(amount) + RETURN)), { side: "CRDT", ...given }))[0];
    expect(told("62.00")).toMatchObject({ kind: "returned", amount: 6_000n, charges: 200n });
    for (const amount of ["60.00", "59.00"]) expect(told(amount)).not.toHaveProperty("charges");
    expect(told("59.00")).toMatchObject({ amount: 5_900n });
    for (const other of [amt("60.00", "USD"), ""]) expect(told("62.00", { amount: other })).toMatchObject({ amount: 6_200n });
    expect(told("62.00", { amount: amt("60.00", "USD") })).not.toHaveProperty("charges");
    expect(entriesOf(booking(details(tx(xml("EndToEndId", LI), amt("62.00")))))).toEqual([{ ...paid, amount: 6_200n }]);
  });

  test.each([
    ["BkToCstmrAcctRpt", "Rpt"],
    ["BkToCstmrStmt", "Stmt"],
    ["BkToCstmrDbtCdtNtfctn", "Ntfctn"],
  ])("has its place by document, booking and detail: %s", (message, part) => {
    const two = booking(details(tx(xml("EndToEndId", LI), amt("30.00")), tx(xml("EndToEndId", WANG), amt("30.00"))));
    const list = new EntryList();
    const parts = [two + booking(details(tx(xml("EndToEndId", LI)))), two].map((inner) => xml(part, inner));
    readMessages([`<Document><${message}>${parts.join("")}</${message}></Document>`], "CNY", list);
    expect(list.entries.map((entry) => entry.booking?.place)).toEqual(["1/1/1", "1/1/2", "1/2/1", "2/1/1", "2/1/2"]);
  });

  test("is paid by a debit, and comes back by a credit that says so; all else is for a person", () => {
    const kind = (given: Parameters<typeof booking>[1], more = "", onBooking = "") =>
      entriesOf(booking(`${onBooking}${details(tx(xml("EndToEndId", LI), more))}`, given))[0]?.kind;
    const code = (sub: string) => xml("BkTxCd", xml("Domn", xml("Fmly", xml("SubFmlyCd", sub))));
    const credit = { side: "CRDT" };
    expect([kind({}), kind({}, RETURN), kind(credit), kind(credit, RETURN)]).toEqual(["paid", "unknown", "unknown", "returned"]);
    for (const sign of ["true", "1"]) expect([sign, kind(credit, "", xml("RvslInd", sign))]).toEqual([sign, "returned"]);
    expect(kind(credit, "", xml("RvslInd", "false"))).toBe("unknown");
    for (const sub of ["RRTN", "RPCR"]) expect([kind(credit, code(sub)), kind(credit, "", code(sub))]).toEqual(["returned", "returned"]);
    expect(kind(credit, code("OTHR"))).toBe("unknown");
    expect([kind({}, `<CdtDbtInd>CRDT</CdtDbtInd>${RETURN}`), kind(credit, "<CdtDbtInd>DBIT</CdtDbtInd>")]).toEqual(["returned", "paid"]);
    expect(kind({ side: "NONE" }, RETURN)).toBe("unknown");
    const statuses = ["BOOK", "<Prtry>BOOK</Prtry>", "<Cd>PDNG</Cd>", "<Cd>XXXX</Cd>", ""].map((status) => kind({ status }));
    expect(statuses).toEqual(["paid", "paid", "accepted", "unknown", "unknown"]);
    expect(entriesOf(xml("Ntry", `${amt("60.00")}<CdtDbtInd>DBIT</CdtDbtInd>`))).toMatchObject([{ kind: "unknown" }]);
  });
});

describe("a booking of a batch (camt)", () => {
  const batch = (inner = "", id = OWN) => xml("Btch", `<MsgId>${id}</MsgId>${inner}`);
  const foreign = (amount: string) => tx("<EndToEndId>x</EndToEndId>", amount === "" ? "" : amt(amount));
  const whole = { reference: OWN, isWhole: true, kind: "paid", currency: "CNY" };

  test("that names no payment is told of the payout, with its count", () => {
    expect(entriesOf(booking(details(batch("<NbOfTxs>12</NbOfTxs>"))))).toEqual([{ ...whole, amount: 6_000n, count: 12 }]);
    expect(entriesOf(booking(details(xml("Btch", `<PmtInfId>${OWN}</PmtInfId>`))))).toEqual([{ ...whole, amount: 6_000n }]);
    for (const count of ["x1", "1x", "", "1".repeat(16)].filter((text) => text !== ""))
      expect(entriesOf(booking(details(batch(`<NbOfTxs>${count}</NbOfTxs>`))))[0]?.count).toBe(-1);
    expect(entriesOf(booking(`<NtryRef>${OWN}</NtryRef>${details(xml("Btch", "<NbOfTxs>3</NbOfTxs>"))}`))).toEqual([
      { ...whole, amount: 6_000n },
    ]);
    expect(entriesOf(booking(`<AddtlNtryInf>see ${OWN}</AddtlNtryInf>`))).toEqual([{ ...whole, amount: 6_000n, note: `see ${OWN}` }]);
  });

  test("with details of nobody we know is told in their parts, or as one where they have no amounts", () => {
    expect(entriesOf(booking(details(batch("<NbOfTxs>2</NbOfTxs>"), foreign("20.00"), foreign("40.00"))))).toEqual([
      { ...whole, amount: 2_000n },
      { ...whole, amount: 4_000n },
    ]);
    expect(entriesOf(booking(details(batch("<NbOfTxs>2</NbOfTxs>"), foreign("20.00"), foreign(""))))).toEqual([
      { ...whole, amount: 6_000n, count: 2 },
    ]);
    expect(entriesOf(booking(details(batch("<NbOfTxs>2</NbOfTxs>"), foreign("60.00"))))).toEqual([{ ...whole, amount: 6_000n, count: 2 }]);
  });

  test("with payments of ours has a rest, where it has more", () => {
    const ours = (id: string, amount: string, currency?: string) => tx(xml("EndToEndId", id), amount === "" ? "" : amt(amount, currency));
    const rests = (...each: string[]) =>
      entriesOf(booking(`<BookgDt><Dt>2026-11-07</Dt></BookgDt>${details(batch(), ...each)}`)).filter(({ isWhole }) => isWhole);
    expect(rests(ours(LI, "20.00"), ours(WANG, "15.00"))).toEqual([{ ...whole, amount: 2_500n, on: "2026-11-07" }]);
    expect(rests(ours(LI, "20.00"), ours(WANG, "40.00"))).toEqual([]);
    expect(rests(ours(LI, "20.00"), ours(WANG, "41.00"))).toEqual([]);
    expect(rests(ours(LI, "20.00", "USD"), ours(WANG, "15.00"))).toEqual([]);
    expect(rests(ours(LI, ""), ours(WANG, "15.00"))).toEqual([]);
    expect(rests(ours(LI, "20.00"), foreign("15.00"))).toEqual([{ ...whole, amount: 2_500n, on: "2026-11-07" }]);
    const unread = booking(details(batch(), ours(LI, "20.00"), ours(WANG, "15.00")), { amount: amt("x") });
    expect(entriesOf(unread).filter(({ isWhole }) => isWhole)).toEqual([]);
  });

  test("that names two is none; one that its details name is", () => {
    const two = details(batch("", `${OWN} FENRUN-2026-09-1`), foreign("60.00"));
    expect(entriesOf(booking(two))).toMatchObject([{ reference: "x", isWhole: false }]);
    const named = tx(`<PmtInfId>${OWN}</PmtInfId>`);
    expect(entriesOf(booking(details(named, foreign(""))))).toEqual([{ ...whole, amount: 6_000n }]);
    expect(entriesOf(booking(details(foreign("60.00"))))).toMatchObject([{ reference: "x", isWhole: false }]);
  });

  test("without details is told by the booking's own references and text", () => {
    expect(entriesOf(booking(`<NtryRef>${LI}</NtryRef>`))).toEqual([paid]);
    expect(entriesOf(booking("<NtryRef>NOTPROVIDED</NtryRef><AcctSvcrRef>bank-7</AcctSvcrRef>"))).toMatchObject([{ reference: "bank-7" }]);
    expect(entriesOf(booking(details(xml("Btch", "<MsgId>NOTPROVIDED</MsgId><PmtInfId>theirs</PmtInfId>"))))).toMatchObject([
      { reference: "theirs" },
    ]);
    // One detail that names none has the booking's.
    expect(entriesOf(booking(`<NtryRef>${LI}</NtryRef>${details(foreign(""))}`))).toEqual([paid]);
    expect(entriesOf(booking(`<NtryRef>${LI}</NtryRef>${details(tx(xml("EndToEndId", WANG)))}`))).toMatchObject([{ reference: WANG }]);
    expect(entriesOf(booking("") + booking(details(tx(xml("EndToEndId", LI)))) + booking(""))).toHaveLength(3);
  });
});

describe("a status report (pain.002)", () => {
  const group = (inner = "", id = OWN) => xml("OrgnlGrpInfAndSts", `<OrgnlMsgId>${id}</OrgnlMsgId>${inner}`);
  const inBatch = (inner: string, id = `<OrgnlPmtInfId>${OWN}</OrgnlPmtInfId>`) => xml("OrgnlPmtInfAndSts", `${id}${inner}`);
  const status = (reference: string, code: string, more = "") =>
    xml("TxInfAndSts", `<OrgnlEndToEndId>${reference}</OrgnlEndToEndId><TxSts>${code}</TxSts>${more}`);
  const reason = (code: string, more = "") => xml("StsRsnInf", `<Rsn><Cd>${code}</Cd></Rsn>${more}`);
  const report = (body: string) => listed(body, "CstmrPmtStsRpt").entries;
  const file = { reference: OWN, isWhole: true, level: "file" };
  const ofBatch = { reference: OWN, isWhole: true, level: "batch" };
  const one = (kind: string, given = {}) => ({ reference: LI, isWhole: false, kind, ...given });

  test("tells all that the bank says of a payment", () => {
    const original = xml("OrgnlTxRef", xml("Amt", amt("60.00", "CNY", "InstdAmt")));
    const days = "<FctvIntrBkSttlmDt><Dt>2026-11-08</Dt></FctvIntrBkSttlmDt><AccptncDtTm>2026-11-06T23:30:00+08:00</AccptncDtTm>";
    const header = xml("GrpHdr", "<CreDtTm>2026-11-06T09:00:00+08:00</CreDtTm>");
    expect(
      report(`${header}${group()}${inBatch(status(LI, "RJCT", `${reason("AC04", "<AddtlInf>closed</AddtlInf>")}${days}${original}`))}`),
    ).toEqual([one("rejected", { amount: 6_000n, currency: "CNY", on: "2026-11-08", code: "AC04", note: "closed" })]);
    expect(report(header + inBatch(status(LI, "ACSC", "<AccptncDtTm>2026-11-05T23:30:00+08:00</AccptncDtTm>")))).toEqual([
      one("paid", { on: "2026-11-05" }),
    ]);
    expect(report(header + inBatch(status(LI, "ACSC")))).toEqual([one("paid", { on: "2026-11-06" })]);
    expect(report(inBatch(status(LI, "ZZZZ", reason("AC04"))))).toEqual([one("unknown", { code: "ZZZZ AC04" })]);
    expect(report(inBatch(status(LI, "ZZZZ")))).toEqual([one("unknown", { code: "ZZZZ" })]);
  });

  test("names a payment in any of its ids, or in a text; never a whole payout by what is said of one", () => {
    const ids = (inner: string) => report(inBatch(xml("TxInfAndSts", `${inner}<TxSts>ACSC</TxSts>`)));
    for (const name of ["OrgnlEndToEndId", "OrgnlInstrId", "OrgnlTxId"]) expect([name, ids(xml(name, LI))]).toEqual([name, [one("paid")]]);
    expect(ids(`<OrgnlEndToEndId>NOTPROVIDED</OrgnlEndToEndId>${xml("OrgnlTxRef", xml("RmtInf", `<Ustrd>for ${LI}</Ustrd>`))}`)).toEqual([
      one("paid"),
    ]);
    expect(ids(xml("StsRsnInf", `<AddtlInf>of ${LI}</AddtlInf>`))).toEqual([one("paid", { note: `of ${LI}` })]);
    expect(ids(`<OrgnlEndToEndId>NOTPROVIDED</OrgnlEndToEndId><OrgnlInstrId>theirs</OrgnlInstrId>`)).toEqual([
      one("paid", { reference: "theirs" }),
    ]);
    expect(ids("<OrgnlEndToEndId>NOTPROVIDED</OrgnlEndToEndId>")).toEqual([one("paid", { reference: "NOTPROVIDED" })]);
    expect(ids(xml("OrgnlEndToEndId", OWN))).toEqual([one("paid", { reference: OWN })]);
    expect(ids(`<OrgnlEndToEndId>${LI}</OrgnlEndToEndId><OrgnlInstrId>${WANG}</OrgnlInstrId>`)).toEqual([
      one("paid", { isGainsaid: true }),
    ]);
  });

  test("tells of the file and of each batch what the payments don't, with count and control sum", () => {
    expect(report(group(`<GrpSts>RJCT</GrpSts>${reason("FF01", "<AddtlInf>bad</AddtlInf>")}`))).toEqual([
      { ...file, kind: "rejected", code: "FF01", note: "bad" },
    ]);
    expect(report(group("<GrpSts>ACCP</GrpSts>"))).toEqual([{ ...file, kind: "accepted" }]);
    expect(report(group("<GrpSts>ACCP</GrpSts>") + inBatch(status(LI, "ACSC")))).toEqual([one("paid")]);
    expect(
      report(group("<OrgnlNbOfTxs>12</OrgnlNbOfTxs><OrgnlCtrlSum>60</OrgnlCtrlSum><GrpSts>ACCP</GrpSts>") + inBatch(status(LI, "ACSC"))),
    ).toEqual([{ ...file, kind: "accepted", count: 12, amount: 6_000n, currency: "CNY" }, one("paid")]);
    expect(report(group("<OrgnlCtrlSum>60.00</OrgnlCtrlSum>"))).toEqual([{ ...file, kind: "accepted", amount: 6_000n, currency: "CNY" }]);
    expect(report(group("<OrgnlCtrlSum>x</OrgnlCtrlSum>"))).toEqual([{ ...file, kind: "accepted", wrongAmount: "x", currency: "CNY" }]);
    for (const count of ["x1", "1x", "1".repeat(16)])
      expect(report(group(`<OrgnlNbOfTxs>${count}</OrgnlNbOfTxs>`))).toMatchObject([{ count: -1 }]);
    expect(report(group())).toEqual([]);
    expect(report(group(`<GrpSts>ZZZZ</GrpSts>${reason("MS03")}`))).toEqual([{ ...file, kind: "unknown", code: "ZZZZ MS03" }]);
    expect(report(group("<GrpSts>ZZZZ</GrpSts>"))).toEqual([{ ...file, kind: "unknown", code: "ZZZZ" }]);
    expect(report(group("<GrpSts>PART</GrpSts>") + inBatch(status(LI, "ACSC")))).toEqual([one("paid")]);
    expect(report(group("<GrpSts>PART</GrpSts>"))).toMatchObject([{ kind: "unknown", code: "PART" }]);
    expect(report(group() + inBatch(`<PmtInfSts>RJCT</PmtInfSts>${reason("AC04")}`))).toEqual([
      { ...ofBatch, kind: "rejected", code: "AC04" },
    ]);
  });

  test("gives a batch without an id its message's, and takes our id out of a longer one", () => {
    const rejected = `<PmtInfSts>RJCT</PmtInfSts>${reason("AC04")}`;
    expect(report(group() + inBatch(rejected, ""))).toMatchObject([{ reference: OWN, level: "batch" }]);
    expect(report(group() + inBatch(rejected, "<OrgnlPmtInfId>NOTPROVIDED</OrgnlPmtInfId>"))).toMatchObject([{ reference: OWN }]);
    expect(report(group("", "theirs") + inBatch(rejected, "<OrgnlPmtInfId>NOTPROVIDED</OrgnlPmtInfId>"))).toMatchObject([
      { reference: "NOTPROVIDED" },
    ]);
    expect(report(inBatch(rejected, `<OrgnlPmtInfId>${OWN}/x</OrgnlPmtInfId>`))).toMatchObject([{ reference: OWN }]);
    expect(report(inBatch(rejected, "<OrgnlPmtInfId>theirs</OrgnlPmtInfId>"))).toMatchObject([{ reference: "theirs" }]);
  });

  test("hands reasons down to rejections without one, but for those of what was accepted or paid; words of duplication always", () => {
    const rejected = status(LI, "RJCT");
    const below = (body: string) => report(body).filter(({ isWhole }) => !isWhole);
    expect(below(group(`<GrpSts>RJCT</GrpSts>${reason("FF01")}`) + inBatch(rejected))).toEqual([
      one("rejected", { code: "FF01", ofWhole: true }),
    ]);
    expect(below(group(`<GrpSts>PART</GrpSts>${reason("FF01")}`) + inBatch(rejected))).toEqual([
      one("rejected", { code: "FF01", ofWhole: true }),
    ]);
    for (const accepted of ["ACCP", "ACSC"])
      expect(below(group(`<GrpSts>${accepted}</GrpSts>${reason("FF01")}`) + inBatch(rejected))[0]).not.toHaveProperty("code");
    expect(below(group(`<GrpSts>RJCT</GrpSts>${reason("FF01")}`) + inBatch(reason("TM01") + rejected))).toEqual([
      one("rejected", { code: "TM01", ofWhole: true }),
    ]);
    expect(below(group(xml("StsRsnInf", "<AddtlInf>bad</AddtlInf>")) + inBatch(rejected))).toEqual([
      one("rejected", { note: "bad", ofWhole: true }),
    ]);
    expect(below(group(`<GrpSts>RJCT</GrpSts>${reason("FF01")}`) + inBatch(status(LI, "RJCT", reason("AC04"))))).toEqual([
      one("rejected", { code: "AC04" }),
    ]);
    expect(below(group(`<GrpSts>RJCT</GrpSts>${reason("DU01")}`) + inBatch(status(LI, "RJCT", reason("AC04"))))).toEqual([
      one("rejected", { code: "AC04", isDuplicate: true }),
    ]);
    expect(below(group(`<GrpSts>RJCT</GrpSts>${reason("DU01")}`) + inBatch(reason("TM01") + rejected))).toEqual([
      one("rejected", { code: "TM01", isDuplicate: true, ofWhole: true }),
    ]);
    expect(below(group(`<GrpSts>RJCT</GrpSts>${reason("FF01")}`) + inBatch(status(LI, "ACSC")))[0]).not.toHaveProperty("code");
    // In no batch, it has the file's.
    expect(
      below(inBatch(`<PmtInfSts>RJCT</PmtInfSts>${reason("TM01")}`) + group(`<GrpSts>RJCT</GrpSts>${reason("FF01")}`) + rejected),
    ).toEqual([one("rejected", { code: "FF01", ofWhole: true })]);
    const batchAlone = report(group(`<GrpSts>RJCT</GrpSts>${reason("FF01")}`) + inBatch("<PmtInfSts>RJCT</PmtInfSts>"));
    expect(batchAlone).toMatchObject([
      { level: "file", code: "FF01" },
      { level: "batch", code: "FF01" },
    ]);
  });

  test("marks what its levels say differently, at both, and what they count and nobody tells", () => {
    const marks = (body: string) =>
      report(body).map(({ level, kind, isGainsaid }) => `${level ?? "one"} ${kind}${isGainsaid === true ? " gainsaid" : ""}`);
    const rejectedBatch = (inner: string) => inBatch(`<PmtInfSts>RJCT</PmtInfSts>${reason("AC04")}${inner}`);
    expect(marks(group("<GrpSts>ACSC</GrpSts>") + rejectedBatch(""))).toEqual(["file paid gainsaid", "batch rejected gainsaid"]);
    expect(marks(group("<GrpSts>ACCP</GrpSts>") + rejectedBatch(""))).toEqual(["batch rejected"]);
    expect(marks(rejectedBatch(status(LI, "ACSC")))).toEqual(["batch rejected gainsaid", "one paid gainsaid"]);
    expect(marks(rejectedBatch(status(LI, "RJCT")))).toEqual(["batch rejected", "one rejected"]);
    // The batch is accepted; what stands in another one is no matter of it.
    expect(marks(rejectedBatch("") + inBatch(status(LI, "ACSC"), "<OrgnlPmtInfId>b2</OrgnlPmtInfId>"))).toEqual([
      "batch rejected",
      "one paid",
    ]);
    expect(marks(rejectedBatch(status(LI, "RJCT", reason("DU01"))))).toEqual(["batch rejected gainsaid", "one rejected gainsaid"]);
    expect(marks(inBatch(`<PmtInfSts>RJCT</PmtInfSts>${reason("DU01")}${status(LI, "RJCT", reason("DU01"))}`))).toEqual([
      "batch rejected",
      "one rejected",
    ]);
    expect(marks(group(`<GrpSts>RJCT</GrpSts>${reason("AC04")}`) + status(LI, "ACSC"))).toEqual([
      "file rejected gainsaid",
      "one paid gainsaid",
    ]);
    expect(marks(status(LI, "ACSC") + rejectedBatch(""))).toEqual(["batch rejected", "one paid"]);
    const counted = (code: string, count: string) => xml("NbOfTxsPerSts", `<DtldNbOfTxs>${count}</DtldNbOfTxs><DtldSts>${code}</DtldSts>`);
    expect(marks(group(`<GrpSts>PART</GrpSts>${counted("RJCT", "2")}`) + inBatch(status(LI, "RJCT")))).toEqual([
      "file accepted gainsaid",
      "one rejected",
    ]);
    expect(marks(group(`<GrpSts>PART</GrpSts>${counted("RJCT", "1")}${counted("ACSC", "0")}`) + inBatch(status(LI, "RJCT")))).toEqual([
      "one rejected",
    ]);
    expect(marks(group(`<GrpSts>RJCT</GrpSts>${reason("AC04")}${counted("RJCT", "2")}`))).toEqual(["file rejected"]);
    expect(marks(group(`<GrpSts>PART</GrpSts>${counted("RJCT", "1")}${counted("RJCT", "1")}`) + inBatch(status(LI, "RJCT")))).toEqual([
      "file accepted gainsaid",
      "one rejected",
    ]);
    expect(marks(group(`<GrpSts>PART</GrpSts>${counted("RJCT", "9")}`) + rejectedBatch(""))).toEqual(
      ["file accepted", "batch rejected"].slice(1),
    );
    expect(marks(group(`<GrpSts>ACCP</GrpSts>${counted("ACSC", "x")}${counted("ACSP", "7")}`))).toEqual(["file accepted"]);
  });
});

describe("what messages are made of", () => {
  const element = (name: string, text: string, children: readonly XmlElement[] = []): XmlElement => ({
    name,
    attributes: {},
    children,
    text,
  });

  test("messages are known by their element in all versions, and by no name that only holds one", () => {
    const format = (name: string) => listed("", name).formats[0];
    const names = {
      "pain.002": ["CstmrPmtStsRpt", "pain.002.001.02"],
      "camt.052": ["BkToCstmrAcctRpt", "BkToCstmrAcctRptV01", "camt.052.001.01"],
      "camt.053": ["BkToCstmrStmt", "BkToCstmrStmtV02", "camt.053.001.01"],
      "camt.054": ["BkToCstmrDbtCdtNtfctn", "BkToCstmrDbtCdtNtfctnV12", "camt.054.001.01"],
    };
    for (const [wanted, all] of Object.entries(names))
      for (const name of all) {
        expect([name, format(name)]).toEqual([name, wanted]);
        for (const other of [`x${name}`, `${name}x`, `${name}.x`]) expect([other, format(other)]).toEqual([other, undefined]);
      }
    for (const other of ["pain.002.001.x2", "camt.052.001.0x", "BkToCstmrStmtVx1", "BkToCstmrAcctRptV1"])
      expect(format(other)).toBeUndefined();
    expect(listed("", "FIToFICstmrCdtTrf").foreign).toEqual(["FIToFICstmrCdtTrf"]);
    const list = new EntryList();
    const many = Array.from({ length: 25 }, (_, count) => `<Document><F${count}><Inner/></F${count}></Document>`).join("");
    expect(readMessages([many], "CNY", list).foreign).toEqual(Array.from({ length: 20 }, (_, count) => `F${count}`));
  });

  test("entries are numbered, cut and masked, but for references of ours; there are limits", () => {
    const list = new EntryList();
    list.add({ reference: LI, isWhole: false, kind: "paid", code: " A ", note: "" });
    list.add({ reference: OWN, isWhole: true, kind: "paid", note: "x".repeat(300) });
    list.add({ reference: `6222020200112233453 ${"y".repeat(80)}`, isWhole: false, kind: "unknown", code: "z".repeat(40) });
    list.add({ reference: undefined, isWhole: false, kind: "paid" });
    expect(list.entries).toEqual([
      { number: 1, reference: LI, isWhole: false, kind: "paid", code: "A" },
      { number: 2, reference: OWN, isWhole: true, kind: "paid", note: "x".repeat(200) },
      { number: 3, reference: `****3453 ${"y".repeat(61)}`, isWhole: false, kind: "unknown", code: "z".repeat(35) },
      { number: 4, reference: "", isWhole: false, kind: "paid" },
    ]);
    expect(() => new EntryList().checkCount(200_000)).not.toThrow();
    expect(() => new EntryList().checkCount(200_001)).toThrow("report-too-many-entries (maximum 200000)");
    expect(new BankReportError([]).name).toBe("BankReportError");
  });

  test("a reference is looked for in fields before texts, a payment's before a payout's, and in broken texts last", () => {
    expect(findReference([OWN], [LI])).toEqual({ reference: LI, isWhole: false });
    expect(findReference([OWN], ["x"])).toEqual({ reference: OWN, isWhole: true });
    expect(findReference([LI], [WANG])).toEqual({ reference: LI, isWhole: false });
    expect(findReference([LI, WANG], [])).toEqual({ reference: LI, isWhole: false, isGainsaid: true });
    expect(findReference([], [LI.slice(0, 14), LI.slice(14)])).toEqual({ reference: LI, isWhole: false });
    expect(findReference([LI.slice(0, 14), LI.slice(14)], [])).toBeUndefined();
    expect(findReference([undefined, LI], [undefined])).toEqual({ reference: LI, isWhole: false });
    // One that stands whole is not joined to what follows.
    expect(findReference([], [LI, "A"])).toEqual({ reference: LI, isWhole: false });
    expect(findReference(["x"], ["y"])).toBeUndefined();
  });

  test("what banks write where there is no reference says nothing", () => {
    for (const text of ["NOTPROVIDED", " not provided ", "NOT\tPROVIDED", "  NOTPROVIDED  "]) expect(isProvided(text), text).toBe(false);
    for (const text of ["XNOTPROVIDED", "NOTPROVIDED1", "NOT-PROVIDED", ""]) expect(isProvided(text), text).toBe(true);
    expect(isProvided(undefined)).toBe(false);
  });

  test("an amount that can't be read is told, with its currency, and long numbers masked", () => {
    expect(readAmountIn("60.5", "CNY")).toEqual({ amount: 6_050n, currency: "CNY" });
    expect(readAmountIn("60.505", "CNY")).toEqual({ currency: "CNY", wrongAmount: "60.505", hasFraction: true });
    expect(readAmountIn("123456789012.505", "CNY")).toMatchObject({ wrongAmount: "123456789012.505" });
    for (const text of ["-123456.50", "+1x"]) expect(readAmountIn(text, "CNY")).toEqual({ currency: "CNY", wrongAmount: text });
    for (const text of ["x123456789.50", "123456789.50x", "1234567890123456"])
      expect(readAmountIn(`-${text}`, "CNY").wrongAmount).toContain("****");
    expect(readAmountIn("60", "")).toEqual({ wrongAmount: "60" });
    expect(readAmountIn("60", "cny")).toEqual({ wrongAmount: "60 cny" });
    for (const currency of ["XCNY", "CNYX"]) expect(readAmountIn("60", currency)).toEqual({ wrongAmount: `60 ${currency}` });
  });

  test("a day is that of a date or a moment, as it is written; one that isn't is none", () => {
    const day = (text: string, name = "") => dayAt(name === "" ? element("D", text) : element("D", "", [element(name, text)])).on;
    expect([day("2026-11-07"), day("2026-11-07", "Dt"), day("2026-11-07T23:59:00-11:00", "DtTm")]).toEqual(Array(3).fill("2026-11-07"));
    expect([day("2026-10-31"), day("2026-01-09"), day("2026-12-20")]).toEqual(["2026-10-31", "2026-01-09", "2026-12-20"]);
    for (const text of ["x2026-11-07", "2026-13-01", "2026-00-01", "2026-11-00", "2026-11-32", "", "soon"])
      expect(day(text), text).toBeUndefined();
    expect(dayAt(undefined)).toEqual({});
    expect(dayAt(element("D", ""))).toEqual({});
  });

  test("reasons are read by all of their names, several of them in order, and nothing else's", () => {
    const info = (...children: XmlElement[]) => element("StsRsnInf", "", children);
    const code = (name: string, text: string, kind = "Cd") => element(name, "", [element(kind, text)]);
    const reason = (...all: XmlElement[]) => reasonOf(element("X", "", all), "StsRsnInf", "rejected");
    for (const name of ["Rsn", "StsRsn", "RtrRsn"]) expect(reason(info(code(name, "AC04")))).toEqual({ code: "AC04" });
    expect(reason(info(code("Rsn", "closed", "Prtry")))).toEqual({ code: "closed" });
    for (const name of ["AddtlInf", "AddtlStsRsnInf", "AddtlRtrRsnInf"])
      expect(reason(info(element(name, "text")))).toEqual({ note: "text" });
    expect(
      reason(
        info(code("Rsn", "AC04"), element("AddtlInf", "a"), element("AddtlInf", ""), element("Orgtr", "no")),
        info(code("Rsn", "BE01"), element("AddtlInf", "b")),
      ),
    ).toEqual({
      ...{ code: "AC04 BE01", note: "a b" },
    });
    expect(reason({ ...info(code("Rsn", "AC04")), name: "RtrInf" })).toEqual({});
    expect(reason(info(code("Rsn", "AM05")))).toEqual({ code: "AM05", isDuplicate: true });
    expect(reason(info(element("AddtlInf", "already received")))).toEqual({ note: "already received", isDuplicate: true });
  });

  test("long numbers are masked, and no amount, day or reference of ours", () => {
    expect(toldText("  a\n\n b\u0000c  ", 50)).toBe("a b c");
    expect(toldText("paid 1234567.89 and 1.50", 50)).toBe("paid 1234567.89 and 1.50");
    expect(toldText("12345678.90 1234567.891 x", 50)).toBe("****7891 x");
    expect(toldText("on 2026-11-07, 07/11/2026, 20261107", 50)).toBe("on 2026-11-07, 07/11/2026, 20261107");
    for (const kept of ["2026-11-7", "2026/9/5", "7.9.2026", "commission 2026-09", "payout 2026-09-1, 2026.10"])
      expect(toldText(kept, 50)).toBe(kept);
    for (const account of ["2026-09-123456", "6222-2026-09-1", "2026/9/5/6222", "2026-09.1234"])
      expect(toldText(account, 50)).toMatch(/^\*{4}\d{4}$/);
    expect(toldText("6222_0202_0011", 50)).toBe("****0011");
    expect(toldText("6222abc0202", 50)).toBe("6222abc0202");
  });
});

describe("a CSV of outcomes", () => {
  /** Of one row; in which it stands is told by the tests of views. */
  const read = (text: string) => {
    const { entries, ...told } = readReportCsv(utf8(text), "CNY", "utf-8");
    return { ...told, entries: entries.map(({ line: _, ...entry }) => entry) };
  };
  const one = (row: string, header = "reference,outcome,amount,currency,date,code,note") => read(`${header}\n${row}`).entries[0];
  const reasonsOf = (text: string) => {
    try {
      read(text);
      return [];
    } catch (error) {
      return error instanceof BankReportError ? briefs(error.issues) : [error];
    }
  };

  test("is read by each of its columns' names, and without those that may be missing", () => {
    const names = Object.entries(BANK_REPORT_COLUMNS).map(([column, { names }]) => [column, ...names]);
    const most = Math.max(...names.map(({ length }) => length));
    for (let place = 0; place < most; place += 1) {
      const header = names.map((each) => each[place] ?? each[0]);
      expect([header, read(`${header.join(",")}\n${LI},成功,60,CNY,2026-11-07,C,n,0`).entries]).toEqual([
        header,
        [{ ...paid, on: "2026-11-07", code: "C", note: "n" }],
      ]);
    }
    expect(one(`${LI},paid`, "reference,outcome")).toEqual({ reference: LI, isWhole: false, kind: "paid", code: "", note: "" });
  });

  test("knows outcomes in both languages and as ISO says them, whatever their width, case and blanks", () => {
    const kinds = {
      paid: "paid success successful succeeded completed settled 成功 已付 已付款 已支付 已入账 已完成 付款成功 支付成功 交易成功 处理成功 转账成功 入账成功 ACSC accc ＰＡＩＤ",
      rejected:
        "rejected failed failure declined refused 失败 被拒 已拒绝 拒绝 银行拒付 付款失败 支付失败 交易失败 处理失败 转账失败 入账失败 RJCT Failed",
      returned: "returned 退汇 已退汇 退回 已退回 退票 已退票 银行退汇 退汇成功",
      accepted: "accepted pending processing 已受理 受理中 处理中 银行处理中 银行已受理 已提交 ACSP",
      unknown: "toString 不明 XXXX",
    };
    for (const [kind, words] of Object.entries(kinds))
      for (const word of words.split(" ")) expect([word, one(`${LI},${word},,,,,`)?.kind]).toEqual([word, kind]);
    expect(one(`${LI},付款 成功,,,,,`)?.kind).toBe("paid");
    expect(one(`${LI},odd,,,,C1,`)?.code).toBe("odd C1");
    expect(one(`${LI},odd,,,,,`)?.code).toBe("odd");
  });

  test("finds our reference in its column or in a remark, and never a whole payout", () => {
    expect(one(`x,paid,,,,,for ${LI}`)).toMatchObject({ reference: LI, isWhole: false });
    expect(one(`${LI.toLowerCase()},paid,,,,,`)).toMatchObject({ reference: LI });
    expect(one(`${OWN},paid,,,,,`)).toMatchObject({ reference: OWN, isWhole: false });
    expect(one("x,paid,,,,,")).toMatchObject({ reference: "x", isWhole: false });
    expect(one(`${LI},rejected,,,,AM05,`)).toMatchObject({ isDuplicate: true });
    expect(one(`${LI},rejected,,,,AC04,`)).not.toHaveProperty("isDuplicate");
    // Under whatever name the bank's words stand.
    for (const name of ["备注", "摘要", "返回信息", "Comment", "remarks"])
      expect(one(`${LI},rejected,TM01,重复提交`, `reference,outcome,code,${name}`)).toMatchObject({ isDuplicate: true });
  });

  test("has amounts in the agency's currency, or another's listed as it is written", () => {
    expect(one(`${LI},paid,60,,,,`)).toMatchObject({ amount: 6_000n, currency: "CNY" });
    expect(one(`${LI},paid,60,ｕｓｄ,,,`)).toMatchObject({ amount: 6_000n, currency: "USD" });
    expect(one(`${LI},paid,60,JPY,,,`)).toMatchObject({ amount: 60n, currency: "JPY" });
    expect(one(`${LI},paid,,USD,,,`)).toMatchObject({ currency: "USD" });
    expect(one(`${LI},paid,,,,,`)).not.toHaveProperty("currency");
    expect(one(`${LI},paid,1.2345,USD,,,`)).toMatchObject({ wrongAmount: "1.2345", currency: "USD" });
    expect(one(`${LI},paid,60,,,,`)).not.toHaveProperty("wrongAmount");
    expect(one(`${LI},paid,0,,,,`)).toMatchObject({ amount: 0n });
  });

  test("lists an odd amount, currency, date or charge with what stands there, and takes what programs put where nothing is", () => {
    const odd = { reference: LI, currency: "CNY" };
    expect(one(`${LI},paid,-60.00,,,,`)).toMatchObject({ ...odd, wrongAmount: "-60.00" });
    expect(one(`${LI},paid,60.00,,2026-02-30,,`)).toMatchObject({ ...odd, amount: 6_000n, wrongDate: "2026-02-30" });
    expect(one(`${LI},paid,60.00,,2026-13-01,,`)).toMatchObject({ ...odd, wrongDate: "2026-13-01" });
    expect(one(`${LI},paid,60.00,,6222-13-12,,`)).toMatchObject({ ...odd, wrongDate: "****1312" });
    expect(one(`${LI},paid,60,,-,,`)).toEqual(one(`${LI},paid,60,,,,`));
    for (const currency of ["XCNY", "CN", "12"]) {
      const read = one(`${LI},paid,60,${currency},,,`);
      expect([read?.wrongAmount, read?.amount, read?.currency]).toEqual([`60 ${currency}`, undefined, undefined]);
    }
    for (const own of ["人民币", "rmb", "￥", "元", "CNY"])
      expect(one(`${LI},paid,60,${own},,,`)).toMatchObject({ ...odd, amount: 6_000n });
    const header = "reference,outcome,amount,charges";
    expect(one(`${LI},returned,60,abc`, header)).toMatchObject({ ...odd, wrongAmount: "60 abc" });
    expect(one(`${LI},returned,60,-1`, header)).toMatchObject({ ...odd, wrongAmount: "60 -1" });
    for (const none of ["-", "--", "/", "0", ""]) expect(one(`${LI},returned,60,${none}`, header)).not.toHaveProperty("charges");
    expect(one(`${LI},paid,60,abc`, header)).toMatchObject({ ...odd, amount: 6_000n });
    expect(reasonsOf(`${header}\n${LI},returned,60,"1,234"`)[0]).toBe("line 2: charges: amount-ambiguous");
  });

  test("is refused by line for what can't be read, with what is expected, and for no more lines than one reads", () => {
    const header = "reference,outcome,amount,currency,date";
    const reason = (row: string) => reasonsOf(`${header}\n${row}`)[0];
    // What is no amount of the currency is listed; what can be read in two ways may be so in every line.
    expect(reason(`${LI},paid,1.2345,CNY,`)).toBeUndefined();
    expect(reason(`${LI},paid,"1,234",CNY,`)).toMatch(/^line 2: amount: /);
    expect(reason(`${LI},paid,1E3,CNY,`)).toBe("line 2: amount: number-rounded");
    for (const date of ["10/11/2026", "1.2.26", "10-11-2026"])
      expect(reason(`${LI},paid,1,,${date}`), date).toBe("line 2: date: date-malformed");
    for (const date of ["2026-02-30", "10/11-2026", "x10/11/2026", "10/11/2026x", "10/11/202"])
      expect(reason(`${LI},paid,1,,${date}`), date).toBeUndefined();
    expect(reason(`${LI},paid,1,,,more`)).toBe("line 2: column-unnamed");
    for (const rounded of ["6E18", "6.22202E+18", '"6,2E+1"', "6e+18"])
      expect(reason(`${rounded},paid,1,,`), rounded).toMatch(/^line 2: reference: /);
    for (const fine of ["66E18", "6E18X", "XE18", "6.E18", "E18"]) expect(reason(`${fine},paid,1,,`), fine).toBeUndefined();
    const wrong = (count: number) => reasonsOf(`${header}\n${Array(count).fill(`${LI},paid,1E3,,`).join("\n")}`);
    expect([wrong(20).length, wrong(20)[19]]).toEqual([20, "line 21: amount: number-rounded"]);
    expect([wrong(23).length, wrong(23)[20]]).toEqual([21, "more-rows"]);
  });
});

describe("a report as a file", () => {
  const PAIN = `<Document><CstmrPmtStsRpt><OrgnlPmtInfAndSts><TxInfAndSts><OrgnlEndToEndId>${LI}</OrgnlEndToEndId><TxSts>ACSC</TxSts></TxInfAndSts></OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>`;
  const CSV = `reference,outcome\n${LI},paid\n`;
  const read = async (bytes: Uint8Array, name = "f") => {
    const answer = await parseBankReport(bytes, name, "CNY");
    return answer.ok ? answer.value : { ...answer, format: undefined, sha256: "", reportId: "", sources: [], name: "" };
  };

  test("has the hash of its content, its format, a name without long numbers, and how its tables were read", async () => {
    const pain = await read(utf8(PAIN), `6222020200112233453-${"x".repeat(200)}.xml`);
    expect(pain.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(pain.reportId).toBe(pain.sha256.slice(0, 32));
    expect([pain.format, pain.sources, pain.name.length, pain.name.startsWith("****3453-")]).toEqual(["pain.002", [], 120, true]);
    const csv = await read(utf8(CSV));
    expect([csv.format, csv.sources]).toEqual(["csv", [{ encoding: "utf-8", separator: ",", ignored: [] }]]);
    const both = await read(zipSync({ a: utf8(PAIN), b: utf8(CSV) }));
    expect([both.format, both.sources.length]).toEqual(["several", 1]);
    const swapped = await read(zipSync({ x: utf8(CSV), y: utf8(PAIN) }));
    expect(swapped.sha256).toBe(both.sha256);
    expect(new Set([pain.sha256, csv.sha256, both.sha256]).size).toBe(3);
  });

  test("that is called a table and is none refuses the whole archive; others are listed", async () => {
    const zipped = (name: string) => read(zipSync({ "a.xml": utf8(PAIN), [name]: utf8("hello") }));
    for (const name of ["b.csv", "b.CSV", "b.xlsx"]) expect([name, (await zipped(name)).format]).toEqual([name, undefined]);
    for (const name of ["b.txt", "b.csv.bak"]) expect([name, (await zipped(name)).format]).toEqual([name, "pain.002"]);
    const listedFile = await parseBankReport(zipSync({ "a.xml": utf8(PAIN), "b.txt": utf8("hello") }), "z", "CNY");
    expect(listedFile.ok && listedFile.value.entries[1]).toEqual({
      number: 2,
      reference: "b.txt",
      isWhole: false,
      kind: "unknown",
      code: "UNREAD",
    });
  });

  test("says whether a workbook is in it, perhaps in an archive; what is damaged holds none", async () => {
    const book = zipSync({ "xl/workbook.xml": strToU8("<workbook/>") });
    expect(await holdsWorkbook(book, "a.xlsx")).toBe(true);
    expect(await holdsWorkbook(zipSync({ "a.txt": utf8("x"), "b.xlsx": book }), "a.zip")).toBe(true);
    expect(await holdsWorkbook(zipSync({ "a.txt": utf8("x") }), "a.zip")).toBe(false);
    expect(await holdsWorkbook(utf8(CSV), "a.csv")).toBe(false);
    expect(await holdsWorkbook(zipSync({ a: utf8("x".repeat(50)) }).subarray(0, 20), "a.zip")).toBe(false);
  });

  test("that only begins nearly as an archive does is none", async () => {
    const isPlain = async (...bytes: number[]) => {
      const [file] = await unpack({ name: "f", bytes: Uint8Array.from(bytes) }, { bytes: 10, files: 1, depth: 1 });
      return file?.bytes.length === bytes.length;
    };
    for (const bytes of [
      [0x1f, 0],
      [0, 0x8b],
      [0x50, 0, 3, 4],
      [0, 0x4b, 3, 4],
      [0x50, 0x4b, 3, 0],
      [0x50, 0x4b, 0, 4],
      [0x50, 0x4b, 5, 0],
      [0x50, 0x4b, 0, 6],
      [0x50, 0x4b, 3, 6],
    ])
      expect([bytes, await isPlain(...bytes)]).toEqual([bytes, true]);
  });
});
