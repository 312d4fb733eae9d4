import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "../../../shared/base/calendar/month.ts";
import { stringifyExact } from "../../../shared/base/json/exact-json.ts";
import { isBusinessDay, nextBusinessDay } from "../../../shared/settings/model/business-day.ts";
import {
  changedSections,
  DEFAULT_FINANCE,
  financeSchema,
  initialSettings,
  parseSettings,
  type Settings,
  settingsHash,
  settingsSchema,
} from "../../../shared/settings/model/settings.ts";
import { OWN_FORMATS, templateSchema } from "../../../shared/settings/model/template.ts";
import { uploadCodec } from "../../../shared/uploads/model/upload.ts";
import { briefs } from "../../support/issues.ts";

/** 2026-10-05 is a Monday. */
const CALENDAR = { weekend: [6, 7], daysOff: ["2026-10-05"], workingDays: ["2026-10-10"] };

describe("days on which banks work", () => {
  test("are all but weekends and holidays, and those of them that make up for long holidays", () => {
    const days = Array.from({ length: 9 }, (_, ahead) => addDays("2026-10-03", ahead));
    expect(days.filter((on) => isBusinessDay(on, CALENDAR))).toEqual([
      ...["2026-10-06", "2026-10-07", "2026-10-08", "2026-10-09", "2026-10-10"],
    ]);
    expect(isBusinessDay("2026-10-04", { ...CALENDAR, weekend: [5] })).toBe(true);
    expect(isBusinessDay("2026-10-02", { ...CALENDAR, weekend: [5] })).toBe(false);
    // A day that is listed as working is one whatever else is said of it.
    expect(isBusinessDay("2026-10-05", { ...CALENDAR, workingDays: ["2026-10-05"] })).toBe(true);
  });

  test("from one on: itself where it is one, or the first that follows", () => {
    const next = (from: string, given = {}) => nextBusinessDay(from, { ...CALENDAR, ...given });
    expect([next("2026-10-06"), next("2026-10-05"), next("2026-10-03"), next("2026-10-11")]).toEqual([
      ...["2026-10-06", "2026-10-06", "2026-10-06", "2026-10-12"],
    ]);
    const daysOff = (count: number) => Array.from({ length: count }, (_, ahead) => addDays("2026-10-01", ahead));
    expect(next("2026-10-01", { weekend: [], workingDays: [], daysOff: daysOff(29) })).toBe("2026-10-30");
    // Where none of the next thirty is one, nobody knows: the day itself.
    expect(next("2026-10-01", { weekend: [], workingDays: [], daysOff: daysOff(30) })).toBe("2026-10-01");
  });

  test("whatever the calendar, the next is one and none lies between, or there is none", () => {
    const day = fc.nat(400).map((ahead) => addDays("2026-01-01", ahead));
    const calendar = fc.record({ weekend: fc.subarray([1, 2, 3, 4, 5, 6, 7]), daysOff: fc.array(day), workingDays: fc.array(day) });
    fc.assert(
      fc.property(day, calendar, (from, all) => {
        const next = nextBusinessDay(from, all);
        for (let on = from; on < next; on = addDays(on, 1)) expect(isBusinessDay(on, all)).toBe(false);
        if (next !== from) expect(isBusinessDay(next, all)).toBe(true);
      }),
    );
  });
});

/** What is wrong with settings: reasons by field. */
const reasonsOf = (settings: unknown) => {
  const read = parseSettings(settings);
  return read.ok ? [] : briefs(read.issues);
};
const ofFinance = (finance: object) => reasonsOf({ finance });
const TEMPLATE = { id: "icbc", name: "ICBC", kind: "bank", columns: [{ title: "H", value: "holder" }] };
const ofTemplate = (given: object) => ofFinance({ templates: [{ ...TEMPLATE, ...given }] });

describe("settings", () => {
  test("of an agency that sets none hold", () => {
    expect(parseSettings({})).toMatchObject({
      ok: true,
      value: {
        finance: {
          ...{ closeAfterDays: 3, securityHoldDays: 2, linkSeconds: 120, pain001: true, executionWindowDays: 30, templates: [] },
          debtor: { name: "Agency", account: "0000000000000000", bankCode: "000000000000" },
          calendar: { weekend: [6, 7], daysOff: [], workingDays: [] },
          accounts: {
            ...{ earnings: "6601.01", adjustments: "6601.02", manualAdjustments: "6601.03", writeOffs: "6702.01" },
            ...{ payable: "2241.01", inTransit: "1012.01", bank: "1002.01" },
          },
        },
        review: { openMonthLimit: "0.02", milestone: 10_000_000 },
        eventSources: [{ source: "agency.orders", kinds: ["order"] }],
      },
    });
    expect(settingsSchema.parse({}).finance).toEqual(DEFAULT_FINANCE);
  });

  test.each([
    ["closeAfterDays", 0, 60],
    ["securityHoldDays", 0, 60],
    ["linkSeconds", 10, 3600],
    ["executionWindowDays", 1, 365],
  ])("%s lies between %d and %d", (field, least, most) => {
    expect([ofFinance({ [field]: least }), ofFinance({ [field]: most })]).toEqual([[], []]);
    expect(ofFinance({ [field]: least - 1 })).toEqual([`finance.${field}: too-small`]);
    expect(ofFinance({ [field]: most + 1 })).toEqual([`finance.${field}: too-large`]);
    expect(ofFinance({ [field]: 11.5 })).toEqual([`finance.${field}: integer-expected`]);
  });

  test("tell what each kind of field expects", () => {
    expect(reasonsOf("x")).toEqual(["object-expected"]);
    expect(reasonsOf({ more: 1 })).toEqual(["more: unknown-field"]);
    expect(ofFinance({ pain001: "yes", more: 1 })).toEqual(["finance.pain001: boolean-expected", "finance.more: unknown-field"]);
    expect(reasonsOf({ finance: 1 })).toEqual(["finance: object-expected"]);
    expect(ofFinance({ templates: {} })).toEqual(["finance.templates: list-expected"]);
    expect(ofFinance({ debtor: { name: 1, account: "1" } })).toEqual([
      "finance.debtor.name: text-expected",
      "finance.debtor.bankCode: missing",
    ]);
    expect(ofFinance({ debtor: { name: "", account: "1".repeat(35), bankCode: "1".repeat(13) } })).toEqual([
      "finance.debtor.name: too-short",
      "finance.debtor.account: too-long",
      "finance.debtor.bankCode: too-long",
    ]);
    expect(ofTemplate({ kind: "post", columns: [] })).toEqual([
      "finance.templates[0].kind: not-a-choice",
      "finance.templates[0].columns: too-few",
    ]);
    expect(ofTemplate({ id: "Bank" })).toEqual(["finance.templates[0].id: template-id-expected"]);
    expect(reasonsOf({ review: { milestone: "1" } })[0]).toMatch(/^review\.milestone: /);
    expect(reasonsOf({ review: { openMonthLimit: "-1" } })).toEqual(["review.openMonthLimit: negative"]);
  });

  test("of the agency's own account and of the books have room for what they are", () => {
    const debtor = { name: "x".repeat(140), account: "1".repeat(34), bankCode: "" };
    expect(ofFinance({ debtor })).toEqual([]);
    expect(ofFinance({ debtor: { ...debtor, name: "x".repeat(141) } })).toHaveLength(1);
    expect(ofFinance({ debtor: { ...debtor, account: "" } })).toHaveLength(1);
    // What no bank knows as an account would have each of its files refused as a whole.
    for (const account of ["6.22202E+15", "待补充", "'6222", "6222/021", "6222.021"])
      expect(ofFinance({ debtor: { ...debtor, account } }), account).toEqual(["finance.debtor.account: debtor-account-expected"]);
    for (const account of ["６２２２ 0212", "fr14-2004 1010"]) expect(ofFinance({ debtor: { ...debtor, account } }), account).toEqual([]);
    for (const name of ["Fen\u200brun", "a\nb", "\u0007"])
      expect(ofFinance({ debtor: { ...debtor, name } })).toEqual(["finance.debtor.name: hidden-character"]);
    for (const bank of ["1", "1".repeat(20), "A-1.b"]) expect(ofFinance({ accounts: { bank } })).toEqual([]);
    for (const bank of ["", "1".repeat(21), "1 2", "一"])
      expect(ofFinance({ accounts: { bank } })).toEqual(["finance.accounts.bank: journal-account-expected"]);
    expect(ofFinance({ accounts: { bank: 1 } })).toEqual(["finance.accounts.bank: journal-account-expected"]);
    expect(ofFinance({ accounts: { cash: "1" } })).toHaveLength(1);
  });

  test("of the calendar are weekdays and days that exist", () => {
    const ofCalendar = (calendar: object) => ofFinance({ calendar });
    expect(ofCalendar({ weekend: [1, 7] })).toEqual([]);
    expect(ofCalendar({ weekend: [0] })).toHaveLength(1);
    expect(ofCalendar({ weekend: [8] })).toHaveLength(1);
    expect(ofCalendar({ weekend: [1, 2, 3, 4, 5, 6, 7] })).toEqual(["finance.calendar.weekend: too-many"]);
    expect(ofCalendar({ daysOff: ["2026-02-30"] })).toEqual(["finance.calendar.daysOff[0]: day-expected"]);
    const days = Array.from({ length: 1_001 }, (_, ahead) => addDays("2026-01-01", ahead));
    for (const field of ["daysOff", "workingDays"]) {
      expect(ofCalendar({ [field]: days.slice(1) })).toEqual([]);
      expect(ofCalendar({ [field]: days })).toEqual([`finance.calendar.${field}: too-many`]);
    }
    expect(ofCalendar({ holidays: [] })).toHaveLength(1);
  });

  test("of many characters are refused, as a version is one item of the table", () => {
    const columns = Array.from({ length: 60 }, () => ({ title: "t".repeat(60), value: "constant", text: "x".repeat(100) }));
    const templates = (count: number) => Array.from({ length: count }, (_, count) => ({ ...TEMPLATE, id: `t${count}`, columns }));
    expect(ofFinance({ templates: templates(14) })).toEqual([]);
    expect(ofFinance({ templates: templates(16) })).toEqual(["settings-too-large"]);
  });

  test("have a hash of their content, whatever the order of keys, and sections that differ are told", () => {
    const settings = settingsSchema.parse({});
    expect(settingsHash({ a: 1, b: 2 })).toBe(settingsHash({ b: 2, a: 1 }));
    expect(settingsHash({ a: 1 })).not.toBe(settingsHash({ a: 2 }));
    expect(initialSettings(settings)).toEqual({ version: 0, settings, hash: settingsHash(settings) });
    const changed = (given: Partial<Settings>) => changedSections(settings, { ...settings, ...given });
    expect(changed({})).toEqual([]);
    expect(changed({ finance: { ...settings.finance, securityHoldDays: 5 } })).toEqual(["finance"]);
    expect(changed({ review: { ...settings.review, milestone: 1 }, eventSources: [{ source: "x", kinds: ["plan"] }] })).toEqual([
      "review",
      "eventSources",
    ]);
  });
});

describe("a template", () => {
  test("has what it leaves out as banks in China mostly want it", () => {
    expect(templateSchema.parse(TEMPLATE)).toEqual({
      ...{ ...TEMPLATE, encoding: "utf-8", form: "separated", separator: ",", lineEnd: "crlf", header: true, totals: true },
      columns: [{ title: "H", value: "holder", align: "start", pad: " " }],
    });
  });

  test("has an id of its own, which is no file of ours", () => {
    for (const id of ["a", "a-1", `a${"b".repeat(30)}`]) expect(ofTemplate({ id }), id).toEqual([]);
    for (const id of ["", "1a", "-a", "a_b", "aB", `a${"b".repeat(31)}`, "xA", "a b"]) expect(ofTemplate({ id }), id).toHaveLength(1);
    for (const id of OWN_FORMATS.filter((name) => !name.includes(".")))
      expect(ofTemplate({ id })).toEqual(["finance.templates[0].id: template-id-taken"]);
    expect(OWN_FORMATS).toEqual(["csv", "xlsx", "pain.001", "journal", "positions"]);
    expect(ofFinance({ templates: [TEMPLATE, { ...TEMPLATE, name: "Else" }] })).toEqual(["finance.templates: not-unique"]);
    const twenty = Array.from({ length: 21 }, (_, count) => ({ ...TEMPLATE, id: `t${count}` }));
    expect(ofFinance({ templates: twenty.slice(1) })).toEqual([]);
    expect(ofFinance({ templates: twenty })).toEqual(["finance.templates: too-many"]);
  });

  test("has columns that can be written: widths where the form is fixed, a text where it is constant", () => {
    const columns = (given: object, more = {}) => ofTemplate({ ...more, columns: [{ title: "H", value: "holder", ...given }] });
    const fixed = { form: "fixed" };
    expect(columns({}, fixed)).toEqual(["finance.templates[0].columns: widths-missing"]);
    expect([
      columns({ width: 1 }, fixed),
      columns({ width: 500 }, fixed),
      columns({ width: 0 }).length,
      columns({ width: 501 }).length,
    ]).toEqual([...[[], [], 1, 1]]);
    expect(columns({ value: "constant" })).toEqual(["finance.templates[0].columns: constant-without-text"]);
    expect([columns({ value: "constant", text: "" }), columns({ value: "constant", text: "x".repeat(200) })]).toEqual([[], []]);
    expect(columns({ text: "x".repeat(201) })).toHaveLength(1);
    expect([columns({ title: "x".repeat(60) }), columns({ title: "x".repeat(61) }).length]).toEqual([[], 1]);
    expect([columns({ pad: "0" }), columns({ pad: "~" }), columns({ pad: " " })]).toEqual([[], [], []]);
    for (const pad of ["", "00", "李", "\n"]) expect(columns({ pad })).toEqual(["finance.templates[0].columns[0].pad: ascii-expected"]);
    expect([columns({ align: "start" }), columns({ align: "end" }), columns({ align: "middle" }).length]).toEqual([[], [], 1]);
    expect([columns({ value: "iban" }).length, columns({ more: 1 }).length]).toEqual([1, 1]);
    const many = Array.from({ length: 61 }, () => ({ title: "H", value: "holder" }));
    expect([ofTemplate({ columns: many.slice(1) }), ofTemplate({ columns: many }).length]).toEqual([[], 1]);
    // Each of several is looked at.
    const mixed = [
      { title: "a", value: "holder", width: 1 },
      { title: "b", value: "holder" },
    ];
    expect(ofTemplate({ ...fixed, columns: mixed })).toHaveLength(1);
    expect(
      ofTemplate({
        columns: [
          { title: "a", value: "holder" },
          { title: "b", value: "constant" },
        ],
      }),
    ).toHaveLength(1);
  });

  test("has no separator that stands in references, dates or amounts, nor a line's end or a quote", () => {
    for (const separator of [",", ";", "|", "\t", " ", "^", "，"]) expect(ofTemplate({ separator }), separator).toEqual([]);
    for (const separator of ["\n", "\r", "\0", "1", "A", "-", ".", '"', "'", "é"])
      expect(ofTemplate({ separator }), separator).toEqual(["finance.templates[0].separator: separator-expected"]);
  });

  test("has one sign as separator, and the encodings, forms and line ends that are written", () => {
    expect([ofTemplate({ separator: "|" }), ofTemplate({ separator: "||" }).length, ofTemplate({ separator: "" }).length]).toEqual([
      [],
      1,
      1,
    ]);
    for (const encoding of ["utf-8", "utf-8-bom", "gb18030", "gbk"]) expect(ofTemplate({ encoding })).toEqual([]);
    for (const lineEnd of ["crlf", "lf"]) expect(ofTemplate({ lineEnd })).toEqual([]);
    expect([ofTemplate({ form: "separated" }), ofTemplate({ kind: "payroll" }), ofTemplate({ header: false, totals: false })]).toEqual([
      [],
      [],
      [],
    ]);
    for (const given of [{ encoding: "latin1" }, { lineEnd: "cr" }, { form: "free" }, { header: 1 }, { more: 1 }])
      expect(ofTemplate(given)).toHaveLength(1);
    expect([ofTemplate({ name: "x".repeat(60) }), ofTemplate({ name: "" }).length, ofTemplate({ name: "x".repeat(61) }).length]).toEqual([
      [],
      1,
      1,
    ]);
  });
});

test("settings: finance's settings alone are read with what they leave out", () => {
  expect(financeSchema.parse({ calendar: { daysOff: ["2026-10-01"] } }).calendar).toEqual({
    weekend: [6, 7],
    daysOff: ["2026-10-01"],
    workingDays: [],
  });
});

test("settings: an upload is kept with what it is about, and nothing else", () => {
  const upload = { uploadId: "u", subject: "bank-reports", bytesId: "b", fileName: "f.csv", by: "fay", at: "2026-06-05T01:00:00.000Z" };
  const read = (given: object) => uploadCodec.decode(stringifyExact({ form: 1, ...upload, ...given }));
  expect(read({})).toEqual(upload);
  expect(read({ encoding: "gb18030" }).encoding).toBe("gb18030");
  for (const subject of ["adjustments", "scores"]) expect(read({ subject }).subject).toBe(subject);
  for (const given of [{ subject: "payees" }, { encoding: "latin1" }, { more: 1 }, { by: 1 }])
    expect(() => read(given)).toThrow("an upload can't be read");
  for (const field of Object.keys(upload)) expect(() => read({ [field]: undefined })).toThrow("an upload can't be read");
});
