import ExcelJS from "exceljs";
import { zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FILE_MAKERS } from "../../../functions/_platform/render/file-generators.ts";
import type { Wiring } from "../../../functions/_platform/wiring.ts";
import { createHandler as createApi } from "../../../functions/finance-api/handler.ts";
import { createHandler as createJobs } from "../../../functions/finance-jobs/handler.ts";
import { createHandler as createSite } from "../../../functions/finance-site/handler.ts";
import type { DraftedPayout } from "../../../shared/payouts/files/store.ts";
import type { PayoutLine } from "../../../shared/payouts/model/payment.ts";
import { payoutLines, readPayment, readPayout } from "../../../shared/payouts/steps/read-payout.ts";
import { filesBelow, needlesOf, secretsInBytes } from "../../support/canaries.ts";
import { ANSWERED_AT, CASE_PAYOUT, caseFile, exportCasePayout, openCaseWorld } from "../../support/case-world.ts";
import { type JobMessage, listingJobs } from "../../support/idle.ts";
import { type Ledger, type Ledgers, startLedgers } from "../../support/ledger.ts";
import { whole } from "../../support/payout-lines.ts";
import { clockedAt } from "../../support/payouts.ts";
import { ask, createTestTokens, type TestTokens } from "../../support/test-tokens.ts";

/** Files that people upload, after public reports: each through the page and the API, as the gateway hands it over. */

let ledgers: Ledgers;
let world: Ledger;
let tokens: TestTokens;
beforeAll(async () => {
  ledgers = await startLedgers("simulated");
  world = await openCaseWorld(ledgers);
  await exportCasePayout(world);
  tokens = await createTestTokens();
}, 120_000);
afterAll(() => ledgers.stop());

/** What waits for jobs, and the folder of the bucket, by wiring. */
const waiting = new WeakMap<Wiring, JobMessage[]>();
const folders = new WeakMap<Wiring, string>();

async function fresh(): Promise<Wiring> {
  const events: JobMessage[] = [];
  const { wiring, folder } = await ledgers.copy(world);
  const p = { ...clockedAt({ ...wiring, jobs: listingJobs(events) }, ANSWERED_AT), identity: tokens.identity };
  waiting.set(p, events);
  folders.set(p, folder);
  return p;
}

/** Has finance's jobs do what waits, twice: a queue delivers at least once. */
async function runJobs(deps: Wiring): Promise<void> {
  const events = waiting.get(deps)?.splice(0) ?? [];
  const Records = [...events, ...events].map((event, index) => ({ messageId: `m${index}`, body: JSON.stringify(event) }));
  const answer = await createJobs(() => deps)({ Records } as never, { awsRequestId: "r", getRemainingTimeInMillis: () => 60_000 } as never);
  expect([Records.length, answer]).toEqual([2, { batchItemFailures: [] }]);
}
const textOf = (body: string): string => body.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");

async function byApi(deps: Wiring, path: string, bytes?: Uint8Array, type = "application/octet-stream", username = "fay") {
  const token = await tokens.issue({ username, groups: ["finance"] });
  const headers = { authorization: `Bearer ${token}`, "content-type": type };
  const isRead = bytes === undefined && path.includes("/previews/");
  const sent = isRead ? { headers } : { method: "POST", headers, ...(bytes && { body: Uint8Array.from(bytes) }) };
  const { status, body } = await ask(
    createApi(() => deps),
    `/v1/finance/${path}`,
    sent,
  );
  return { status, json: JSON.parse(body) };
}

/** Uploads a workbook by the API, and gets its preview once a job has read it. */
async function previewByApi(deps: Wiring, path: string, bytes: Uint8Array) {
  const sent = await byApi(deps, path, bytes);
  expect([sent.status, sent.json.object]).toEqual([202, "upload"]);
  const address = sent.json.url.replace("/v1/finance/", "");
  expect((await byApi(deps, address)).status).toBe(202);
  await runJobs(deps);
  // Another's upload is nobody else's to see.
  expect((await byApi(deps, address, undefined, undefined, "gus")).status).toBe(404);
  return byApi(deps, address);
}

/** The payout's workbook, as our exporter makes it. */
async function exportedWorkbook(deps: Wiring): Promise<Buffer> {
  const { payout } = await readPayout(CASE_PAYOUT, deps);
  const lines: PayoutLine[] = [];
  for await (const line of payoutLines(CASE_PAYOUT, deps)) lines.push(line);
  const batches = async function* () {
    yield lines;
  };
  return (await whole(FILE_MAKERS.xlsx(payout as DraftedPayout, batches(), deps.agency.currency))).bytes;
}

async function workbookOf(...rows: (string | number)[][]): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  book.addWorksheet("a").addRows(rows);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

async function openPage(deps: Wiring, path: string) {
  const token = await tokens.issue({ username: "fay", groups: ["finance"] });
  return ask(
    createSite(() => deps),
    path,
    { headers: { cookie: `__Host-session=${token}` } },
  );
}

/** Uploads a file by a page, and opens its preview once a job has read it. */
async function previewByPage(deps: Wiring, path: string, fields: Readonly<Record<string, string | Uint8Array>>) {
  const sent = await byPage(deps, path, fields);
  expect(sent.status).toBe(303);
  const address = sent.headers.location ?? "";
  expect(textOf((await openPage(deps, address)).body)).toContain("正在读取文件");
  await runJobs(deps);
  return openPage(deps, address);
}

async function byPage(deps: Wiring, path: string, fields: Readonly<Record<string, string | Uint8Array>>) {
  const token = await tokens.issue({ username: "fay", groups: ["finance"] });
  const body = new FormData();
  for (const [name, value] of Object.entries(fields))
    body.set(name, typeof value === "string" ? value : new File([Uint8Array.from(value)], "a.csv"));
  const headers = { cookie: `__Host-session=${token}`, origin: "https://pay.example.com" };
  return ask(
    createSite(() => deps),
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
    expect([status, json.encoding, json.entries[0].holder, json.rowErrors]).toEqual([200, encoding, "张伟", []]);
    const page = await byPage(p, "payees", { op: "upload", file: bytes });
    expect(textOf(page.body)).toMatch(new RegExp(`编码：${shown}.*张伟`));
    // Whoever approves it sees a part of a name that isn't the advisor's, and the encoding.
    const previewId = /name="previewId" value="([0-9a-f]+)"/.exec(page.body)?.[1] ?? "";
    const saved = await byPage(p, "payees", { op: "save", previewId, comment: "导入" });
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
    expect([refused.status, refused.json.issues]).toEqual([
      422,
      [
        {
          path: "encoding",
          code: "encoding-choice-needed",
          params: expect.anything(),
          message: expect.stringMatching(/encoding=utf-8 \(Ԭΰ\) or encoding=gb18030 \(袁伟\)/),
        },
      ],
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
    expect([status, json.previewId, json.rowErrors[0].issues[0].code]).toEqual([200, null, "characters-lost"]);
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
    const { status, json } = await byApi(p, "bank-reports", bytes);
    expect([status, json.entries, json.matches]).toEqual([201, 1, { applies: 1 }]);
    const page = await byPage(q, "bank-reports", { op: "preview", file: bytes });
    expect(textOf(page.body)).toContain(reference.slice(-8));
    const applied = await byPage(q, "bank-reports", { op: "apply", kept: /name="kept" value="([^"]*)"/.exec(page.body)?.[1] ?? "" });
    expect(applied.status).toBe(303);
    for (const wiring of [p, q]) expect((await readPayment(CASE_PAYOUT, advisorId, wiring))?.state).toBe(state);
  });

  test("the workbook that we export, with a column for the outcome, comes back as a report, by API and page", async () => {
    const p = await fresh();
    const bytes = await exportedWorkbook(p);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(bytes as never);
    const outcomes = new Map<string, string>();
    for (const sheet of book.worksheets) {
      let column = 0;
      sheet.eachRow((row) => {
        const at = (row.values as unknown[]).findIndex((cell) => String(cell).includes("Reference"));
        if (at > 0) {
          column = row.cellCount + 1;
          row.getCell(column).value = "结果";
        } else if (/^FR|-/.test(String(row.getCell(3).text)) && column > 0) {
          const outcome = outcomes.size === 0 ? "交易失败" : "成功";
          outcomes.set(String(row.getCell(1).text), outcome);
          row.getCell(column).value = outcome;
        }
      });
    }
    expect(outcomes.size).toBeGreaterThan(1);
    const edited = new Uint8Array(await book.xlsx.writeBuffer());
    const { status, json } = await previewByApi(p, "bank-reports/preview?fileName=payout.xlsx", edited);
    expect([status, json.encoding, json.matches.applies.count, json.totalEntries]).toEqual([200, "xlsx", outcomes.size, outcomes.size]);
    const page = await previewByPage(await fresh(), "bank-reports", { op: "preview", file: edited });
    expect(textOf(page.body)).toMatch(/（xlsx）.*Excel 工作簿/);
    // A workbook isn't applied unread: its preview is.
    expect((await byApi(p, "bank-reports", edited)).json.issues[0].params.url).toBe("/v1/finance/bank-reports/preview");
    const applied = await byApi(p, `bank-reports?uploadId=${json.uploadId}`);
    expect([applied.status, applied.json.matches]).toEqual([201, { applies: outcomes.size }]);
    for (const [advisorId, outcome] of outcomes)
      expect((await readPayment(CASE_PAYOUT, advisorId, p))?.state).toBe(outcome === "成功" ? "paid" : "rejected");
  });

  test("a workbook in a ZIP is read by the job too; a damaged one is told there, with what to do", async () => {
    const p = await fresh();
    const packed = zipSync({ "a/report.xlsx": await workbookOf(["参考号", "结果"], ["nobody's", "成功"]) });
    expect((await previewByApi(p, "bank-reports/preview", packed)).json.matches).toMatchObject({ "no-such-reference": { count: 1 } });
    const { status, json } = await previewByApi(p, "bank-reports/preview", await workbookOf(["参考号"], ["1"]));
    expect([status, json.issues[0].path, json.issues[0].code]).toEqual([422, "header", "columns-expected"]);
    const page = await previewByPage(p, "bank-reports", { op: "preview", file: await workbookOf(["参考号"], ["1"]) });
    expect([page.status, textOf(page.body)]).toEqual([422, expect.stringContaining("文件无法识别")]);
  });

  test("the encoding is chosen without choosing the file again, and the preview tells it, and what was ignored", async () => {
    const p = await fresh();
    const bytes = Uint8Array.from([...Buffer.from("reference,outcome,name\nx,paid,"), 0xd4, 0xac, 0xce, 0xb0]);
    const page = await byPage(p, "bank-reports", { op: "preview", file: bytes });
    expect([page.status, textOf(page.body)]).toEqual([422, expect.stringMatching(/不用重新选择文件.*UTF-8：Ԭΰ.*GB18030：袁伟/)]);
    const uploadId = /name="uploadId" value="([0-9a-f]+)"/.exec(page.body)?.[1] ?? "";
    const chosen = await previewByPage(p, "bank-reports", { op: "preview", uploadId, encoding: "gb18030" });
    expect(textOf(chosen.body)).toMatch(/编码：GB18030.*已忽略的列：name/);
    // Nothing of the file lies readable anywhere.
    const kept = await filesBelow(folders.get(p) ?? "");
    expect(kept.filter(({ bytes: each }) => secretsInBytes(each, needlesOf([{ secret: "袁伟", kind: "name" }])).length > 0)).toEqual([]);
  });
});

describe("a workbook of adjustments", () => {
  test("is read by a job, by API and page, and proposed by what the preview showed", async () => {
    const p = await fresh();
    const bytes = await workbookOf(
      ["月份", "顾问编号", "金额", "原因", "依据", "种类", "备注"],
      ["2026-10", "p1", -12.5, "差旅多报", "T-1", "", "x"],
      ["2026-10", "p2", 5, "坏账", "T-2", "writeOff", ""],
    );
    const { status, json } = await previewByApi(p, "adjustments/preview?fileName=a.xlsx", bytes);
    expect([status, json.fileName, json.encoding, json.ignoredColumns]).toEqual([200, "a.xlsx", "xlsx", ["备注"]]);
    expect(
      json.entries.map(({ advisorId, amount }: { advisorId: string; amount: { amountMinor: number } }) => [advisorId, amount.amountMinor]),
    ).toEqual([["p1", -1250]]);
    // A debt is written off of whoever has one.
    expect(json.rowErrors).toMatchObject([{ line: 3, issues: [{ code: "write-off-above-debt" }] }]);
    const page = await previewByPage(p, "adjustments", { op: "upload", file: bytes });
    expect(textOf(page.body)).toMatch(/Excel 工作簿/);
    const field = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page.body)?.[1] ?? "";
    const sent = { op: "save", fileName: field("fileName"), seen: field("seen"), uploadId: field("uploadId") };
    // Shown again, it still tells what was left out.
    const again = await byPage(p, "adjustments", sent);
    expect([again.status, textOf(again.body)]).toEqual([422, expect.stringMatching(/Excel 工作簿.*错误行 \(1\)/)]);
    expect((await byPage(p, "adjustments", { ...sent, comment: "更正" })).status).toBe(303);
    const [proposal] = await p.proposals.list(["submitted"], "adjustments");
    expect(proposal?.content).toMatchObject({ source: "a.csv (XLSX)", entries: [{ advisorId: "p1", month: "2026-10", amount: -1250 }] });
  });
});
