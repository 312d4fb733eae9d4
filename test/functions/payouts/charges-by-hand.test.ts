import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Wiring } from "../../../functions/_platform/wiring.ts";
import { createHandler as createApi } from "../../../functions/finance-api/handler.ts";
import { createHandler as createSite } from "../../../functions/finance-site/handler.ts";
import { createHandler as createHrSite } from "../../../functions/hr-site/handler.ts";
import { proposePayee } from "../../../shared/payees/steps/propose-payees.ts";
import { payoutBalances } from "../../../shared/payouts/accounting/steps/payout-balances.ts";
import { parseBankReport } from "../../../shared/payouts/bank-reports/formats/parse-report.ts";
import { uploadBankReport } from "../../../shared/payouts/bank-reports/steps/upload-report.ts";
import { referenceOf } from "../../../shared/payouts/model/reference.ts";
import { type OutcomeProposal, proposeOutcome } from "../../../shared/payouts/steps/propose-outcome.ts";
import { readPayment, readPayout } from "../../../shared/payouts/steps/read-payout.ts";
import { approveProposal } from "../../../shared/proposals/steps/take-steps.ts";
import { type Ledgers, startLedgers } from "../../support/ledger.ts";
import { draftNow, exportedPayout, FINANCE, openStatedWorld } from "../../support/payouts.ts";
import { codesOf } from "../../support/proposals.ts";
import { ask, createTestTokens } from "../../support/test-tokens.ts";

/** What whoever approves has to see: what banks took off what came back, accounts that look wrong, drafts that pay nobody. */

let ledgers: Ledgers;
beforeAll(async () => {
  ledgers = await startLedgers("simulated");
});
afterAll(() => ledgers.stop());

const [fay, gus] = [FINANCE("fay"), FINANCE("gus")];
const FIRST = "2026-10-1";
const PAYMENT = `finance/payouts/${FIRST}/payments/li`;
const comment = "the bank's letter of the day";

async function open() {
  const { p } = await openStatedWorld(ledgers, { li: 1, wang: 1 });
  await exportedPayout(p);
  return p;
}
const propose = (asked: Partial<OutcomeProposal>, deps: Wiring) =>
  proposeOutcome({ payoutId: FIRST, advisorId: "li", act: "record", kind: "returned", comment, source: "form", ...asked }, fay, deps);
const charged = async (deps: Wiring) => (await readPayout(FIRST, deps)).totals.charges;

async function sites(deps: Wiring) {
  const tokens = await createTestTokens();
  const wired = { ...deps, identity: tokens.identity };
  const tokenOf = (username: string) => tokens.issue({ username, groups: ["finance"] });
  const page = async (path: string, form?: Readonly<Record<string, string>>, username = "fay") => {
    const headers = {
      cookie: `__Host-session=${await tokenOf(username)}`,
      origin: "https://pay.example.com",
      "sec-fetch-site": "same-origin",
    };
    const init = form === undefined ? { headers } : { method: "POST", body: new URLSearchParams(form), headers };
    const answered = await ask(
      (path.includes("/hr/") ? createHrSite : createSite)(() => wired),
      path,
      init,
    );
    return { ...answered, text: answered.body.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ") };
  };
  const api = async (path: string, body: unknown) => {
    const headers = { authorization: `Bearer ${await tokenOf("fay")}`, "content-type": "application/json" };
    const { status, body: text } = await ask(
      createApi(() => wired),
      path,
      { method: "POST", headers, body: JSON.stringify(body) },
    );
    return { status, text };
  };
  return { page, api };
}

describe("charges of an outcome by hand", () => {
  test("are proposed, approved, counted and posted as a bank's file posts them, and reversed by a correction", async () => {
    const p = await open();
    await approveProposal(await propose({ chargesMinor: 500n, code: "AM04" }, p), gus, p);
    expect((await readPayment(FIRST, "li", p))?.payment.outcomes).toMatchObject([{ kind: "returned", charges: "500" }]);
    expect(await charged(p)).toBe(500n);
    expect((await payoutBalances(await readPayout(FIRST, p), p))?.charges).toBe(500n);
    await approveProposal(await propose({ act: "correct", kind: "paid" }, p), gus, p);
    expect(await charged(p)).toBe(0n);
    expect((await payoutBalances(await readPayout(FIRST, p), p))?.charges).toBe(0n);
  });

  test("are refused where nothing came back, and where they are no part of it", async () => {
    const p = await open();
    for (const wrong of [{ kind: "rejected", chargesMinor: 500n }, { chargesMinor: 6_000n }, { chargesMinor: -1n }] as const)
      expect(await codesOf(propose(wrong, p))).toEqual(["charges-unfit"]);
    expect((await propose({ chargesMinor: 5_999n }, p)).content).toMatchObject({ entries: [{ charges: "5999" }] });
  });

  test("are typed on the payment's page, and whoever approves is told what came back", async () => {
    const p = await open();
    const { page } = await sites(p);
    expect((await page(`/zh/${PAYMENT}`)).text).toContain("银行扣收手续费");
    const form = { sure: "yes", comment, kind: "returned", code: "AM04" };
    const wrong = await page(`/en/${PAYMENT}`, { ...form, charges: "5,0,0" });
    expect([wrong.status, wrong.body.includes('value="5,0,0"')]).toEqual([422, true]);
    const paid = await page(`/en/${PAYMENT}`, { ...form, kind: "paid", charges: "5.00" });
    expect([paid.status, paid.text.includes("Only a returned payment has charges")]).toEqual([422, true]);
    const sent = await page(`/en/${PAYMENT}`, { ...form, charges: "5.00" });
    expect(sent.status).toBe(303);
    const to = `${sent.headers.location ?? ""}`;
    expect((await page(to, undefined, "gus")).text).toContain("Banks deducted ¥5.00, which is the agency’s expense: ¥55.00 came back");
    expect((await page(to.replace("/en/finance/", "/zh/hr/").replace(/\?.*/, ""), undefined, "gus")).text).toContain("实际退回 ¥55.00");
  });

  test("are proposed by the API in minor units", async () => {
    const p = await open();
    const { api } = await sites(p);
    const at = `/v1/finance/payouts/${FIRST}/payments/li/proposals`;
    const body = { action: "record", kind: "returned", comment, code: "AM04" };
    expect((await api(at, { ...body, charges: { amountMinor: 1.5, currency: "CNY" } })).status).toBe(422);
    const refused = await api(at, { ...body, charges: { amountMinor: 6_000, currency: "CNY" } });
    expect([refused.status >= 400, refused.text.includes("charges-unfit")]).toEqual([true, true]);
    const foreign = await api(at, { ...body, charges: { amountMinor: 500, currency: "USD" } });
    expect([foreign.status, foreign.text.includes("currency-differs")]).toEqual([422, true]);
    expect((await api(at, { ...body, charges: { amountMinor: 500, currency: "CNY" } })).status).toBe(201);
  });

  test("are read from a CSV of outcomes, beside what came back or alone", async () => {
    const p = await open();
    const file = (rows: string) => parseBankReport(new TextEncoder().encode(`reference,outcome,amount,charges\n${rows}\n`), "a.csv", "CNY");
    const [li, wang] = ["li", "wang"].map((id) => referenceOf(FIRST, id));
    const wrong = await file(`${li},returned,55.00,"1,234"`);
    expect(wrong.ok ? [] : wrong.issues).toMatchObject([{ line: 2, path: "charges", code: "amount-ambiguous" }]);
    const odd = await file(`${li},returned,55.00,abc`);
    expect(odd.ok && odd.value.entries).toMatchObject([{ kind: "returned", wrongAmount: "55.00 abc" }]);
    const read = await file(`${li},returned,55.00,5.00\n${wang},returned,,60.00`);
    if (!read.ok) throw new Error("the CSV was not read");
    expect((await uploadBankReport(read.value, fay, p)).matches).toEqual({ applies: 1, "amount-differs": 1 });
    expect(await charged(p)).toBe(500n);
    const alone = await file(`${wang},returned,,7.00`);
    if (!alone.ok) throw new Error("the CSV was not read");
    expect((await uploadBankReport(alone.value, fay, p)).matches).toEqual({ applies: 1 });
    expect(await charged(p)).toBe(1_200n);
  });
});

test("payees: an account that looks wrong is told to whoever approves it, on both sites, and is no part of what is stored", async () => {
  const p = await open();
  const typed = { holder: "li", account: "6222020200112233441", bankCode: "102100099996", bankName: "" };
  const { proposalId, lockVersion, content } = await proposePayee({ advisorId: "li", typed, source: "form", comment }, fay, p);
  expect(content).toMatchObject({ entries: [{ warnings: ["check-digit"] }] });
  const { page } = await sites(p);
  for (const site of ["finance", "hr"]) {
    const { text } = await page(`/zh/${site}/proposals/${proposalId}`, undefined, "gus");
    expect(text).toContain("有 1 个账号可疑");
    expect(text).toContain("银行卡校验位不符");
  }
  await approveProposal({ proposalId, lockVersion }, gus, p);
  expect(Object.keys((await p.payouts.payees(["li"])).get("li")?.at(-1) ?? {})).not.toContain("warnings");
});

test("payouts: a draft that pays nobody says so wherever its status stands, and is no approval that a close waits for", async () => {
  const p = await open();
  const draft = await draftNow({ month: "2026-10" }, fay, p);
  expect(draft.content?.payments.count).toBe(0);
  const { page } = await sites(p);
  for (const path of [`/zh/finance/payouts/${draft.payoutId}`, "/zh/finance/payouts", `/zh/finance/payouts/${draft.payoutId}?done=begun`]) {
    const { text } = await page(path, undefined, "gus");
    expect(text).toContain("无可付款项，不能批准");
    expect(text).not.toMatch(/待批准|待另一人批准/);
  }
  expect((await page(`/en/finance/payouts/${draft.payoutId}`, undefined, "gus")).text).toContain("Pays nobody, can’t be approved");
  expect((await page("/zh/finance/close/2026-11")).text).toContain(`${draft.payoutId} 无可付款项，待撤回`);
});
