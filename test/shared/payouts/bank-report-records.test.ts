import { expect, test } from "vitest";
import {
  type BankReport,
  bankReportCodec,
  bankReportEntryCodec,
  isToBeApplied,
  matchedEntryCodec,
  reportStatus,
  SETTLED_MATCHES,
} from "../../../shared/payouts/bank-reports/model/bank-report.ts";

const AT = "2026-06-05T01:00:00.000Z";
const BOOKING = '"booking":{"place":"1/3/2","reference":"r","detail":"d","entryReference":"e","day":"2026-06-01"}';
const ENTRY = `"number":1,"line":2,"sheet":"s","reference":"r","isWhole":true,"kind":"accepted","level":"file","amount":9007199254740993,"currency":"CNY","wrongAmount":"x","hasFraction":true,"count":-1,"charges":3,"on":"2026-06-01","wrongDate":"y","code":"AC04","note":"n","ofWhole":true,"isDuplicate":true,"isGainsaid":true,${BOOKING}`;
const REPORT = `"reportId":"a1","format":"several","name":"f.xml","sha256":"h","by":"fay","at":"${AT}","status":"applying","entriesKey":"k","entries":3,"datedAhead":1,"matches":{"applies":2,"adds-reason":1},"appliedAt":"${AT}","issues":[{"code":"not-found","params":{}}],"restartedAt":"${AT}","openKey":"o"`;
const BATCH = '"number":1,"reference":"r","isWhole":false,"kind":"unknown","level":"batch"';

test.each([
  ["an entry", bankReportEntryCodec, ENTRY],
  ["an entry of a batch", bankReportEntryCodec, BATCH],
  ["an entry with its match", matchedEntryCodec, `"entry":{${ENTRY}},"match":"part-kept","ours":{"count":2,"amount":300},"isAhead":true`],
  ["a report", bankReportCodec, REPORT],
  ["a report that is applied", bankReportCodec, REPORT.replace("applying", "applied")],
])("bank report records: %s is read and written as it is stored since the first version of its form", (_, codec, members) => {
  const text = `{"form":1,${members}}`;
  expect(codec.encode(codec.decode(text) as never)).toBe(text);
});

test("bank report records: a report is applied once, and again where it was sent again; it failed where its first application did", () => {
  const { issues, restartedAt: _, ...rest } = bankReportCodec.decode(`{"form":1,${REPORT}}`);
  const report: BankReport = rest;
  const applied: BankReport = { ...report, status: "applied" };
  expect([report, applied, { ...applied, restartedAt: AT }, { ...report, restartedAt: AT }].map(isToBeApplied)).toEqual([
    true,
    false,
    true,
    true,
  ]);
  const failed = issues === undefined ? {} : { issues };
  expect([report, { ...report, ...failed }, applied, { ...applied, ...failed }].map(reportStatus)).toEqual([
    ...["applying", "failed", "applied", "applied"],
  ]);
});

test("bank report records: what is recorded, known or accepted needs nobody to look at it", () => {
  expect([...SETTLED_MATCHES]).toEqual(["applies", "already-recorded", "adds-reason", "accepted"]);
});
