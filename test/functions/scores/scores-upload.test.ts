import { parse } from "csv-parse/sync";
import ExcelJS from "exceljs";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Wiring } from "../../../functions/_platform/wiring.ts";
import { createHandler as createApi } from "../../../functions/hr-api/handler.ts";
import { createHandler as createJobs } from "../../../functions/hr-jobs/handler.ts";
import { createHandler as createSite } from "../../../functions/hr-site/handler.ts";
import { advisor, order, plan } from "../../support/facts.ts";
import { type JobMessage, listingJobs } from "../../support/idle.ts";
import { type Ledgers, startLedgers } from "../../support/ledger.ts";
import { ask, createTestTokens, type TestTokens } from "../../support/test-tokens.ts";

/** Scores that are uploaded as a workbook: pages and API keep it, HR's job reads it. */

let ledgers: Ledgers;
let tokens: TestTokens;
let p: Wiring;
const waiting: JobMessage[] = [];

beforeAll(async () => {
  ledgers = await startLedgers("simulated");
  tokens = await createTestTokens();
  const ledger = await ledgers.open();
  await ledger.record(plan(), advisor("li", { name: "Li Wei" }), advisor("bo"), order({ orderId: "o1" }));
  p = { ...ledger.wiring, jobs: listingJobs(waiting), identity: tokens.identity };
}, 60_000);
afterAll(() => ledgers.stop());

async function runJobs(): Promise<void> {
  expect(await tryJobs(p, 1)).toEqual({ batchItemFailures: [] });
  waiting.splice(0);
}

/** Hands the job that waits to the function, as the queue does on this try. */
async function tryJobs(wiring: Wiring, tries: number): Promise<unknown> {
  const attributes = { ApproximateReceiveCount: String(tries) };
  const Records = waiting.map((event) => ({ messageId: "m", body: JSON.stringify(event), attributes }));
  expect(Records).toHaveLength(1);
  return createJobs(() => wiring)({ Records } as never, { awsRequestId: "r" } as never);
}

const page = async (path: string, fields?: Readonly<Record<string, string | Uint8Array>>, username = "hana", more = {}) => {
  const headers = {
    ...more,
    cookie: `__Host-session=${await tokens.issue({ username, groups: ["hr"] })}`,
    origin: "https://pay.example.com",
  };
  if (fields === undefined)
    return ask(
      createSite(() => p),
      path,
      { headers },
    );
  const body = new FormData();
  for (const [name, value] of Object.entries(fields))
    body.set(name, typeof value === "string" ? value : new File([Uint8Array.from(value)], "scores.xlsx"));
  return ask(
    createSite(() => p),
    path,
    { method: "POST", headers, body },
  );
};

const api = async (path: string, bytes?: Uint8Array) => {
  const headers = { authorization: `Bearer ${await tokens.issue({ username: "hana", groups: ["hr"] })}` };
  const sent = bytes && {
    method: "POST",
    headers: { ...headers, "content-type": "application/octet-stream" },
    body: Uint8Array.from(bytes),
  };
  const { status, body } = await ask(
    createApi(() => p),
    path,
    sent ?? { headers },
  );
  return { status, json: JSON.parse(body) };
};

/** The template that the page offers, filled in and saved as a workbook. */
async function filledTemplate(): Promise<Uint8Array> {
  const rows = parse((await page("/zh/hr/scores?file=template")).body, { bom: true }) as string[][];
  const book = new ExcelJS.Workbook();
  book.addWorksheet("评分").addRows(rows.map((row, index) => (index === 0 ? row : [...row.slice(0, 2), 4.5 + index / 10])));
  return new Uint8Array(await book.xlsx.writeBuffer());
}

test("the template as a workbook: by API 202 with where its preview will be, then the preview; another's is nobody's", async () => {
  const sent = await api("/v1/hr/scores/preview?fileName=scores.xlsx", await filledTemplate());
  expect([sent.status, sent.json.object]).toEqual([202, "upload"]);
  expect((await api(sent.json.url)).status).toBe(202);
  await runJobs();
  const { status, json } = await api(sent.json.url);
  expect([status, json.encoding, json.counts]).toEqual([200, "xlsx", { new: 2, changed: 0, same: 0, rowErrors: 0 }]);
  expect(json.cells.map(({ after }: { after: string }) => after)).toEqual(["4.6", "4.7"]);
  expect((await api("/v1/hr/scores/previews/0123456789abcdef0123456789abcdef")).status).toBe(404);
});

test("scores upload: by page it is shown as soon as it was read, to whoever uploaded it, and saved from there", async () => {
  const sent = await page("/zh/hr/scores", { op: "upload", file: await filledTemplate() });
  const address = sent.headers.location ?? "";
  expect([sent.status, (await page(address)).body]).toEqual([303, expect.stringContaining("正在读取文件")]);
  const refreshes = async () =>
    (await page(address, undefined, "hana", { "hx-request": "true", "hx-target": "section#state" })).headers["hx-refresh"];
  expect(await refreshes()).toBeUndefined();
  await runJobs();
  expect(await refreshes()).toBe("true");
  expect((await page(address, undefined, "gus")).status).toBe(404);
  const { body } = await page(address);
  expect(body).toContain("scores.xlsx (XLSX)");
  const [, uploadId = ""] = /name="uploadId" value="([^"]*)"/.exec(body) ?? [];
  const [, expectedResultHash = ""] = /name="expectedResultHash" value="([^"]*)"/.exec(body) ?? [];
  const saved = await page("/zh/hr/scores", {
    op: "save",
    fileName: "scores.xlsx (XLSX)",
    uploadId,
    expectedResultHash,
    comment: "九月评分",
  });
  expect([saved.status, saved.headers.location]).toEqual([303, expect.stringContaining("scores?saved=")]);
});

test("scores upload: of several sheets each row names its own, also once other rows are asked for; a sheet that nearly is one is told", async () => {
  const book = new ExcelJS.Workbook();
  const header = ["advisorId", "month", "serviceScore"];
  book.addWorksheet("一店").addRows([header, ["li", "2026-08", 4.5], ["nobody", "2026-08", 4]]);
  book.addWorksheet("二店").addRows([header, ["nobody", "2026-07", 4], ["bo", "2026-08", 4.5]]);
  book.addWorksheet("三店").addRows([["advisorId", "serviceScore"]]);
  const bytes = new Uint8Array(await book.xlsx.writeBuffer());
  const { json: sent } = await api("/v1/hr/scores/preview?fileName=scores.xlsx", bytes);
  const address = `/zh/hr/scores/uploads/${sent.uploadId}`;
  await runJobs();
  const { json } = await api(sent.url);
  expect(json.cells.map(({ line, sheet }: Record<string, unknown>) => [line, sheet])).toEqual([
    [2, "一店"],
    [3, "二店"],
  ]);
  expect(json.skippedSheets).toMatchObject([{ sheet: "三店", issue: { code: "scores-header-expected" } }]);
  const first = (await page(address)).body;
  const again = (await page("/zh/hr/scores", { show: "new:1", fileName: "scores.xlsx (XLSX)", uploadId: sent.uploadId })).body;
  for (const body of [first, again]) {
    expect(body).toMatch(/Excel 工作簿，已读取的工作表：一店、二店/);
    expect(body).toMatch(/工作表“三店”像是同类数据，但未读取/);
    expect(body).toContain("二店；第 3 行");
    expect(body).toMatch(/工作表“一店”[\s\S]*工作表“二店”/);
    expect(body).not.toContain("UTF-8");
  }
  expect((await page("/zh/hr/scores", { op: "save", fileName: "scores.xlsx", uploadId: sent.uploadId }, "gus")).status).toBe(404);
});

test("scores upload: one that could not be read in all tries is told as failed, with what to do; read all the same later, it is shown", async () => {
  const { json: sent } = await api("/v1/hr/scores/preview?fileName=scores.xlsx", await filledTemplate());
  const address = `/en/hr/scores/uploads/${sent.uploadId}`;
  const get = async () => Promise.reject(new Error("the bucket is away"));
  const broken = { ...p, uploads: { ...p.uploads, get } };
  const failed = { batchItemFailures: [{ itemIdentifier: "m" }] };
  for (const tries of [1, 4]) expect(await tryJobs(broken, tries)).toEqual(failed);
  expect((await page(address)).body).toContain("is being read");
  expect(await tryJobs(broken, 5)).toEqual(failed);
  const told = await page(address);
  expect([told.status, told.body]).toEqual([422, expect.stringMatching(/could not be read[\s\S]*href="\/en\/hr\/scores">Upload again/)]);
  expect(told.body).not.toContain("hx-get");
  expect((await api(sent.url)).status).toBe(422);
  // Somebody has put the message back from the dead-letter queue.
  await runJobs();
  expect([(await page(address)).status, (await api(sent.url)).status]).toEqual([200, 200]);
});

test("scores upload: nobody is told to wait for a job that died while it read, or for bytes that are gone", async () => {
  const { json: sent } = await api("/v1/hr/scores/preview?fileName=scores.xlsx", await filledTemplate());
  const address = `/zh/hr/scores/uploads/${sent.uploadId}`;
  expect((await page(address)).body).toContain("正在读取文件");
  const { now } = p.surroundings;
  p = { ...p, surroundings: { ...p.surroundings, now: () => now() + 3_700_000 } };
  expect((await page(address)).body).toContain("文件读取失败");
  p = { ...p, surroundings: { ...p.surroundings, now } };
  const gone = { ...p, uploads: { ...p.uploads, get: async () => undefined } };
  expect(await tryJobs(gone, 1)).toEqual({ batchItemFailures: [] });
  waiting.splice(0);
  expect((await page(address)).body).toContain("文件读取失败");
});
