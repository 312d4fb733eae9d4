import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FILE_MAKERS } from "../../../functions/_platform/render/file-generators.ts";
import type { Wiring } from "../../../functions/_platform/wiring.ts";
import { turnoverOf } from "../../../shared/payouts/accounting/balances.ts";
import { downloadFile } from "../../../shared/payouts/files/steps/download-file.ts";
import { makeFile } from "../../../shared/payouts/files/steps/generate-file.ts";
import { readJournal } from "../../../shared/payouts/files/steps/read-journal.ts";
import { requestFile } from "../../../shared/payouts/files/steps/request-file.ts";
import type { Payout } from "../../../shared/payouts/model/payout.ts";
import { payablesOfAdvisor } from "../../../shared/payouts/reconciliation/steps/advisor-payables.ts";
import { totalPayables } from "../../../shared/payouts/reconciliation/steps/total-payables.ts";
import { approvePayout } from "../../../shared/payouts/steps/approve-payout.ts";
import { createPayout } from "../../../shared/payouts/steps/create-payout.ts";
import { exportPayout } from "../../../shared/payouts/steps/export-payout.ts";
import { holdAdvisor, releaseAdvisor } from "../../../shared/payouts/steps/hold-payments.ts";
import { readPayout } from "../../../shared/payouts/steps/read-payout.ts";
import { recordOutcome } from "../../../shared/payouts/steps/record-outcome.ts";
import { recordEach } from "../../../shared/payouts/steps/record-outcomes.ts";
import { cancelWithdrawal, confirmWithdrawal, withdrawPayout } from "../../../shared/payouts/steps/withdraw-payout.ts";
import { type FinanceSettings, financeSchema } from "../../../shared/settings/model/settings.ts";
import { type Ledgers, startLedgers } from "../../support/ledger.ts";
import {
  approvedPayout,
  clockedAt,
  draftInBackground,
  draftNow,
  exportedPayout,
  FINANCE,
  openStatedWorld,
  PAY_DAY,
  payee,
  seen,
} from "../../support/payouts.ts";
import { openable } from "../../support/plain-vault.ts";
import { codesOf, refusalsOf } from "../../support/proposals.ts";

let ledgers: Ledgers;
beforeAll(async () => {
  ledgers = await startLedgers("simulated");
});
afterAll(() => ledgers.stop());

const [fay, gus] = [FINANCE("fay"), FINANCE("gus")];
const OF = "payout:2026-10-1";
const FILE = { of: OF, format: "pain.001" };
const comment = "no bank ever got it";
const bytes = { bytes: 1, sha256: "0".repeat(64) };

/** With files that are made and lie nowhere. */
type World = Wiring & { readonly fileMakers: typeof FILE_MAKERS };
async function open(): Promise<{ p: World; rival(): World }> {
  const { p, rival } = await openStatedWorld(ledgers, { li: 1, wang: 1 });
  const files: Wiring["files"] = {
    put: async (_, chunks) => {
      for await (const _chunk of chunks);
      return bytes;
    },
    link: async (key) => `https://files/${key}`,
  };
  const withFiles = (wiring: Wiring): World => ({
    ...wiring,
    files,
    fileMakers: FILE_MAKERS,
    vault: { ...wiring.vault, ...openable(wiring.vault) },
  });
  return { p: withFiles(p), rival: () => withFiles(rival()) };
}
const exportIt = (payout: Payout, deps: World, more: { format?: string; executeOn?: string; acknowledgeNonBusinessDay?: boolean } = {}) =>
  exportPayout({ ...seen(payout), executeOn: PAY_DAY, ...more }, gus, deps);
const withFinance = (deps: World, more: Partial<FinanceSettings>): World => ({ ...deps, finance: { ...deps.finance, ...more } });

/** What may injectFault an approved payment, and by which refusal it stops. */
const CHANGES: readonly [string, string, (deps: World) => Promise<unknown>][] = [
  ["a hold", "held-in-payout", (deps) => holdAdvisor({ advisorId: "li", reason: "a dispute" }, gus, deps)],
  [
    "a payee that is on its security hold",
    "security-hold-in-payout",
    (deps) => deps.payouts.putPayees([payee("li", { version: 2, approvedAt: "2026-11-04T12:00:00.000Z" })]),
  ],
  ["another payee in force", "payee-in-payout", (deps) => deps.payouts.putPayees([payee("li", { version: 2 })])],
];

describe("what an approval rested on is checked again", () => {
  test.each(CHANGES)("%s stops the export, the making of the file and its link, by name", async (_, code, change) => {
    const { p } = await open();
    const approved = await approvedPayout(p);
    await change(p);
    const { refusals: refused } = await refusalsOf(exportIt(approved, p));
    expect(refused.map((each) => each.code)).toEqual([code]);
    expect(refused[0]?.params.advisors).toBe("Ms li (li)");

    const other = await open();
    await exportIt(await approvedPayout(other.p), other.p);
    await change(other.p);
    const failed = await makeFile(OF, "pain.001", other.p);
    expect([failed?.made, failed?.issues?.[0]?.params.advisors]).toEqual([undefined, "Ms li (li)"]);

    const last = await open();
    await exportIt(await approvedPayout(last.p), last.p);
    expect((await makeFile(OF, "pain.001", last.p))?.made).toMatchObject({ count: 2, controlSum: 12_000n });
    await change(last.p);
    expect(await codesOf(downloadFile(FILE, fay, last.p))).toEqual([code]);
    expect((await last.p.payouts.find("2026-10-1"))?.downloaded).toBeUndefined();
  });

  test("a hold of somebody else, and one that is over, hinder nothing", async () => {
    const { p } = await open();
    await exportIt(await approvedPayout(p), p);
    await makeFile(OF, "pain.001", p);
    await holdAdvisor({ advisorId: "li", reason: "a dispute" }, gus, p);
    await releaseAdvisor({ advisorId: "li", reason: "settled" }, gus, p);
    expect((await downloadFile(FILE, fay, p)).url).toContain("https://files/");
  });

  test("a longer security hold in the settings counts from the moment it is set", async () => {
    const { p } = await open();
    const approved = await approvedPayout(p);
    expect(await codesOf(exportIt(approved, withFinance(p, { securityHoldDays: 60 })))).toEqual(["security-hold-in-payout"]);
  });

  test("another account of the agency's, or other formats of its banks, stop approval, export, making and link, and say which", async () => {
    const debtor = { name: "Another", account: "6222020200112237731", bankCode: "102100099996" };
    const columns = [{ title: "a", value: "amount" }];
    const template = (kind: string) => financeSchema.parse({ templates: [{ id: "icbc", name: "ICBC", kind, columns }] }).templates;
    const changes: readonly [Partial<FinanceSettings>, string[]][] = [
      [{ debtor }, ["debtor-in-payout"]],
      [{ templates: template("bank") }, ["formats-in-payout"]],
      [{ debtor, pain001: false, templates: template("bank") }, ["debtor-in-payout", "formats-in-payout"]],
      // Settings that no bank's file goes by hinder nothing.
      [{ templates: template("payroll"), linkSeconds: 30, closeAfterDays: 9, executionWindowDays: 20 }, []],
    ];
    const { p } = await open();
    const draft = await draftNow({ month: "2026-10" }, fay, p);
    for (const [more, codes] of changes) {
      expect((await readPayout(draft.payoutId, withFinance(p, more))).isOutdated).toBe(codes.length > 0);
      if (codes.length > 0) expect(await codesOf(approvePayout(seen(draft), gus, withFinance(p, more)))).toEqual(codes);
    }
    const approved = await approvePayout(seen(draft), gus, withFinance(p, { linkSeconds: 30 }));
    for (const [more, codes] of changes.slice(0, 2)) expect(await codesOf(exportIt(approved, withFinance(p, more)))).toEqual(codes);
    const [[more, codes] = expect.unreachable(), , , [unrelated] = expect.unreachable()] = changes;
    await exportIt(approved, withFinance(p, unrelated));
    expect((await makeFile(OF, "pain.001", withFinance(p, more)))?.issues).toMatchObject([{ code: "debtor-in-payout" }]);
    await requestFile(FILE, fay, p);
    expect((await makeFile(OF, "pain.001", withFinance(p, unrelated)))?.made).toMatchObject({ count: 2 });
    expect(await codesOf(downloadFile(FILE, fay, withFinance(p, more)))).toEqual(codes);
    expect((await p.payouts.find("2026-10-1"))?.downloaded).toBeUndefined();
    expect((await downloadFile(FILE, fay, withFinance(p, unrelated))).url).toContain("https://files/");
  });

  test("a draft that was computed while these settings changed rests on neither, and is not approved", async () => {
    const { p } = await open();
    const { payoutId } = await createPayout({ month: "2026-10" }, fay, p);
    let calls = 0;
    const some = await draftInBackground(payoutId, p, () => {
      calls += 1;
      return calls <= 1;
    });
    expect(some.status).toBe("drafting");
    const changed = withFinance(p, { pain001: false });
    const draft = await draftInBackground(payoutId, changed);
    expect(draft.content?.settings).toMatchObject({ debtor: [expect.any(String)], formats: [expect.any(String), expect.any(String)] });
    for (const each of [p, changed]) expect(await codesOf(approvePayout(seen(draft), gus, each))).toEqual(["formats-in-payout"]);
  });

  test("content, signature, lines, payee or payment that are not what was approved stop it", async () => {
    const { p } = await open();
    const approved = await approvedPayout(p);
    const content = approved.content ?? expect.unreachable();
    const { payouts } = p;
    const changed = (given: Partial<World["payouts"]>): World => ({ ...p, payouts: { ...payouts, ...given } });
    const asPayout = (payout: Payout) => changed({ find: async () => payout });
    const more = { ...content, payments: { count: 2, amount: 12_001n } };
    expect(await codesOf(exportIt(approved, asPayout({ ...approved, content: more })))).toEqual(["approval-differs"]);
    const { approved: act = expect.unreachable() } = approved;
    const signedBy = (by: string) => asPayout({ ...approved, approved: { ...act, by } });
    expect(await codesOf(exportIt(approved, signedBy("fay")))).toEqual(["approval-differs"]);
    const unsigned = asPayout({ ...approved, approved: { ...act, signs: "0".repeat(64) } });
    expect(await codesOf(exportIt(approved, unsigned))).toEqual(["approval-differs"]);
    const parts = async () => new Map([...(await payouts.parts("2026-10-1"))].slice(1));
    expect(await codesOf(exportIt(approved, changed({ parts })))).toEqual(["approval-differs"]);
    // The same last four digits, and another sealed account behind them.
    const swapped = async (advisorId: string) => {
      const account = await payouts.account(advisorId);
      return {
        ...account,
        payees: account.payees.map((each) => ({ ...each, sealed: { ...each.sealed, account: "plain:6299999999991001" } })),
      };
    };
    expect(await codesOf(exportIt(approved, changed({ account: swapped })))).toEqual(["payee-in-payout"]);
    const otherAmount = async (advisorId: string) => {
      const account = await payouts.account(advisorId);
      return { ...account, payments: account.payments.map((each) => ({ ...each, amount: each.amount + 1n })) };
    };
    expect(await codesOf(exportIt(approved, changed({ account: otherAmount })))).toEqual(["approval-differs"]);
    const lessOwed = async (advisorId: string) => ({ ...(await payouts.account(advisorId)), statements: [] });
    expect(await codesOf(exportIt(approved, changed({ account: lessOwed })))).toEqual(["not-owed-in-payout"]);
    expect((await exportIt(approved, p)).exported).toMatchObject({ format: "pain.001", executeOn: PAY_DAY });
  });
});

describe("the day and the file", () => {
  test("the day is within a window from today in the agency's zone; days on which banks don't work are meant by who says so", async () => {
    const { p } = await open();
    const approved = await approvedPayout(p);
    const on = (executeOn: string, finance: Partial<FinanceSettings> = {}, acknowledgeNonBusinessDay = false) =>
      codesOf(exportIt(approved, withFinance(p, finance), { executeOn, acknowledgeNonBusinessDay }));
    for (const executeOn of ["2026-11-04", "2026-11-31", "soon", ""]) expect(await on(executeOn)).toEqual(["execute-on"]);
    for (const executeOn of ["2026-12-06", "9999-12-31"]) expect(await on(executeOn)).toEqual(["execute-too-late"]);
    expect(await on("2026-11-08", { executionWindowDays: 2 })).toEqual(["execute-too-late"]);
    // It is 1 in the morning of the 6th in Shanghai, and still the 5th in Greenwich.
    const late = clockedAt(p, "2026-11-05T17:00:00Z");
    expect(await codesOf(exportIt(approved, late, { executeOn: "2026-11-05" }))).toEqual(["execute-on"]);
    const { calendar } = financeSchema.parse({});
    expect(await on("2026-11-07", { calendar })).toEqual(["non-business-day"]);
    expect(await on("2026-11-06", { calendar: { ...calendar, daysOff: ["2026-11-06"] } })).toEqual(["non-business-day"]);
    const madeUp = withFinance(p, { calendar: { ...calendar, workingDays: ["2026-11-07"] } });
    expect((await exportIt(approved, madeUp, { executeOn: "2026-11-07" })).status).toBe("exported");
    const next = await open();
    const meant = { executeOn: "2026-11-07", acknowledgeNonBusinessDay: true };
    expect((await exportIt(await approvedPayout(next.p), withFinance(next.p, { calendar }), meant)).status).toBe("exported");
  });

  test("an account of the agency's that isn't set blocks its bank's files; so does a format that nobody tried", async () => {
    const { p } = await open();
    const approved = await approvedPayout(p);
    const unset = withFinance(p, { debtor: financeSchema.parse({}).debtor });
    expect(await codesOf(exportIt(approved, unset))).toEqual(["debtor-unset", "debtor-in-payout"]);
    expect(await codesOf(exportIt(approved, p, { format: "icbc" }))).toEqual(["format-unknown"]);
    const columns = [{ title: "a", value: "amount" }];
    const templates = financeSchema.parse({ templates: [{ id: "icbc", name: "ICBC", kind: "bank", columns }] }).templates;
    expect(await codesOf(exportIt(approved, withFinance(p, { templates }), { format: "icbc" }))).toEqual([
      "format-impossible",
      "formats-in-payout",
    ]);
    await exportIt(approved, p);
    expect((await makeFile(OF, "pain.001", unset))?.issues).toMatchObject([{ code: "debtor-unset" }]);
  });

  test("making the bank's file is the export: it is asked for at once; a second format can't be fetched after the first", async () => {
    const { p } = await open();
    const columns = [{ title: "a", value: "amount" }];
    const templates = financeSchema.parse({ templates: [{ id: "icbc", name: "ICBC", kind: "bank", columns }] }).templates;
    const q = withFinance(p, { templates });
    const exported = await exportIt(await approvedPayout(q), q, { format: "icbc" });
    expect(exported.content?.formats).toEqual([{ format: "pain.001" }, { format: "icbc" }]);
    expect(await q.fileRegister.find(OF, "icbc")).toMatchObject({ wanted: { by: "gus" } });
    await makeFile(OF, "icbc", q);
    await requestFile(FILE, fay, q);
    await makeFile(OF, "pain.001", q);
    await downloadFile({ of: OF, format: "icbc" }, fay, q);
    expect(await codesOf(downloadFile(FILE, fay, q))).toEqual(["downloaded-otherwise"]);
    await downloadFile({ of: OF, format: "icbc" }, gus, q);
    expect((await q.fileRegister.downloads(OF, "icbc")).map(({ by }) => by)).toEqual(["gus", "fay"]);
    expect((await q.payouts.find("2026-10-1"))?.downloaded).toMatchObject({ by: "fay", format: "icbc" });
  });
});

describe("withdrawing what was exported", () => {
  test("takes one person while nobody has fetched the file: its payments are outstanding again, and the journal says so", async () => {
    const { p } = await open();
    const exported = await exportIt(await approvedPayout(p), p);
    await makeFile(OF, "pain.001", p);
    expect((await withdrawPayout({ ...seen(exported), comment }, gus, p)).status).toBe("withdrawn");
    expect(await codesOf(downloadFile(FILE, fay, p))).toEqual(["payout-withdrawn"]);
    expect(await codesOf(requestFile(FILE, fay, p))).toEqual(["payout-withdrawn"]);
    expect(await payablesOfAdvisor("li", p)).toMatchObject({ outstanding: 6_000n, inTransit: 0n });
    const { checks } = await totalPayables(p);
    expect(checks.filter(({ name }) => name !== "statements").every(({ left, right }) => left === right)).toBe(true);
    const documents = (await readJournal(p)).filter(({ of }) => of === "2026-10-1");
    expect(documents.map(({ kind }) => kind)).toEqual(["export", "withdraw"]);
    expect(turnoverOf(documents)).toEqual({ debits: 24_000n, credits: 24_000n });
    expect(await codesOf(recordOutcome({ payoutId: "2026-10-1", advisorId: "li", kind: "paid", comment }, fay, p))).toEqual([
      "payout-withdrawn",
    ]);
    expect((await approvedPayout(p)).content?.payments).toEqual({ count: 2, amount: 12_000n });
  });

  test("takes two who say so once it was fetched; meanwhile nobody fetches it again, and it may be cancelled", async () => {
    const { p } = await open();
    await exportIt(await approvedPayout(p), p);
    await makeFile(OF, "pain.001", p);
    await downloadFile(FILE, fay, p);
    const now = async () => seen((await readPayout("2026-10-1", p)).payout);
    expect((await withdrawPayout({ ...(await now()), comment }, fay, p)).status).toBe("exported");
    expect(await codesOf(confirmWithdrawal({ ...(await now()), comment }, fay, p))).toEqual(["withdrawal-four-eyes"]);
    expect(await codesOf(downloadFile(FILE, gus, p))).toEqual(["withdrawal-pending"]);
    await cancelWithdrawal({ ...(await now()), comment: "it was sent" }, gus, p);
    await downloadFile(FILE, gus, p);
    await withdrawPayout({ ...(await now()), comment }, fay, p);
    expect(await payablesOfAdvisor("li", p)).toMatchObject({ outstanding: 0n, inTransit: 6_000n });
    expect((await confirmWithdrawal({ ...(await now()), comment: "nor did I send it" }, gus, p)).status).toBe("withdrawn");
    expect(await payablesOfAdvisor("li", p)).toMatchObject({ outstanding: 6_000n, inTransit: 0n });
    const activity = await p.proposals.activity("payout:2026-10-1");
    expect(activity.slice(4).map(({ action, by }) => [action, by])).toEqual([
      ["download", "fay"],
      ["request-withdrawal", "fay"],
      ["cancel-withdrawal", "gus"],
      ["download", "gus"],
      ["request-withdrawal", "fay"],
      ["confirm-withdrawal", "gus"],
    ]);
  });

  test("is out of the question once the bank has told of a payment, also while it waits for the second person", async () => {
    const { p } = await open();
    await exportIt(await approvedPayout(p), p);
    await makeFile(OF, "pain.001", p);
    await downloadFile(FILE, fay, p);
    const asked = await withdrawPayout({ ...seen((await readPayout("2026-10-1", p)).payout), comment }, fay, p);
    await recordOutcome({ payoutId: "2026-10-1", advisorId: "li", kind: "paid", comment: "the bank's list" }, gus, p);
    expect(await codesOf(confirmWithdrawal({ ...seen(asked), comment }, gus, p))).toEqual(["bank-has-told"]);
  });

  test("and so is a first download once a payment came back, or after its day: what is payable again would be paid twice", async () => {
    for (const kind of ["rejected", "returned", "paid"] as const) {
      const { p } = await open();
      await exportIt(await approvedPayout(p), p);
      await makeFile(OF, "pain.001", p);
      const outcome = { kind, at: "2026-11-05T00:00:00.000Z", by: "fay", reportId: "r" };
      await recordEach("2026-10-1", [{ advisorId: "li", outcome }], p);
      const late = clockedAt(p, "2026-11-30T00:00:00.000Z");
      const codes = kind === "paid" ? [] : ["came-back-in-payout"];
      expect([kind, await codesOf(downloadFile(FILE, gus, late))]).toEqual([kind, [...codes, "execute-on-passed"]]);
      if (kind === "paid") await downloadFile(FILE, gus, p);
      else expect([kind, await codesOf(downloadFile(FILE, gus, p))]).toEqual([kind, codes]);
    }
  });

  test("and a download at the same moment: only one of them wins, whichever comes first", async () => {
    const { p, rival } = await open();
    const exported = await exportIt(await approvedPayout(p), p);
    await makeFile(OF, "pain.001", p);
    // Fetched while the withdrawal looked.
    const overtaken: World = {
      ...p,
      payouts: {
        ...p.payouts,
        commit: async (...given) => {
          await downloadFile(FILE, fay, rival()).catch(() => undefined);
          return p.payouts.commit(...given);
        },
      },
    };
    expect(await codesOf(withdrawPayout({ ...seen(exported), comment }, gus, overtaken))).toEqual(["changed-meanwhile"]);
    expect(await p.payouts.find("2026-10-1")).toMatchObject({ status: "exported", downloaded: { by: "fay" } });

    const other = await open();
    const sent = await exportIt(await approvedPayout(other.p), other.p);
    await makeFile(OF, "pain.001", other.p);
    const late: World = {
      ...other.p,
      payouts: {
        ...other.p.payouts,
        commit: async (...given) => {
          await withdrawPayout({ ...seen(sent), comment }, gus, other.rival()).catch(() => undefined);
          return other.p.payouts.commit(...given);
        },
      },
    };
    expect(await codesOf(downloadFile(FILE, fay, late))).toEqual(["payout-withdrawn"]);
    expect(await other.p.fileRegister.downloads(OF, "pain.001")).toEqual([]);
    // Both at once, several times over: never a link and a payout that one person withdrew.
    for (let round = 0; round < 3; round += 1) {
      const both = await open();
      const out = await exportIt(await approvedPayout(both.p), both.p);
      await makeFile(OF, "pain.001", both.p);
      const [fetched, withdrawn] = await Promise.allSettled([
        downloadFile(FILE, fay, both.p),
        withdrawPayout({ ...seen(out), comment }, gus, both.rival()),
      ]);
      const status = (await both.p.payouts.find("2026-10-1"))?.status;
      expect([fetched.status === "fulfilled", withdrawn.status === "fulfilled", status]).toEqual(
        status === "withdrawn" ? [false, true, "withdrawn"] : [true, false, "exported"],
      );
    }
  });
});

test("money leaves: a draft that something overtook is told as outdated, and is not offered to be approved", async () => {
  const { p } = await open();
  const draft = await draftNow({ month: "2026-10" }, fay, p);
  expect((await readPayout(draft.payoutId, p)).isOutdated).toBe(false);
  await holdAdvisor({ advisorId: "li", reason: "a dispute" }, gus, p);
  expect((await readPayout(draft.payoutId, p)).isOutdated).toBe(true);
  expect(await codesOf(approvePayout(seen(draft), gus, p))).toEqual(["gate-moved"]);
  expect((await exportedPayout((await open()).p)).status).toBe("exported");
});
