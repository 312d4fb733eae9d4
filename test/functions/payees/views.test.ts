import { afterAll, beforeAll, expect, test } from "vitest";
import type { Wiring } from "../../../functions/_platform/wiring.ts";
import { createHandler as createFinanceApi } from "../../../functions/finance-api/handler.ts";
import { createHandler as createFinanceSite } from "../../../functions/finance-site/handler.ts";
import { createHandler as createHrApi } from "../../../functions/hr-api/handler.ts";
import { createHandler as createHrSite } from "../../../functions/hr-site/handler.ts";
import { proposePayee } from "../../../shared/payees/steps/propose-payees.ts";
import { advisor, plan } from "../../support/facts.ts";
import { type Ledger, type Ledgers, startLedgers } from "../../support/ledger.ts";
import { payee } from "../../support/payouts.ts";
import { ask, createTestTokens } from "../../support/test-tokens.ts";

let ledgers: Ledgers;
let ledger: Ledger;
beforeAll(async () => {
  ledgers = await startLedgers("simulated");
  ledger = await ledgers.open();
  await ledger.record(plan(), advisor("li", { name: "李娜" }));
  await ledger.wiring.payouts.putPayees([payee("li", { accountLast4: "7731" })]);
});
afterAll(() => ledgers.stop());

/** By each function that shows payee details: with the permissions that it has in the cloud. */
const SHOWING = {
  "finance-site": [createFinanceSite, (id: string) => ["/en/finance/advisors/li", `/en/finance/proposals/${id}`]],
  "finance-api": [createFinanceApi, () => ["/v1/finance/advisors/li"]],
  "hr-site": [createHrSite, (id: string) => [`/en/hr/proposals/${id}`]],
  "hr-api": [createHrApi, (id: string) => [`/v1/hr/proposals/${id}`]],
} as const;

test("views: nothing of a payee is shown unless the view is stored first, whichever page or API is asked", async () => {
  const typed = { holder: "李娜", account: "6222020200112237731", bankCode: "102100099996", bankName: "工商银行" };
  const fay = { username: "fay", roles: ["finance"] } as const;
  const { proposalId } = await proposePayee({ advisorId: "li", typed, source: "API", comment: "a new bank" }, fay, ledger.wiring);
  const tokens = await createTestTokens();
  const viewers: string[] = [];
  for (const [name, [create, pathsOf]] of Object.entries(SHOWING)) {
    const wiring: Wiring = Object.assign(await ledger.as(name), { identity: tokens.identity });
    for (const path of pathsOf(proposalId)) {
      const username = `auditor-${viewers.length + 1}`;
      viewers.push(username);
      const token = await tokens.issue({ username, groups: ["auditor"] });
      const headers = { cookie: `__Host-session=${token}`, authorization: `Bearer ${token}` };
      const subject = path.includes("proposals") ? `proposal:${proposalId}` : "payee:li";
      const before = (await wiring.proposals.activity(subject)).length;
      const noteOncePerHour = () => Promise.reject(new Error("the table is gone"));
      const broken = Object.assign(Object.create(null) as Wiring, wiring, { proposals: { ...wiring.proposals, noteOncePerHour } });
      const refused = await ask(
        create(() => broken),
        path,
        { headers },
      );
      expect([path, refused.status]).toEqual([path, 500]);
      expect(refused.body).not.toContain("7731");
      const shown = await ask(
        create(() => wiring),
        path,
        { headers },
      );
      expect([path, shown.status]).toEqual([path, 200]);
      expect(shown.body).toContain("7731");
      const activity = await wiring.proposals.activity(subject);
      expect(activity.some(({ action, by }) => action === "view" && by === username)).toBe(true);
      expect(activity.length - before).toBe(1);
    }
  }
  expect((await ledger.wiring.proposals.activity("payee:li")).map(({ by, action }) => [by, action]).sort()).toEqual(
    viewers.map((by) => [by, "view"]),
  );
});
