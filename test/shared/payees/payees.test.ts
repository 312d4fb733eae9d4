import { describe, expect, test } from "vitest";
import {
  holdsAccountNumber,
  isLuhn,
  looksLikeIban,
  looksLikeUnionPay,
  mayHoldAccountNumber,
  normalizeAccount,
} from "../../../shared/base/text/account-number.ts";
import { isBankCode, isBicOfIban, isCnaps, isInSepa, isSepaIban } from "../../../shared/payees/model/bank-code.ts";
import { hashOfPayee, latestPayee } from "../../../shared/payees/model/effective-payee.ts";
import { holderView } from "../../../shared/payees/model/holder-view.ts";
import { readDetails } from "../../../shared/payees/model/parse-details.ts";
import { PAYEE_COLUMNS, readPayeesFile } from "../../../shared/payees/model/parse-file.ts";
import type { Payee } from "../../../shared/payees/model/payee.ts";
import { type AccountUse, MAX_SHARERS, sharedAccounts } from "../../../shared/payees/model/shared-account.ts";
import { briefs } from "../../support/issues.ts";

const payee = (given: Partial<Payee>): Payee => ({
  ...{ advisorId: "li", version: 1, accountLast4: "4321", accountTag: "tag", proposalId: "p", approvedBy: "ann" },
  ...{ approvedAt: "2026-01-01T00:00:00.000Z", sealed: { holder: "a", account: "b", bankCode: "c", bankName: "d" } },
  ...given,
});

describe("a payee's version", () => {
  test("that is above all others is the latest, in whatever order they come", () => {
    const [one, two, three] = [payee({}), payee({ version: 2 }), payee({ version: 3 })];
    for (const versions of [
      [one, two, three],
      [three, two, one],
      [two, three, one],
    ])
      expect(latestPayee(versions)).toBe(three);
    expect(latestPayee([])).toBeUndefined();
  });

  test("is hashed with all that is stored of it", () => {
    const changes = [
      { version: 2 },
      { accountLast4: "0000" },
      { approvedBy: "eve" },
      { approvedAt: "2026-01-02T00:00:00.000Z" },
      { accountTag: "x" },
    ];
    const sealed = { ...payee({}).sealed, holder: "x" };
    const hashes = [payee({}), ...[...changes, { sealed }].map(payee)].map(hashOfPayee);
    expect(new Set(hashes).size).toBe(7);
    expect(hashes[0]).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe("banks", () => {
  test("are known by BIC or CNAPS code, and by nothing that only holds one", () => {
    expect(["102100099996", "10210009999", "1021000999960", "x102100099996"].map(isCnaps)).toEqual([true, false, false, false]);
    expect(["102100099996", "COBADEFF", "COBADEFFXXX", "COBADEF", "", "12"].map(isBankCode)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  test("of SEPA: the countries of the schemes, those that joined later too; an IBAN must be right as well", () => {
    expect(["DE", "FR", "GB", "CH", "AL", "MD", "ME", "MK", "RS"].map(isInSepa)).toEqual(Array(9).fill(true));
    expect(["AE", "US", "CN", "TR"].map(isInSepa)).toEqual(Array(4).fill(false));
    expect(isSepaIban("DE89370400440532013000")).toBe(true);
    expect(isSepaIban("DE88370400440532013000")).toBe(false);
    expect(isSepaIban("AE070331234567890123456")).toBe(false);
    expect(isSepaIban("RS35260005601001611379")).toBe(true);
  });

  test("of a territory have its country's IBANs, and no other country's", () => {
    const territories = {
      FI: ["AX"],
      FR: ["BL", "GF", "GP", "MC", "MF", "MQ", "NC", "PF", "PM", "RE", "TF", "WF", "YT"],
      GB: ["GG", "IM", "JE"],
      ES: ["IC", "EA"],
    };
    for (const [country, all] of Object.entries(territories))
      for (const territory of all) {
        expect([territory, isBicOfIban(`ABCD${territory}22`, `${country}8912345678901234`)]).toEqual([territory, true]);
        expect([territory, isBicOfIban(`ABCD${territory}22`, "DE8912345678901234")]).toEqual([territory, false]);
        expect([territory, isBicOfIban(`ABCD${country}22`, `${territory}8912345678901234`)]).toEqual([territory, false]);
      }
    expect(isBicOfIban("ABCDDE22", "DE89370400440532013000")).toBe(true);
    expect(isBicOfIban("ABCDXX22", "constructor")).toBe(true);
    expect(isBicOfIban("", "DE89370400440532013000")).toBe(true);
    expect(isBicOfIban("102100099996", "DE89370400440532013000")).toBe(true);
    expect(isBicOfIban("ABCDFR22", "6222020200112233453")).toBe(true);
    expect(isBicOfIban("COBADEFF", "FR1420041010050500013M02606")).toBe(false);
    // What is no BIC, or no IBAN, has no country.
    for (const bankCode of ["1ABCDEFR22", "A1BCFR22"]) expect(isBicOfIban(bankCode, "DE89370400440532013000"), bankCode).toBe(true);
    for (const account of ["1DE89370400440532013", "DE8X370400440532"]) expect(isBicOfIban("BNPAFRPP", account), account).toBe(true);
    expect(isBicOfIban("ABCDFR22", "TO8912345678901234")).toBe(false);
  });
});

describe("an account's holder", () => {
  test("is told by the first character of each word, and the last from three on", () => {
    const masked = (holder: string) => holderView(holder, "").masked;
    expect(["张伟", "欧阳娜娜", "李", "Li Na", "Maria da Silva", "😀😀😀"].map(masked)).toEqual([
      ...["张*", "欧**娜", "李", "L* N*", "M***a d* S***a", "😀*😀"],
    ]);
    expect(masked("Li  Na")).toBe("L* N*");
    expect(masked("")).toBe("");
  });

  test("is the advisor where the names are the same to people", () => {
    const isAdvisor = (holder: string, name: string) => holderView(holder, name).isAdvisor;
    expect(isAdvisor("张 伟", "张伟")).toBe(true);
    expect(isAdvisor("ＬＩ ＮＡ", "Li Na")).toBe(true);
    expect(isAdvisor("J.R. Li", "JR Li")).toBe(true);
    expect(isAdvisor("阿·李", "阿李")).toBe(true);
    expect(isAdvisor("张炜", "张伟")).toBe(false);
  });
});

describe("shared accounts", () => {
  const uses = (...ids: string[]) => new Map(ids.map((id): [string, AccountUse] => [id, id === "zoe" ? "other-proposal" : "current"]));
  const nameOf = (id: string) => (id === "wu" ? undefined : `Ms ${id}`);

  test("tell who else has an entry's account, by id, with their names and how; nobody has one alone", () => {
    const entries = [
      { advisorId: "li", accountTag: "t" },
      { advisorId: "an", accountTag: "alone" },
      { advisorId: "bo", accountTag: "unknown" },
      { advisorId: "new", accountTag: "t" },
    ];
    const others = (...ids: string[]) =>
      ids.map((id) => ({ advisorId: id, name: nameOf(id) ?? "", use: id === "zoe" ? "other-proposal" : "current" }));
    const usesOf = new Map([
      ["t", uses("zoe", "wu", "li")],
      ["alone", uses("an")],
    ]);
    expect(sharedAccounts(entries, usesOf, nameOf)).toEqual([
      { advisorId: "li", others: others("wu", "zoe"), count: 2 },
      { advisorId: "new", others: others("li", "wu", "zoe"), count: 3 },
    ]);
  });

  test("of very many name the first ones and the number of all", () => {
    const ids = Array.from({ length: 15 }, (_, count) => `a${String(count).padStart(2, "0")}`);
    const sharersOf = (advisorId: string) => sharedAccounts([{ advisorId, accountTag: "t" }], new Map([["t", uses(...ids)]]), nameOf)[0];
    expect(sharersOf("a03")?.others.map(({ advisorId }) => advisorId)).toEqual(ids.filter((id) => id !== "a03").slice(0, MAX_SHARERS));
    expect(sharersOf("a03")?.count).toBe(14);
    expect(sharersOf("x")?.others).toHaveLength(10);
    expect(sharersOf("x")?.count).toBe(15);
  });
});

describe("details", () => {
  const NAMES = { holder: "李娜", bankCode: "102100099996", bankName: "工商银行" };
  const read = (typed: object) => readDetails({ ...NAMES, account: "6222020200112233453", ...typed });
  const reasonsOf = (typed: object) => {
    const result = read(typed);
    return result.ok ? [] : briefs(result.issues);
  };

  test("have room for what ISO 20022 has, and no more", () => {
    expect(reasonsOf({ holder: "x".repeat(140), bankName: "x".repeat(140) })).toEqual([]);
    expect(reasonsOf({ bankName: "x".repeat(141) })).toEqual(["bankName: too-long"]);
    expect(reasonsOf({ account: "1".repeat(34) })).toEqual([]);
    expect(reasonsOf({ account: "1".repeat(35) })).toEqual(["account: account-malformed"]);
    expect(reasonsOf({ account: "123456" })).toEqual([]);
    expect(reasonsOf({ account: "6222/0202" })).toEqual(["account: account-malformed"]);
  });

  test("of a spreadsheet's rounded numbers are told as such, whatever separates them", () => {
    for (const account of ["6.22202E+18", "6,22202E18", "6E+18"])
      expect(reasonsOf({ account }), account).toEqual(["account: number-rounded"]);
    for (const account of ["62.2E+18", "6.2E+1X", "A6E18"])
      expect(reasonsOf({ account }), account).not.toContain("account: number-rounded");
  });

  test("of a bank are a BIC of 8 or 11 characters or 12 digits, and may be missing beside an IBAN alone", () => {
    for (const bankCode of ["COBADEFF", "COBADEFFXXX", "COBADEFF500", "102100099996"])
      expect(reasonsOf({ bankCode }), bankCode).toEqual([]);
    for (const bankCode of ["COBADEFFXX", "COBADEF", "C0BADEFF", "1021000999961", "COBADEFFXXXX", ""])
      expect(reasonsOf({ bankCode }), bankCode).toHaveLength(1);
    expect(readDetails({ holder: "A", account: "DE89370400440532013000" })).toMatchObject({
      ok: true,
      details: { bankCode: "", bankName: "" },
    });
    expect(readDetails({})).toMatchObject({
      ok: false,
      issues: [{ path: "holder" }, { path: "account" }, { path: "bankCode" }],
    });
  });

  test("beside an IBAN without a BIC are looked at as all others, and a bank code that is given must be one", () => {
    const iban = { account: "DE89370400440532013000", bankCode: "" };
    expect(reasonsOf({ ...iban, holder: "" })).toEqual(["holder: holder-missing"]);
    expect(reasonsOf({ ...iban, bankName: "a\u0007" })).toHaveLength(1);
    expect(reasonsOf({ ...iban, bankCode: "12" })).toEqual(["bankCode: bank-code-expected"]);
    expect(reasonsOf({ ...iban, bankCode: "BNPAFRPP", holder: "" })).toHaveLength(1);
  });

  test("that can be typed wrongly warn: a UnionPay card's check digit, zeros at the end, letters of no IBAN", () => {
    const warningsOf = (account: string) => {
      const result = read({ account });
      return result.ok ? result.warnings : undefined;
    };
    expect(warningsOf("6222020200112233453")).toEqual([]);
    expect(warningsOf("1234567890123450")).toEqual(["maybe-rounded"]);
    expect(warningsOf("123456789012345")).toEqual([]);
    expect(warningsOf("12345678901234501")).toEqual([]);
    expect(warningsOf("4111111111111112")).toEqual([]);
    expect(warningsOf("6222020200112233")).toEqual(["check-digit"]);
    expect(warningsOf("A12345678")).toEqual(["unusual"]);
  });

  test("are normalized as people write them: full-width figures, blanks, hyphens, small letters", () => {
    expect(normalizeAccount(" de89-3704 0044\t0532 0130 00 ")).toBe("DE89370400440532013000");
    expect(normalizeAccount("６２２２")).toBe("6222");
    expect([14, 15, 34, 35].map((length) => looksLikeIban(`DE89${"1".repeat(length - 4)}`))).toEqual([true, true, true, false]);
    expect(looksLikeIban(`DE89${"1".repeat(9)}`)).toBe(false);
    expect(["DE8", "D189", "1E89", "DEX9"].map((start) => looksLikeIban(`${start}${"A".repeat(15)}`))).toEqual([
      false,
      false,
      false,
      false,
    ]);
    expect([15, 16, 19, 20].map((length) => looksLikeUnionPay(`62${"1".repeat(length - 2)}`))).toEqual([false, true, true, false]);
    expect(looksLikeUnionPay("6122020200112233")).toBe(false);
    expect(looksLikeUnionPay("06222020200112233")).toBe(false);
    expect(looksLikeIban("1DE89370400440532013000")).toBe(false);
    expect([isLuhn("59"), isLuhn("26"), isLuhn("x26"), isLuhn("26x")]).toEqual([true, true, false, false]);
  });

  test("are found in texts: in one or in groups, and where what follows looks like more of it", () => {
    for (const text of [
      "to DE89370400440532013000",
      "AT61 1904 3002 3457 3201 PAID",
      "AT61-1904-3002-3457-3201",
      "6222020200112233453",
      "NO9386011117947",
    ])
      expect(holdsAccountNumber(text), text).toBe(true);
    for (const text of ["nothing", "AT62 1904 3002 3457 3201 PAID", "XDE89370400440532013000", "16222020200112233453"])
      expect(holdsAccountNumber(text), text).toBe(false);
    expect(mayHoldAccountNumber("room 12 1234 5678")).toBe(false);
    expect(mayHoldAccountNumber("1234 1234 5678")).toBe(true);
  });
});

describe("a file of payees", () => {
  const bytes = (text: string) => new TextEncoder().encode(text);

  test("is read by each of its columns' names, and without the bank's name too", () => {
    const names = Object.entries(PAYEE_COLUMNS).map(([column, { names }]) => [column, ...names]);
    const most = Math.max(...names.map(({ length }) => length));
    for (let place = 0; place < most; place += 1) {
      const header = names.map((each) => each[place] ?? each[0]);
      const { lines, wrong } = readPayeesFile(bytes(`${header.join(",")}\nli,李娜,6222020200112233453,102100099996,工商银行`), "p.csv");
      expect([header, wrong, lines.map(({ details }) => details.bankName)]).toEqual([header, [], ["工商银行"]]);
    }
    expect(readPayeesFile(bytes("advisorId,holder,account,bankCode\nli,李娜,6222020200112233453,102100099996"), "p.csv")).toEqual({
      fileName: "p.csv",
      lines: [
        {
          ...{ line: 2, advisorId: "li", accountLast4: "3453", warnings: [] },
          details: { holder: "李娜", account: "6222020200112233453", bankCode: "102100099996", bankName: "" },
        },
      ],
      wrong: [],
      source: { encoding: "utf-8", separator: ",", ignored: [] },
    });
  });

  test("that can't be read as a whole says why, at which line, and which encodings there are to choose from", () => {
    expect(readPayeesFile(bytes("a,b\n1,2"), "p.csv")).toMatchObject({
      ...{ fileName: "p.csv", lines: [] },
      wrong: [{ line: 1, issues: [{ path: "header", code: "columns-expected" }] }],
    });
    const yuan = Uint8Array.from([
      ...bytes("advisorId,holder,account,bankCode\nli,"),
      0xd4,
      0xac,
      0xce,
      0xb0,
      ...bytes(",6222020200112233453,102100099996"),
    ]);
    expect(readPayeesFile(yuan, "p.csv").choices?.map(({ encoding }) => encoding)).toEqual(["utf-8", "gb18030"]);
    expect(readPayeesFile(yuan, "p.csv", "gb18030").lines[0]?.details.holder).toBe("袁伟");
    expect(readPayeesFile(bytes("a\n1"), "p.csv")).not.toHaveProperty("choices");
  });

  test("tells each wrong line, who has none and who stands twice; what is wrong counts for no other line", () => {
    const file = [
      "advisorId,holder,account,bankCode",
      "li,李娜,123,102100099996",
      "li,李娜,6222020200112233453,102100099996",
      ",王芳,6222020200112233453,1",
      "li,李娜,6222020200112233453,102100099996",
      "wu,吴,6222020200112233453,102100099996,more",
      ",吴,6222020200112233453,102100099996",
    ].join("\n");
    const { lines, wrong } = readPayeesFile(bytes(file), "p.csv");
    expect(lines.map(({ line }) => line)).toEqual([3]);
    expect(wrong.map(({ line, issues }) => [line, ...briefs(issues)])).toEqual([
      [2, "account: account-malformed"],
      [4, "advisorId: payee-advisor-expected", "bankCode: bank-code-expected"],
      [5, "advisorId: row-repeated"],
      [6, "column-unnamed"],
      [7, "advisorId: payee-advisor-expected"],
    ]);
  });
});
