import { afterAll, beforeAll, expect, test } from "vitest";
import { createHandler as createFinanceHandler } from "../../../functions/finance-site/handler.ts";
import { createHandler } from "../../../functions/hr-site/handler.ts";
import { proposeOutcome } from "../../../shared/payouts/steps/propose-outcome.ts";
import { recordOutcome } from "../../../shared/payouts/steps/record-outcome.ts";
import { FROM_PAGE } from "../../../shared/proposals/entry-kind.ts";
import { type Ledgers, startLedgers } from "../../support/ledger.ts";
import { exportedPayout, FINANCE, openPayWorld } from "../../support/payouts.ts";
import { ask, createTestTokens } from "../../support/test-tokens.ts";

let ledgers: Ledgers;
beforeAll(async () => {
  ledgers = await startLedgers("simulated");
});
afterAll(() => ledgers.stop());

test("outcome proposal pages: whoever approves a correction from the inbox is told whose it is, why and what follows, as on finance's page", async () => {
  const { p } = await openPayWorld(ledgers, { li: 1 });
  await exportedPayout(p);
  const came = { payoutId: "2026-10-1", advisorId: "li" };
  await recordOutcome({ ...came, kind: "paid", comment: "statement of the bank" }, FINANCE("fay"), p);
  const said = { ...came, act: "correct", kind: "rejected", code: "AC04", comment: "misread", source: FROM_PAGE } as const;
  const { proposalId } = await proposeOutcome(said, FINANCE("fay"), p);
  const tokens = await createTestTokens();
  const bearer = await tokens.issue({ username: "gus", groups: ["finance"] });
  const deps = { ...p, identity: tokens.identity };
  const read = async (site: "hr" | "finance", path: string) => {
    const handler = site === "hr" ? createHandler(() => deps) : createFinanceHandler(() => deps);
    const { status, body } = await ask(handler, path, { headers: { cookie: `__Host-session=${bearer}` } });
    expect(status).toBe(200);
    return body.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
  };
  for (const site of ["hr", "finance"] as const) {
    const zh = await read(site, `/zh/${site}/proposals/${proposalId}`);
    expect(zh).toContain("付款结果：li（2026-10-1）");
    expect(zh).toContain("账户已销户（AC04）");
    expect(zh).toMatch(/批准后，.{1,20} \(li\) 的 ¥60\.00 重新计入待付/);
    // What is proposed stands there in words alone, and nothing that wasn't computed has a line.
    expect(zh).not.toMatch(/"advisorId"|试算所依据的数据\s*试算结果/);
  }
  const inbox = await read("hr", "/en/hr/approvals");
  expect(inbox).toContain("Payment outcome: li (2026-10-1)");
  expect(inbox).not.toContain(FROM_PAGE);
});
