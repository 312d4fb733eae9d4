import { describe, expect, test } from "vitest";
import { bookedPartsCodec, paymentBookingsCodec } from "../../../shared/payouts/model/booking.ts";
import { linesText, readLines } from "../../../shared/payouts/model/lines-file.ts";
import { numberedOutcomeCodec, outcomeCodec, paymentCodec } from "../../../shared/payouts/model/payment.ts";
import { clearanceCodec, holdCodec, payoutCodec, payoutTotalsCodec, paysNobody } from "../../../shared/payouts/model/payout.ts";
import { mayBePaid, needsSecond, notAtBank } from "../../../shared/payouts/model/transitions.ts";
import { AT, CONTENT, NONE, payoutOf } from "./records.ts";

/** Records as they are stored since the first version of their forms: another form of them would have to be read too. */

const COUNT = '{"count":2,"amount":300}';
const EXCLUDED = `"excluded":{"payments-on-hold":${COUNT},"no-payee":${COUNT},"payee-security-hold":${COUNT},"needs-new-details":${COUNT},"needs-a-look":${COUNT},"not-in-bank-file":${COUNT}}`;
const ACT = `"by":"fay","at":"${AT}","comment":"c"`;
const FAILED =
  '{"payoutId":"2026-04-1","reference":"r","amount":9007199254740993,"payeeVersion":1,"number":2,"kind":"rejected","on":"2026-05-02","code":"AC04","ofWhole":true,"by":["bo"],"reportId":"a1","confirmedBy":"eve"}';
const PAYMENT = `"payoutId":"2026-05-1","advisorId":"li","reference":"r","amount":150,"statement":50,"earlier":100,"payeeVersion":1,"payeeHash":"h","accountLast4":"4321","again":[${FAILED}]`;
const OUTCOME = `"kind":"returned","at":"${AT}","by":"bo","on":"2026-06-01","code":"AC04","note":"n","ofWhole":true,"charges":"7","comment":"c","reportId":"a1","alsoBy":["al"],"proposalId":"p","approvedBy":"gus","corrects":1`;
const BOOKING = '"place":"1/3/2","reference":"r","detail":"d","entryReference":"e","day":"2026-06-01"';

test.each([
  [
    "a payout",
    payoutCodec,
    `"payoutId":"2026-05-1","month":"2026-05","status":"confirmed","lockVersion":5,"gate":3,"drafted":{${ACT}},"issues":[{"code":"payout-empty","params":{}}],"restartedAt":"${AT}","content":{"hash":"h","payments":${COUNT},${EXCLUDED},"again":${COUNT},"outcomeAuthors":["zoe"],"adjustmentAuthors":["ida"],"settings":{"debtor":["d"],"formats":["f"]},"formats":[{"format":"pain.001","issue":"iban","column":"Account"}]},"approved":{${ACT},"signs":"s"},"exported":{${ACT},"executeOn":"2026-06-05","format":"pain.001"},"downloaded":{${ACT},"format":"pain.001"},"withdrawal":{${ACT}},"confirmed":{${ACT},"paid":${COUNT}},"withdrawn":{${ACT}}`,
  ],
  [
    "a payout's totals",
    payoutTotalsCodec,
    `"lockVersion":5,"paid":${COUNT},"rejected":${COUNT},"returned":${COUNT},"charges":7,"isHeard":true`,
  ],
  ["a hold", holdCodec, `"by":"gus","at":"${AT}","advisorId":"li","reason":"asked"`],
  [
    "a clearance",
    clearanceCodec,
    `${ACT},"advisorId":"li","kind":"looked","payoutId":"2026-05-1","number":1,"proposalId":"p","approvedBy":"gus"`,
  ],
  ["a clearance by two", clearanceCodec, `${ACT},"advisorId":"li","kind":"confirmed","payoutId":"2026-05-1","number":1`],
  ["a payment", paymentCodec, PAYMENT],
  ["an outcome", outcomeCodec, OUTCOME],
  [
    "an outcome with its payment",
    numberedOutcomeCodec,
    `"payment":{${PAYMENT}},"number":2,"from":"in-transit","outcome":{${OUTCOME}},"charges":-7`,
  ],
  [
    "bookings of a payment",
    paymentBookingsCodec,
    `"lockVersion":1,"bookings":[{${BOOKING},"kind":"paid","reportId":"a1","isAgain":true},{"place":"1/1/1","kind":"rejected","reportId":"a1"},{"place":"1/1/2","kind":"returned","reportId":"a1"}]`,
  ],
  ["booked parts", bookedPartsCodec, `"lockVersion":1,"parts":[{"reportId":"a1","amount":300,"count":2,"booking":{${BOOKING}}}]`],
])("payout records: %s is read and written as it is stored", (_, codec, members) => {
  const text = `{"form":1,${members}}`;
  expect(codec.encode(codec.decode(text) as never)).toBe(text);
});

test("payout records: a line that is left out is told with all that it waits for", () => {
  const line = `{"advisorId":"li","amount":150,"bankFile":{"code":"iban","column":"Account","format":"pain.001"},"kind":"excluded","name":"Li","payoutId":"2026-05-1","reason":"needs-a-look","storeId":"s1","until":"${AT}","waits":[`;
  const waits = '{"amount":150,"by":["bo"],"kind":"returned","number":2,"payeeVersion":1,"payoutId":"2026-04-1","reference":"r"}]}\n';
  expect(linesText(readLines(line + waits))).toBe(line + waits);
});

describe("a payout", () => {
  const exported = { by: "fay", at: AT, executeOn: "2026-06-05", format: "pain.001" };
  const downloaded = { by: "fay", at: AT, format: "pain.001" };

  test("can have its file at a bank once it was exported, unless it was withdrawn", () => {
    expect(notAtBank(payoutOf("exported", { exported }), "not-exported")).toBeUndefined();
    expect(notAtBank(payoutOf("approved"), "file-not-exported")).toEqual({ code: "file-not-exported", params: { payoutId: "2026-05-1" } });
    expect(notAtBank(payoutOf("withdrawn", { exported }), "not-exported")).toEqual({
      ...{ code: "payout-withdrawn", params: { payoutId: "2026-05-1" } },
    });
  });

  test("is withdrawn by two as long as it is exported and was downloaded, and may be paid once it was downloaded", () => {
    expect(needsSecond(payoutOf("exported", { downloaded }))).toBe(true);
    expect(needsSecond(payoutOf("confirmed", { downloaded }))).toBe(false);
    expect(needsSecond(payoutOf("exported"))).toBe(false);
    expect([mayBePaid(payoutOf("exported", { downloaded }), undefined), mayBePaid(payoutOf("exported"), undefined)]).toEqual([true, false]);
  });

  test("pays nobody where its draft has no payments", () => {
    const content = { ...CONTENT, payments: NONE };
    expect(
      [payoutOf("draft", { content }), payoutOf("draft"), payoutOf("withdrawn", { content }), payoutOf("drafting")].map(paysNobody),
    ).toEqual([...[true, false, false, false]]);
  });
});
