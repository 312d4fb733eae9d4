import { afterAll, beforeAll, expect, test } from "vitest";
import type { Wiring } from "../../../functions/_platform/wiring.ts";
import { parseBankReport } from "../../../shared/payouts/bank-reports/formats/parse-report.ts";
import { uploadBankReport } from "../../../shared/payouts/bank-reports/steps/upload-report.ts";
import { referenceOf } from "../../../shared/payouts/model/reference.ts";
import { readPayment } from "../../../shared/payouts/steps/read-payout.ts";
import { briefs } from "../../support/issues.ts";
import { type Ledgers, startLedgers } from "../../support/ledger.ts";
import { exportedPayout, FINANCE, openStatedWorld } from "../../support/payouts.ts";

/** A bank that pays twice, in the table: what a report told of bookings is there when the next one comes. */

let ledgers: Ledgers;
beforeAll(async () => {
  ledgers = await startLedgers();
});
afterAll(() => ledgers.stop());

const FIRST = "2026-10-1";
const fay = FINANCE("fay");

function statement(reference: string, inner: string, amount = "60.00") {
  return `<Document><BkToCstmrStmt><Stmt><Ntry><Amt Ccy="CNY">${amount}</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts><AcctSvcrRef>${reference}</AcctSvcrRef><NtryDtls>${inner}</NtryDtls></Ntry></Stmt></BkToCstmrStmt></Document>`;
}
const single = (reference: string, advisorId = "li") =>
  statement(reference, `<TxDtls><Refs><EndToEndId>${referenceOf(FIRST, advisorId)}</EndToEndId></Refs></TxDtls>`);
const batch = (reference: string, amount: string) => statement(reference, `<Btch><PmtInfId>FENRUN-${FIRST}</PmtInfId></Btch>`, amount);

async function apply(file: string, deps: Wiring) {
  const reading = await parseBankReport(new TextEncoder().encode(file), "statement.xml", "CNY");
  if (!reading.ok) throw new Error(briefs(reading.issues).join("\n"));
  return (await uploadBankReport(reading.value, fay, deps)).matches;
}
const stateOf = async (advisorId: string, deps: Wiring) => (await readPayment(FIRST, advisorId, deps))?.state;

test("booked twice: a second debit in another statement is listed, whenever it is told; the first one told again is known", async () => {
  const { p } = await openStatedWorld(ledgers, { li: 1, wang: 1 });
  await exportedPayout(p);
  expect(await apply(single("b1"), p)).toEqual({ applies: 1 });
  expect(await apply(single("b2"), p)).toEqual({ "booked-twice": 1 });
  expect(
    await apply(single("b1").replaceAll("Stmt", "AcctRpt").replaceAll("<AcctRpt>", "<Rpt>").replaceAll("</AcctRpt>", "</Rpt>"), p),
  ).toEqual({
    "already-recorded": 1,
  });
  // The very same files say the same.
  expect(await apply(single("b1"), p)).toEqual({ applies: 1 });
  expect(await apply(single("b2"), p)).toEqual({ "booked-twice": 1 });
  expect(await stateOf("li", p)).toBe("paid");
  expect(await stateOf("wang", p)).toBe("in-transit");
});

test("booked twice: of two reports at one moment one debit is recorded, and the other is listed", async () => {
  const { p } = await openStatedWorld(ledgers, { li: 1, wang: 1 });
  await exportedPayout(p);
  const matches = await Promise.all([apply(single("b1"), p), apply(single("b2"), p)]);
  expect(matches.map((each) => Object.keys(each ?? {}).join()).sort()).toEqual(["applies", "booked-twice"]);
  expect((await readPayment(FIRST, "li", p))?.payment.outcomes).toHaveLength(1);
});

test("booked twice: what is kept is written at the version that was read, and parts of a payout are recorded once they come to it", async () => {
  const { p } = await openStatedWorld(ledgers, { li: 1, wang: 1 });
  await exportedPayout(p);
  expect(await apply(batch("b1", "50.00"), p)).toEqual({ "part-kept": 1 });
  const { parts } = await p.payouts.bookings(FIRST, ["li"]);
  expect(parts).toMatchObject({ lockVersion: 1, parts: [{ amount: 5_000n }] });
  if (parts === undefined) throw new Error("nothing was kept");
  expect(await p.payouts.keepBookings(FIRST, { payments: new Map(), parts })).toBe("stale");
  expect(await apply(batch("b2", "70.00"), p)).toEqual({ applies: 1 });
  expect([await stateOf("li", p), await stateOf("wang", p)]).toEqual(["paid", "paid"]);
  expect(await apply(batch("b1", "50.00"), p)).toEqual({ "already-recorded": 1 });
  expect(await apply(batch("b3", "120.00"), p)).toEqual({ "booked-twice": 1 });
});
