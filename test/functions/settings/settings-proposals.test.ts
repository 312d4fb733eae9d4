import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { issueFormatIn } from "../../../functions/_platform/issue-texts.ts";
import type { Wiring } from "../../../functions/_platform/wiring.ts";
import type { Person } from "../../../shared/access/person.ts";
import type { Proposal } from "../../../shared/proposals/model/proposal.ts";
import { approveProposal, withdraw } from "../../../shared/proposals/steps/take-steps.ts";
import { parseSettings } from "../../../shared/settings/model/settings.ts";
import { proposeSettings } from "../../../shared/settings-proposal/steps/propose-settings.ts";
import { type Ledgers, startLedgers } from "../../support/ledger.ts";
import { codesOf, refusalsOf } from "../../support/proposals.ts";
import { startFinanceWorld } from "../site/finance-world.ts";

let ledgers: Ledgers;
beforeAll(async () => {
  ledgers = await startLedgers("simulated");
});
afterAll(() => ledgers.stop());

const person = (username: string, ...roles: Person["roles"]): Person => ({ username, roles });
const [fay, gus, hana, ada] = [person("fay", "finance"), person("gus", "finance"), person("hana", "hr"), person("ada", "auditor")];
const step = ({ proposalId, lockVersion }: Proposal) => ({ proposalId, lockVersion });

const proposeDays = (deps: Wiring, securityHoldDays: number, by = fay, baseVersion = 0) =>
  proposeSettings({ baseVersion, sections: { finance: { ...deps.finance, securityHoldDays } }, comment: "as agreed" }, by, deps);

describe("a change of the settings", () => {
  test("what one proposes another approves: then it holds, once, with who and why, and the log tells each field", async () => {
    const { wiring: p } = await ledgers.open();
    const submitted = await proposeDays(p, 9);
    expect(submitted).toMatchObject({ status: "submitted", authors: ["fay"] });
    expect(await codesOf(approveProposal(step(submitted), fay, p))).toEqual(["four-eyes"]);
    expect(await codesOf(approveProposal(step(submitted), ada, p))).toEqual(["role"]);
    expect((await p.settings.latest()).version).toBe(0);
    const done = await approveProposal(step(submitted), hana, p);
    expect(done.status).toBe("published");
    expect(await approveProposal(step(submitted), hana, p)).toEqual(done);
    const latest = await p.settings.latest();
    expect(latest).toMatchObject({ version: 1, settings: { finance: { securityHoldDays: 9 } } });
    expect(latest.change).toMatchObject({ proposedBy: "fay", approvedBy: "hana", comment: "as agreed", proposalId: done.proposalId });
    const log = await p.proposals.activity("settings");
    expect(log.map(({ action, by }) => [action, by])).toEqual([
      ["submit", "fay"],
      ["approve", "hana"],
      ["publish", "hana"],
    ]);
    expect(log[0]?.changes).toEqual([{ path: "finance.securityHoldDays", before: 2, after: 9 }]);
  });

  test("finance proposes finance's settings, HR the others", async () => {
    const { wiring: p } = await ledgers.open();
    const eventSources = [{ source: "agency.orders", kinds: ["order"] }];
    const comment = "as agreed";
    expect(await codesOf(proposeDays(p, 9, hana))).toEqual(["role"]);
    expect(await codesOf(proposeSettings({ baseVersion: 0, sections: { eventSources }, comment }, fay, p))).toEqual(["role"]);
    expect(await codesOf(proposeSettings({ baseVersion: 0, sections: { eventSources }, comment }, ada, p))).toEqual(["role"]);
    expect((await proposeSettings({ baseVersion: 0, sections: { eventSources }, comment }, hana, p)).status).toBe("submitted");
  });

  test("nothing new, no reason, an older version and what can't be read are refused with what to do", async () => {
    const { wiring: p } = await ledgers.open();
    expect(await codesOf(proposeDays(p, 2))).toEqual(["nothing-proposed"]);
    expect(await codesOf(proposeDays(p, 3, fay, 7))).toEqual(["settings-stale"]);
    const finance = { ...p.finance, securityHoldDays: -1, debtor: { name: "", account: "1" }, more: 1 };
    const wrong = proposeSettings({ baseVersion: 0, sections: { finance }, comment: "w" }, fay, p);
    expect((await refusalsOf(wrong)).refusals.map(({ path, code }) => [path, code])).toEqual([
      ["finance.securityHoldDays", "too-small"],
      ["finance.debtor.name", "too-short"],
      ["finance.debtor.bankCode", "missing"],
      ["finance.more", "unknown-field"],
    ]);
    expect(await codesOf(proposeSettings({ baseVersion: 0, sections: {}, comment: " " }, fay, p))).toEqual(["why-missing"]);
  });

  test("of two proposals on one version that are approved at the same moment, one holds; the other says what to do", async () => {
    const ledger = await ledgers.open();
    const [p, rival] = [ledger.wiring, ledger.rival()];
    const [first, second] = [await proposeDays(p, 5), await proposeDays(p, 6, gus)];
    const done = await Promise.all([approveProposal(step(first), hana, p), approveProposal(step(second), hana, rival)]);
    expect(done.map(({ status }) => status).toSorted()).toEqual(["approved", "published"]);
    const [refused = expect.unreachable()] = done.filter(({ status }) => status === "approved");
    expect(refused.refusals?.map(({ code }) => code)).toEqual(["settings-stale"]);
    const latest = await p.settings.latest();
    expect([latest.version, latest.settings.finance.securityHoldDays]).toEqual([1, done[0].status === "published" ? 5 : 6]);
    expect((await withdraw({ ...step(refused), comment: "proposed anew" }, fay, p)).status).toBe("withdrawn");
    expect((await proposeDays(p, 7, fay, 1)).status).toBe("submitted");
  });
});

test("settings proposals: whatever is wrong with settings is told by field, with what is expected there", () => {
  const { finance, review, eventSources } = structuredClone(readDefaults());
  const column = { title: "t", value: "amount" };
  const wrong: readonly [string, unknown][] = [
    ["finance.closeAfterDays", { finance: { ...finance, closeAfterDays: 0.5 } }],
    ["finance.linkSeconds", { finance: { ...finance, linkSeconds: "120" } }],
    ["finance.debtor", { finance: { ...finance, debtor: [] } }],
    ["finance.accounts.bank", { finance: { ...finance, accounts: { ...finance.accounts, bank: "1002 01" } } }],
    ["finance.templates", { finance: { ...finance, templates: {} } }],
    ["finance.templates[0].id", { finance: { ...finance, templates: [{ id: "CSV", name: "n", kind: "bank", columns: [column] }] } }],
    ["finance.templates[0].kind", { finance: { ...finance, templates: [{ id: "a", name: "n", kind: "banks", columns: [column] }] } }],
    [
      "finance.templates[0].columns[0].value",
      { finance: { ...finance, templates: [{ id: "a", name: "n", kind: "bank", columns: [{ ...column, value: "x" }] }] } },
    ],
    ["review.milestone", { review: { ...review, milestone: -1 } }],
    ["review.openMonthLimit", { review: { ...review, openMonthLimit: 0.02 } }],
    ["eventSources", { eventSources: [] }],
    ["eventSources[0].source", { eventSources: [{ source: "fenrun", kinds: ["order"] }] }],
    ["eventSources[0].kinds", { eventSources: [{ source: "a", kinds: [] }] }],
    ["eventSources[0].kinds[0]", { eventSources: [{ source: "a", kinds: ["orders"] }] }],
    ["eventSources", { eventSources: [eventSources[0], eventSources[0]] }],
  ];
  for (const [path, part] of wrong) {
    const reading = parseSettings({ finance, review, eventSources, ...(part as object) });
    const issues = reading.ok ? [] : reading.issues;
    expect(issues.map((issue) => issue.path)).toContain(path);
    for (const { code, params } of issues) expect(issueFormatIn("zh")({ path: "", code, params }), code).toMatch(/\p{Script=Han}/u);
  }
});

function readDefaults() {
  const reading = parseSettings({});
  return reading.ok ? reading.value : expect.unreachable();
}

describe("finance's pages", () => {
  test("a change is proposed from what holds, approved by another on its page, and holds with the next request", async () => {
    const { ledgers: own, world } = await startFinanceWorld();
    try {
      const path = "/en/finance/settings";
      const before = await world.open(path);
      expect(before.body).toContain("Version 0 is in force");
      expect((await world.open(path, "ada")).body).toContain("View only");
      const finance = JSON.stringify({ ...world.p.finance, securityHoldDays: 9 });
      const broken = await world.send(path, { baseVersion: "0", finance: "{oops", comment: "w" });
      expect([broken.status, broken.body.includes("ot JSON; check")]).toEqual([422, true]);
      const wrong = await world.send(path, { baseVersion: "0", finance: '{"securityHoldDays":-1}', comment: "w" });
      expect([wrong.status, wrong.body.includes("finance.securityHoldDays: expected")]).toEqual([422, true]);
      const sent = await world.send(path, { baseVersion: "0", finance, comment: "as agreed" });
      expect(sent.status).toBe(303);
      const page = await world.open(sent.headers.location ?? "", "gus");
      expect(page.body).toContain("Security hold of payee details (days)");
      const lockVersion = /name="lockVersion" value="(\d+)"/.exec(page.body)?.[1] ?? "";
      const approved = await world.send(`${sent.headers.location?.replace("?saved=yes", "")}/steps/approve`, { lockVersion }, "gus");
      expect(approved.status).toBe(303);
      const after = await world.open("/zh/finance/settings");
      expect(after.body).toContain("现行第 1 版");
      expect(after.body).toContain("fay 提出，gus 批准");
      expect((await world.open("/en/finance/payees")).body).toContain("9");
      // Another proposal on the version before can't be approved any more, and says so before somebody tries.
      const [one, two] = await Promise.all([proposeDays(world.p, 5, fay, 1), proposeDays(world.p, 6, fay, 1)]);
      const pageOf = async (id: string, language: string) => (await world.open(`/${language}/finance/proposals/${id}`, "gus")).body;
      expect(await pageOf(two.proposalId, "en")).toContain(">Approve</button>");
      await approveProposal(step(one), gus, world.p);
      const late = await pageOf(two.proposalId, "en");
      expect(late).toContain("It can’t be approved as things stand:");
      expect(late).toContain("It changes version 1 of the settings, but version 2 is in force");
      expect(late).not.toContain(">Approve</button>");
      expect(late).toContain(">Withdraw</button>");
      expect(await pageOf(two.proposalId, "zh")).toContain("目前不能批准");
    } finally {
      await own.stop();
    }
  }, 60_000);
});
