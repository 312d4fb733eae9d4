import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Ledgers } from "../../support/ledger.ts";
import { draftInBackground, payee } from "../../support/payouts.ts";
import type { Answered } from "../../support/test-tokens.ts";
import { readText } from "../advisors/hr-people-world.ts";
import { type FinanceWorld, type Form, startFinanceWorld, type Who } from "../site/finance-world.ts";

let ledgers: Ledgers;
let world: FinanceWorld;

beforeAll(async () => {
  ({ ledgers, world } = await startFinanceWorld());
  const payees = ["li", "zhao"].map((advisorId) => payee(advisorId));
  expect(await world.p.payouts.putPayees(payees)).toBe("committed");
}, 60_000);
afterAll(() => ledgers.stop());

const PAYOUT = "/en/finance/payouts/2026-10-1";
const SURE = { sure: "yes", comment: "as agreed" };

const lockVersionOf = ({ body }: Answered): string => /name="lockVersion" value="(\d+)"/.exec(body)?.[1] ?? "";

async function take(step: string, who: Who, form: Readonly<Record<string, string>> = SURE): Promise<Answered> {
  return world.send(`${PAYOUT}/steps/${step}`, { lockVersion: lockVersionOf(await world.open(PAYOUT, who)), ...form }, who);
}

test("pages: a month that isn't closed is refused at the form, and no draft begins", async () => {
  const refused = await world.send("/zh/finance/payouts", { month: "2026-11" });
  expect([refused.status, readText(refused).includes("还没有付款批次")]).toEqual([422, true]);
});

test("a payout goes its way: each step asks once more, and is offered to whom it belongs", async () => {
  const begun = await world.send("/en/finance/payouts", { month: "2026-10" });
  expect([begun.status, begun.headers.location]).toEqual([303, `${PAYOUT}?done=begun`]);
  expect(readText(await world.open(PAYOUT))).toContain("is being calculated");
  const polled = async () =>
    (await world.open(PAYOUT, "fay", { "hx-request": "true", "hx-target": "section#state" })).headers["hx-refresh"];
  expect(await polled()).toBeUndefined();
  await draftInBackground("2026-10-1", world.p);
  expect(await polled()).toBe("true");
  const own = await world.open(PAYOUT);
  expect(readText(own)).toContain("You created it");
  expect(own.body).not.toContain('id="approve-form"');
  expect(readText(await world.open(PAYOUT, "hana"))).toContain("View only. Finance makes the payments.");
  expect((await world.send(`${PAYOUT}/steps/approve`, { lockVersion: "2", ...SURE }, "ada")).status).toBe(403);

  const unsure = await take("approve", "gus", {});
  expect([unsure.status, readText(unsure).includes("then select the box")]).toEqual([422, true]);
  const stale = await world.send(`${PAYOUT}/steps/approve`, { lockVersion: "1", ...SURE }, "gus");
  expect([stale.status, readText(stale).includes("changed meanwhile")]).toEqual([422, true]);
  expect((await take("approve", "gus")).headers.location).toBe(`${PAYOUT}?done=approved`);

  const past = await take("export", "fay", { ...SURE, executeOn: "2026-12-01" });
  expect(past.status).toBe(422);
  expect(past.body).toContain('value="2026-12-01"');
  expect((await take("export", "fay", { ...SURE, executeOn: "2026-12-05" })).status).toBe(303);
  const exported = await world.open(PAYOUT);
  expect(readText(exported)).toContain("no bank can have it");
  // Files are being made: the page looks again, with or without scripts.
  expect(exported.body).toContain('http-equiv="refresh"');
  expect((await world.open(`${PAYOUT}/steps/approve`)).status).toBe(405);
  expect((await world.send(`${PAYOUT}/steps/pay`, SURE)).status).toBe(404);
});

test("pages: lines are found by name, id and state; what is no page is the last one", async () => {
  const found = async (query: string) => readText(await world.open(`${PAYOUT}?${query}`)).match(/(\d+) rows?, ¥[\d.,]+/)?.[1];
  expect(await found("")).toBe("2");
  expect(await found("q=LI")).toBe("1");
  expect(await found(`q=${encodeURIComponent("赵")}`)).toBe("1");
  expect(await found("show=in-flight")).toBe("2");
  expect(await found("show=returned")).toBe("0");
  expect(await found("show=nothing&page=99")).toBe("2");
});

test("pages: an outcome is entered manually with a reason, once; then only what can follow it is offered", async () => {
  const path = `${PAYOUT}/payments/li`;
  const page = await world.open(path);
  expect(readText(page)).toMatch(/control totals 2 payments/);
  const wrong: readonly Form[] = [
    { kind: "paid", comment: "the bank's list" },
    { ...SURE, kind: "lost" },
    { ...SURE, kind: "paid", on: "5 May" },
    { sure: "yes", kind: "paid" },
  ];
  for (const form of wrong) expect((await world.send(path, form)).status).toBe(422);
  expect((await world.send(path, { ...SURE, kind: "paid", on: "2026-12-05" })).headers.location).toBe(`${path}?done=recorded`);
  const paid = await world.open(path);
  expect(paid.body).toContain('<option value="returned"');
  const form = paid.body.match(/id="record-form".*?<\/form>/s)?.[0];
  expect(form).not.toContain('<option value="rejected"');
  const contradicts = await world.send(path, { ...SURE, kind: "rejected" });
  expect(contradicts.status).toBe(422);
  expect((await world.open(path, "hana")).body).not.toContain('id="record-form"');
  expect((await world.open(`${PAYOUT}/payments/nobody`)).status).toBe(404);
});

describe("a payment that failed", () => {
  const LIST = "/en/finance/failed-payments";
  const path = `${PAYOUT}/payments/zhao`;
  const decide = async (location: string | undefined, who: Who) =>
    world.send(`${location?.split("?")[0]}/steps/approve`, { lockVersion: lockVersionOf(await world.open(`${location}`, who)) }, who);

  test("by hand it is proposed, and its approver reads whose it is and what follows from it", async () => {
    const sent = await world.send(path, { ...SURE, kind: "rejected", code: "MS03" });
    expect(sent.headers.location).toMatch(/^\/en\/finance\/proposals\//);
    expect(readText(await world.open(LIST))).toMatch(/pending approval.*Proposed by.*赵.*2026-10-1.*(?:to|as) \W?rejected.*as agreed.*fay/);
    const proposal = readText(await world.open(`${sent.headers.location}`, "gus"));
    expect(proposal).toMatch(/Once approved, ¥[\d.,]+ of 赵\S* \(zhao\) is payable again: paid again once finance has reviewed it/);
    expect((await world.open(`${sent.headers.location}`, "gus")).body).toContain(`href="${LIST}"`);
    expect((await decide(sent.headers.location, "gus")).status).toBe(303);
    const list = readText(await world.open(LIST, "hana"));
    expect(list).toMatch(/赵.*2026-10-1.*the bank gave no specific reason \(MS03\).*fay.*Review by finance/);
    expect(readText(await world.open(LIST.replace("/en/", "/zh/")))).toMatch(/付款失败.*由财务核实/);
  });

  test("that needs a look is released by one who says why, and only what can follow is offered", async () => {
    const shown = await world.open(path, "gus");
    expect(shown.body).toContain('id="clear-form"');
    expect(shown.body).not.toContain('id="confirm-details-form"');
    expect((await world.open(path, "hana")).body).not.toContain('id="clear-form"');
    expect((await world.send(`${path}/acts/clear`, { comment: "asked" }, "gus")).status).toBe(422);
    const missing = await world.send(`${path}/acts/clear`, { sure: "yes" }, "gus");
    expect(missing.status).toBe(422);
    expect((await world.send(`${path}/acts/none`, SURE, "gus")).status).toBe(404);
    expect((await world.send(`${path}/acts/clear`, SURE, "ada")).status).toBe(403);
    expect((await world.send(`${path}/acts/clear`, SURE, "gus")).headers.location).toBe(`${path}?done=cleared`);
    expect(readText(await world.open(`${path}?done=cleared`))).toContain("Released: it is included in the next payout.");
    expect(readText(await world.open(LIST))).toContain("Included in the next payout");
  });

  test("is corrected by two, and one whose details are wrong is confirmed by two; the log shows all of it", async () => {
    const corrected = await world.send(`${path}/acts/correct`, { ...SURE, kind: "returned", code: "AC04" });
    expect(readText(await world.open(`${corrected.headers.location}`))).toContain("Correct from rejected to returned");
    expect((await decide(corrected.headers.location, "gus")).status).toBe(303);
    const page = await world.open(path, "gus");
    expect(readText(page)).toMatch(/Returned correction.*the account is closed \(AC04\).*fay approved by gus/);
    expect(page.body).toContain('id="confirm-details-form"');
    const confirmed = await world.send(`${path}/acts/confirm-details`, SURE, "gus");
    expect(readText(await world.open(`${confirmed.headers.location}`))).toMatch(/paid again to the same account, ending in \d{4}/);
    expect((await decide(confirmed.headers.location, "fay")).status).toBe(303);
    expect(readText(await world.open(LIST))).toContain("Included in the next payout");
  });

  test("is paid again by a payout that says so; who made it payable again is told why they can't approve it", async () => {
    await world.send("/en/finance/payouts", { month: "2026-10" }, "gus");
    await draftInBackground("2026-10-2", world.p);
    const second = await world.open("/en/finance/payouts/2026-10-2", "fay");
    expect(readText(second)).toMatch(/1 payment \(¥[\d.,]+\) repeat failed payments.*fay; gus, who can’t approve/);
    expect(readText(second)).toContain("pays 2026-10-1 again (the account is closed (AC04); fay)");
    expect(readText(second)).toContain("You uploaded a report or proposed an outcome that made an amount in it payable again");
  });
});

test("pages: files are made for whom they are; one that is not made yet can not be fetched", async () => {
  const of = encodeURIComponent("payout:2026-10-1");
  expect((await world.send(`/en/finance/files/${of}`, { format: "pain.001" }, "ada")).status).toBe(403);
  expect((await world.send(`/en/finance/files/${of}`, { format: "csv" }, "ada")).headers.location).toBe(`${PAYOUT}#files`);
  expect((await world.open(`/en/finance/files/${of}/csv/download`)).status).toBe(422);
  const shown = await world.open(`/zh/finance/files/${of}/csv`, "hana");
  expect(readText(shown)).toContain("还没有人下载过");
  expect(readText(shown)).toContain("文件由财务和审计下载");
  expect((await world.open(`/en/finance/files/${of}/xlsx`)).status).toBe(404);
});

test("pages: what is no answer of a bank is told with what to do, and what was kept by nobody is not applied", async () => {
  const wrong = await world.send("/zh/finance/bank-reports", { op: "preview", file: new File(["hello"], "a.txt") });
  expect([wrong.status, readText(wrong).includes("文件无法识别")]).toEqual([422, true]);
  expect((await world.send("/en/finance/bank-reports", { op: "preview" })).status).toBe(422);
  expect((await world.send("/en/finance/bank-reports", { op: "apply", kept: "../answers" })).status).toBe(422);
  const template = await world.open("/zh/finance/bank-reports?file=template");
  expect(template.body).toContain("付款参考号,结果,金额");
});

test("pages: the position ties, finds an advisor, and is for those who run the agency", async () => {
  const page = await world.open("/en/finance/reconciliation?q=li");
  expect(page.body).not.toContain('class="missing"');
  expect(page.body).toContain('href="/en/finance/advisors/li"');
  expect((await world.open("/en/finance/reconciliation", "li")).status).toBe(403);
});
