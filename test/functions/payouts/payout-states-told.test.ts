import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Wiring } from "../../../functions/_platform/wiring.ts";
import { createHandler as createApi } from "../../../functions/finance-api/handler.ts";
import { createHandler as createSite } from "../../../functions/finance-site/handler.ts";
import { closeChecks } from "../../../shared/closing/steps/pre-close-checks.ts";
import { parseBankReport } from "../../../shared/payouts/bank-reports/formats/parse-report.ts";
import { uploadBankReport } from "../../../shared/payouts/bank-reports/steps/upload-report.ts";
import { referenceOf } from "../../../shared/payouts/model/reference.ts";
import { confirmPayout } from "../../../shared/payouts/steps/confirm-payout.ts";
import { holdAdvisor } from "../../../shared/payouts/steps/hold-payments.ts";
import { readPayout } from "../../../shared/payouts/steps/read-payout.ts";
import { financeSchema } from "../../../shared/settings/model/settings.ts";
import { type Ledgers, startLedgers } from "../../support/ledger.ts";
import {
  approvedPayout,
  clockedAt,
  downloadedPayout,
  draftNow,
  exportedPayout,
  FINANCE,
  openStatedWorld,
  seen,
} from "../../support/payouts.ts";
import { ask, createTestTokens } from "../../support/test-tokens.ts";

/** What pages and API say of a payout and its payments is how they stand. */

let ledgers: Ledgers;
beforeAll(async () => {
  ledgers = await startLedgers("simulated");
});
afterAll(() => ledgers.stop());

const [fay, gus] = [FINANCE("fay"), FINANCE("gus")];
const FIRST = "2026-10-1";

const open = async () => (await openStatedWorld(ledgers, { li: 1, wang: 1 })).p;

async function asGus(deps: Wiring) {
  const tokens = await createTestTokens();
  const wired = () => ({ ...deps, identity: tokens.identity });
  const token = await tokens.issue({ username: "gus", groups: ["finance"] });
  const page = async (path: string) => {
    const { body } = await ask(createSite(wired), path, { headers: { cookie: `__Host-session=${token}` } });
    return { body, text: body.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ") };
  };
  const api = async (path: string) =>
    JSON.parse((await ask(createApi(wired), path, { headers: { authorization: `Bearer ${token}` } })).body);
  return { page, api };
}

test("payouts: of a draft that something overtook badge, list, close and API say that it is out of date, not that it waits for approval", async () => {
  const p = await open();
  await draftNow({ month: "2026-10" }, fay, p);
  const { page, api } = await asGus(p);
  expect((await page("/zh/finance/payouts")).text).toContain("待批准");
  expect((await api("/v1/finance/payouts")).data[0].isOutdated).toBe(false);
  await holdAdvisor({ advisorId: "li", reason: "a dispute" }, gus, p);
  for (const path of [`/zh/finance/payouts/${FIRST}`, "/zh/finance/payouts", "/zh/finance/close/2026-11"]) {
    const { text } = await page(path);
    expect(text).toContain("已过期");
    expect(text).not.toMatch(/2026-10-1 待批准|结算单 待批准|2026年10月 待批准/);
  }
  expect((await page("/en/finance/payouts")).text).toContain("Out of date");
  expect((await closeChecks("2026-11", p)).payouts).toEqual([{ payoutId: FIRST, waitsFor: "outdated" }]);
  expect((await api("/v1/finance/payouts")).data[0].isOutdated).toBe(true);
  // It is there all the same: nobody is told that there is no payout.
  expect((await page("/en/finance/reconciliation")).text).toContain("No payout is approved yet; drafts don’t count here.");
  expect((await page("/zh/finance/reconciliation")).text).not.toContain("还没有付款批次");
});

test("payouts: of one whose file nobody has fetched finance reads that it is to be downloaded, not that finance has to act", async () => {
  const p = await open();
  await exportedPayout(p);
  const { page } = await asGus(p);
  expect((await page(`/en/finance/payouts/${FIRST}`)).text).toContain("Download the bank file below and send it to the bank.");
  expect((await page(`/zh/finance/payouts/${FIRST}`)).text).toContain("请在下方下载付款文件并发送给银行。");
  // Once its day has passed nobody can any more: then the reason stands there, and what to do.
  const late = await (await asGus(clockedAt(p, "2026-11-19T01:00:00Z"))).page(`/en/finance/payouts/${FIRST}`);
  expect(late.text).not.toContain("Download the bank file below");
  expect(late.text).toMatch(/Next step The bank was to pay on 2026-11-06, which has passed, .* withdraw the payout and create a new one\./);
});

describe("an account of the agency's that isn't set", () => {
  test("is told before anybody approves, and until the file is made, by page and API", async () => {
    const set = await open();
    const p = { ...set, finance: { ...set.finance, debtor: { ...set.finance.debtor, account: "0000" } } };
    await approvedPayout(p);
    const { page, api } = await asGus(p);
    expect((await page(`/zh/finance/payouts/${FIRST}`)).text).toContain("本公司的付款账户不能写入银行文件");
    expect((await page(`/en/finance/payouts/${FIRST}`)).text).toContain("The agency&#39;s own account can&#39;t be written");
    expect((await api(`/v1/finance/payouts/${FIRST}`)).debtorIssue).toBe("missing");
    const other = await asGus(set);
    expect((await other.page(`/zh/finance/payouts/${FIRST}`)).text).not.toContain("本公司的付款账户不能写入");
    expect((await other.api(`/v1/finance/payouts/${FIRST}`)).debtorIssue).toBeNull();
  });
});

test("payouts: a format that can hold nobody is told on the page before anybody approves, and keeps nobody out", async () => {
  const set = await open();
  const columns = [
    { title: "Text", value: "constant", text: "工资😀" },
    { title: "Holder", value: "holder" },
  ];
  const finance = financeSchema.parse({
    debtor: set.finance.debtor,
    templates: [{ id: "wages", name: "W", kind: "bank", encoding: "gbk", columns }],
  });
  const p = { ...set, finance };
  const { content } = await draftNow({ month: "2026-10" }, fay, p);
  expect(content).toMatchObject({
    payments: { count: 2 },
    formats: [{ format: "pain.001" }, { format: "wages", issue: "character", column: "Text" }],
  });
  const { page } = await asGus(p);
  expect((await page(`/en/finance/payouts/${FIRST}`)).text).toContain("can&#39;t be written as &quot;wages&quot; (column &quot;Text&quot;");
  expect((await page(`/zh/finance/payouts/${FIRST}`)).text).toContain("“wages”");
});

test("payments: one that counts as paid by the payout's confirmation alone says by whose", async () => {
  const p = await open();
  await exportedPayout(p);
  const { page } = await asGus(p);
  const at = (language: string) => page(`/${language}/finance/payouts/${FIRST}/payments/li`);
  expect((await at("zh")).text).toContain("还没有登记任何结果");
  await confirmPayout({ ...seen(await downloadedPayout((await readPayout(FIRST, p)).payout, p)), comment: "paid" }, gus, p);
  expect((await at("zh")).text).not.toContain("还没有登记任何结果");
  expect((await at("zh")).text).toMatch(/gus 于 .{1,30} 确认了整个批次/);
  expect((await at("en")).text).toContain("counts as paid since gus confirmed");
});

test("payments: one that was possibly booked twice says so on its own page, with the report that tells it", async () => {
  const p = await open();
  await exportedPayout(p);
  const booked = async (reference: string) => {
    const file = `<Document><BkToCstmrStmt><Stmt><Ntry><Amt Ccy="CNY">60.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-11-06</Dt></BookgDt><AcctSvcrRef>${reference}</AcctSvcrRef><NtryDtls><TxDtls><Refs><EndToEndId>${referenceOf(FIRST, "li")}</EndToEndId></Refs></TxDtls></NtryDtls></Ntry></Stmt></BkToCstmrStmt></Document>`;
    const reading = await parseBankReport(new TextEncoder().encode(file), "statement.xml", "CNY");
    return reading.ok ? (await uploadBankReport(reading.value, fay, p)).reportId : expect.unreachable();
  };
  const { page } = await asGus(p);
  const at = (advisorId: string) => page(`/zh/finance/payouts/${FIRST}/payments/${advisorId}`);
  const first = await booked("b1");
  expect((await at("li")).text).not.toContain("可能重复入账");
  const again = await booked("b2");
  const { text, body } = await at("li");
  expect(text).toContain("可能重复入账");
  expect(body).toContain(`/zh/finance/bank-reports/${again}`);
  expect(body.split(`bank-reports/${first}`)).toHaveLength(2);
  expect((await at("wang")).text).not.toContain("可能重复入账");
  // However many reports tell of it, it stands there once, with all of them.
  const third = await booked("b3");
  const later = (await at("li")).body;
  for (const reportId of [again, third]) expect(later).toContain(`/zh/finance/bank-reports/${reportId}`);
  const [, rows = ""] = /id="booked-twice-table"[\s\S]*?<tbody[^>]*>([\s\S]*?)<\/tbody>/.exec(later) ?? [];
  expect(rows.match(/<tr\b/g)).toHaveLength(1);
});
