import ExcelJS from "exceljs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Wiring } from "../../../functions/_platform/wiring.ts";
import { createHandler as createApi } from "../../../functions/finance-api/handler.ts";
import { createHandler as createSite } from "../../../functions/finance-site/handler.ts";
import { readPayment } from "../../../shared/payouts/steps/read-payout.ts";
import { ANSWERED_AT, CASE_PAYOUT, caseFile, exportCasePayout, openCaseWorld } from "../../support/case-world.ts";
import { type Ledger, type Ledgers, startLedgers } from "../../support/ledger.ts";
import { clockedAt } from "../../support/payouts.ts";
import { ask, createTestTokens, type TestTokens } from "../../support/test-tokens.ts";

/** Files that people upload, after public reports: each through the page and the API, as the gateway hands it over. */

let ledgers: Ledgers;
let world: Ledger;
let tokens: TestTokens;
beforeAll(async () => {
  ledgers = await startLedgers();
  world = await openCaseWorld(ledgers);
  await exportCasePayout(world);
  tokens = await createTestTokens();
}, 120_000);
afterAll(() => ledgers.stop());

const fresh = async (): Promise<Wiring> => ({ ...clockedAt((await ledgers.copy(world)).wiring, ANSWERED_AT), identity: tokens.identity });
const textOf = (body: string): string => body.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");

async function byApi(p: Wiring, path: string, bytes: Uint8Array, type = "application/octet-stream") {
  const token = await tokens.issue({ username: "fay", groups: ["finance"] });
  const headers = { authorization: `Bearer ${token}`, "content-type": type };
  const { status, body } = await ask(
    createApi(() => p),
    `/v1/finance/${path}`,
    { method: "POST", headers, body: Uint8Array.from(bytes) },
  );
  return { status, json: JSON.parse(body) };
}

async function byPage(p: Wiring, path: string, fields: Readonly<Record<string, string | Uint8Array>>) {
  const token = await tokens.issue({ username: "fay", groups: ["finance"] });
  const body = new FormData();
  for (const [name, value] of Object.entries(fields))
    body.set(name, typeof value === "string" ? value : new File([Uint8Array.from(value)], "a.csv"));
  const headers = { cookie: `__Host-session=${token}`, origin: "https://pay.example.com" };
  return ask(
    createSite(() => p),
    `/zh/finance/${path}`,
    { method: "POST", headers, body },
  );
}

describe("a file of payees", () => {
  test.each([
    ["payee-gbk", "gb18030", "GB18030"],
    ["payee-utf-8", "utf-8", "UTF-8"],
  ])("%s: the holder is 张伟, by page and API, and both tell the encoding", async (name, encoding, shown) => {
    const p = await fresh();
    const bytes = await caseFile(`csv/${name}.csv`);
    const { status, json } = await byApi(p, "payees/preview", bytes);
    expect([status, json.encoding, json.entries[0].holder, json.wrong]).toEqual([200, encoding, "张伟", []]);
    const page = await byPage(p, "payees", { op: "upload", file: bytes });
    expect(textOf(page.body)).toMatch(new RegExp(`编码：${shown}.*张伟`));
    // Whoever approves it sees a part of a name that isn't the advisor's, and the encoding.
    const previewId = /name="previewId" value="([0-9a-f]+)"/.exec(page.body)?.[1] ?? "";
    const saved = await byPage(p, "payees", { op: "save", previewId, why: "导入" });
    const token = await tokens.issue({ username: "hana", groups: ["hr"] });
    const approver = { headers: { cookie: `__Host-session=${token}` } };
    const proposal = textOf(
      (
        await ask(
          createSite(() => p),
          saved.headers.location ?? "",
          approver,
        )
      ).body,
    );
    expect(proposal).toContain(`(${shown})`);
    expect(proposal).toContain("张* 户名与顾问登记姓名不同");
    expect(proposal).not.toContain("张伟");
  });

  test("袁伟 in GBK is valid UTF-8 too: both readings are listed, and the one that is chosen counts", async () => {
    const p = await fresh();
    const bytes = Uint8Array.from(await caseFile("csv/payee-gbk.csv"));
    const start = bytes.indexOf(0xd5);
    bytes.set([0xd4, 0xac, 0xce, 0xb0], start);
    // The bank's name is no valid UTF-8: without it nothing tells.
    const bare = bytes.slice(0, bytes.lastIndexOf(0x2c) + 1);
    const refused = await byApi(p, "payees/preview", bare);
    expect([refused.status, refused.json.errors]).toEqual([
      422,
      [{ field: "encoding", message: expect.stringMatching(/encoding=utf-8 \(Ԭΰ\) or encoding=gb18030 \(袁伟\)/) }],
    ]);
    const page = await byPage(p, "payees", { op: "upload", file: bare });
    expect([page.status, textOf(page.body)]).toEqual([422, expect.stringMatching(/UTF-8：Ԭΰ.*GB18030：袁伟/)]);
    for (const [encoding, holder] of [
      ["gb18030", "袁伟"],
      ["utf-8", "Ԭΰ"],
    ] as const) {
      expect((await byApi(p, `payees/preview?encoding=${encoding}`, bare)).json.entries[0].holder).toBe(holder);
      expect(textOf((await byPage(p, "payees", { op: "upload", file: bare, encoding })).body)).toContain(holder);
    }
  });

  test("sent as text/csv, whose bytes the gateway hands over as UTF-8, what isn't UTF-8 is refused with what to do", async () => {
    const { status, json } = await byApi(await fresh(), "payees/preview", await caseFile("csv/payee-gbk.csv"), "text/csv; charset=gbk");
    expect([status, json.previewId, json.wrong[0].reasons[0]]).toEqual([200, null, expect.stringContaining("application/octet-stream")]);
  });

  test("a form with the file is taken by the API too", async () => {
    const p = await fresh();
    const form = new FormData();
    form.set("file", new File([Uint8Array.from(await caseFile("csv/payee-gbk.csv"))], "p.csv"));
    const request = new Request("https://pay.example.com", { method: "POST", body: form });
    const bytes = new Uint8Array(await request.arrayBuffer());
    const { json } = await byApi(p, "payees/preview", bytes, request.headers.get("content-type") ?? "");
    expect([json.fileName, json.entries[0].holder]).toEqual(["p.csv", "张伟"]);
  });
});

describe("a bank's report", () => {
  const CASES = [
    ["v01-bom-crlf", "p1", "paid"],
    ["v09-extra-column", "p1", "paid"],
    ["v14-newline-in-quotes", "p1", "returned"],
    ["v20-sep-line", "p1", "paid"],
  ] as const;

  test.each(CASES)("%s is applied, by page and API", async (name, advisorId, state) => {
    const bytes = await caseFile(`csv/${name}.csv`);
    const [p, q] = [await fresh(), await fresh()];
    const reference = (await readPayment(CASE_PAYOUT, advisorId, p))?.payment.reference ?? "";
    const { status, json } = await byApi(p, "answers", bytes);
    expect([status, json.entries, json.matches]).toEqual([201, 1, { applies: 1 }]);
    const page = await byPage(q, "answers", { op: "preview", file: bytes });
    expect(textOf(page.body)).toContain(reference.slice(-8));
    const applied = await byPage(q, "answers", { op: "apply", kept: /name="kept" value="([^"]*)"/.exec(page.body)?.[1] ?? "" });
    expect(applied.status).toBe(303);
    for (const wiring of [p, q]) expect((await readPayment(CASE_PAYOUT, advisorId, wiring))?.state).toBe(state);
  });

  test("the payout's own workbook, with a column for the outcome, comes back as a report", async () => {
    const p = await fresh();
    const payment = (await readPayment(CASE_PAYOUT, "p2", p))?.payment;
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet("无门店 No store");
    sheet.addRow(["顾问编号 Advisor", "姓名 Name", "付款编号 Reference", "金额 Amount", "账号尾号 Account", "结果"]);
    sheet.addRow(["p2", "Paid 2", payment?.reference, Number(payment?.amount) / 100, "7892", "交易失败"]);
    sheet.addRow(["合计 Total", "", "", Number(payment?.amount) / 100]);
    const { status, json } = await byApi(p, "answers/preview?fileName=payout.xlsx", new Uint8Array(await book.xlsx.writeBuffer()));
    expect([status, json.entries.map(({ kind, match }: { kind: string; match: string }) => [kind, match])]).toEqual([
      200,
      [["rejected", "applies"]],
    ]);
  });
});
