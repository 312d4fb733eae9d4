import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { beginClose } from "../../../shared/ledger/close/begin-close.ts";
import type { Ledgers } from "../../support/ledger.ts";
import type { Answered } from "../../support/test-tokens.ts";
import { fieldsOf, readText } from "../advisors/hr-people-world.ts";
import { type FinanceWorld, startFinanceWorld } from "./finance-world.ts";

let ledgers: Ledgers;
let world: FinanceWorld;

beforeAll(async () => {
  ({ ledgers, world } = await startFinanceWorld());
}, 60_000);
afterAll(() => ledgers.stop());

const CLOSE = "/en/finance/close/2026-11";
/** A number with a right check digit, as a card has it. */
const ACCOUNT = "6222020200112233446";
const PAYEE = { holder: "李娜", account: ACCOUNT, bankCode: "102100099996", bankName: "工商银行", comment: "asked for in writing" };

/** Where an answer leads; it has to lead somewhere. */
function ledTo({ status, headers }: Answered): string {
  expect(status, "led on").toBe(303);
  return headers.location ?? "";
}

const lockVersionOf = ({ body }: Answered): string => /name="lockVersion" value="(\d+)"/.exec(body)?.[1] ?? "";

describe("adjustments", () => {
  test("one that is typed is previewed with its control totals, submitted, and approved by another", async () => {
    const path = "/en/finance/adjustments";
    const form = fieldsOf(await world.open(path), "single");
    expect(form.month).toBe("2026-11");
    const wrong = await world.send(path, { ...form, advisorId: "li", amount: "12.345", reason: "late fee", evidence: "T-1" });
    expect([wrong.status, readText(wrong).includes("! Its separators are ambiguous; write 1234.50")]).toEqual([422, true]);
    const preview = await world.send(path, { ...form, advisorId: "li", amount: "-12.30", reason: "late fee", evidence: "T-1" });
    expect(readText(preview)).toContain("Total −¥12.30 (1)");
    const saved = ledTo(await world.send(path, fieldsOf(preview, "save")));
    const own = await world.open(saved);
    expect(readText(own)).toContain("Submitted; another person has to approve it.");
    expect(own.body).not.toContain('id="approve-form"');
    const list = readText(await world.open(path));
    expect(list).toMatch(/1 adjustment Entered manually late fee fay/);
    const approving = await world.open(saved, "gus");
    const steps = `${saved.replace(/\?.*/, "")}/steps`;
    expect((await world.send(`${steps}/approve`, { lockVersion: lockVersionOf(approving) })).status).toBe(422);
    ledTo(await world.send(`${steps}/approve`, { lockVersion: lockVersionOf(approving) }, "gus"));
    expect(readText(await world.open(path))).toMatch(/李娜 li November 2026 late fee T-1 −12\.30/);
  });

  test("a file is previewed line by line; what changed since is shown before it is submitted", async () => {
    const path = "/zh/finance/adjustments";
    const csv = "顾问编号,月份,金额,原因,依据\nli,2026-11,100.00,奖励,T-2\nzhao,2026-10,5,已结账,T-3\nnobody,2026-11,5,无此人,T-4\n";
    const preview = await world.send(path, { op: "upload", file: new File([csv], "adjust.csv") });
    const text = readText(preview);
    expect(text).toContain("合计 1 笔，+¥100.00");
    expect(text).toContain("错误行 (2)");
    const fields = fieldsOf(preview, "save");
    const unsaid = await world.send(path, fields);
    expect([unsaid.status, readText(unsaid).includes("! 请填写备注")]).toEqual([422, true]);
    const moved = await world.send(path, { ...fields, comment: "奖励", seen: "another" });
    expect([moved.status, readText(moved).includes("预览之后数据有变")]).toEqual([422, true]);
    const saved = ledTo(await world.send(path, { ...fieldsOf(moved, "save"), comment: "奖励" }));
    expect(readText(await world.open(saved))).toContain("adjust.csv");
  });

  test("an account number in a file or a field is refused, and not shown again", async () => {
    const path = "/en/finance/adjustments";
    const csv = `advisorId,month,amount,reason,evidence\nli,2026-12,1,bonus,T-6\nzhao,2026-12,1,to ${ACCOUNT},T-7\n`;
    const preview = await world.send(path, { op: "upload", file: new File([csv], `${ACCOUNT}.csv`) });
    expect(readText(preview)).toContain("Rows with errors (1)");
    expect(fieldsOf(preview, "save").content).toContain("T-6");
    const typed = { op: "single", advisorId: "li", month: "2026-12", amount: "1", reason: `to ${ACCOUNT}`, evidence: "T-8" };
    const wrong = await world.send(path, typed);
    expect(wrong.status).toBe(422);
    for (const { body } of [preview, wrong]) expect(body).not.toContain(ACCOUNT);
  });

  test("a counter-adjustment is the exact opposite, and comes once", async () => {
    const list = await world.open("/en/finance/adjustments");
    const path = /href="(\/en\/finance\/adjustments\/m-[^"]+)"/.exec(list.body)?.[1]?.replaceAll("&amp;", "&") ?? "";
    const page = await world.open(path);
    expect(readText(page)).toContain("Will be on the statement of November 2026");
    const fields = { ...fieldsOf(page, "counter"), reason: "typed twice", evidence: "T-5" };
    const saved = ledTo(await world.send(path, fields, "hana"));
    const proposal = await world.open(saved, "gus");
    expect(readText(proposal)).toContain("+¥12.30");
    ledTo(await world.send(`${saved.replace(/\?.*/, "")}/steps/approve`, { lockVersion: lockVersionOf(proposal) }, "gus"));
    expect(readText(await world.open(path))).toContain("It has been reversed already");
    expect((await world.send(path, fields, "hana")).status).toBe(422);
  });

  test("one that another system sent is found by whose it is, and other paths lead nowhere", async () => {
    const file = await world.open("/en/finance/advisors/li");
    const path = /href="(\/en\/finance\/adjustments\/[^"m][^"]*)"/.exec(file.body)?.[1]?.replaceAll("&amp;", "&") ?? "";
    expect(readText(await world.open(path))).toContain("Imported by API");
    expect((await world.open("/en/finance/adjustments/m-none-1")).status).toBe(404);
  });
});

describe("payees", () => {
  test("an account is typed once, is shown by its last four digits, and cools down after another's approval", async () => {
    const path = "/en/finance/advisors/li/payee";
    const wrong = await world.send(path, { ...PAYEE, bankCode: "1" });
    expect(wrong.status).toBe(422);
    expect(readText(wrong)).toContain("the account number has to be entered again");
    expect(wrong.body).not.toContain(ACCOUNT);
    expect(wrong.body).toContain('value="工商银行"');
    const saved = ledTo(await world.send(path, PAYEE));
    const proposal = await world.open(saved, "hana");
    expect(readText(proposal)).toMatch(/李娜 li 李娜 same as the registered name none ending 3446/);
    expect(proposal.body).not.toContain(ACCOUNT);
    ledTo(await world.send(`${saved.replace(/\?.*/, "")}/steps/approve`, { lockVersion: lockVersionOf(proposal) }, "hana"));
    const list = await world.open("/en/finance/payees?q=li");
    expect(readText(list)).toMatch(/李娜 li ending 3446 security hold In security hold until 2026-12-07 10:00/);
    expect(readText(await world.open("/zh/finance/advisors/li"))).toContain("安全等待期至 2026-12-07 10:00");
    // Each who looked, the latest first, where auditor and finance read it; a list of last four digits is no such look.
    await world.open("/en/finance/payees?q=li", "gus");
    const seen = readText(await world.open("/en/finance/advisors/li", "ada"));
    expect(seen).toMatch(/Views of the payee details \(latest 3 of 3; one entry per person and hour\)/);
    expect((await world.p.proposals.activity("payee:li")).map(({ by, action }) => [by, action]).sort()).toEqual([
      ["ada", "view"],
      ["fay", "view"],
      ["hana", "view"],
    ]);
    world.setClock("2026-12-05T11:00:01+08:00");
    await world.open("/en/finance/advisors/li", "ada");
    world.setClock("2026-12-05T10:00:00+08:00");
    const again = await world.p.proposals.activity("payee:li");
    expect(again.map(({ by }) => by)).toHaveLength(4);
    expect(again.at(-1)?.by).toBe("ada");
  });

  test("of a file only what was sealed is sent on, and only by who previewed it", async () => {
    const path = "/en/finance/payees";
    const csv = `advisorId,holder,account,bankCode,bankName\nzhao,赵敏,${ACCOUNT},102100099996,\nnobody,无,${ACCOUNT},102100099996,\n`;
    const preview = await world.send(path, { op: "upload", file: new File([csv], `${ACCOUNT}.csv`) });
    expect(readText(preview)).toMatch(/First payee 1 Changed 0 Error 1/);
    expect(preview.body).not.toContain(ACCOUNT);
    const isShared = "赵敏 zhao 李娜 (li)";
    expect(readText(preview)).toContain(isShared);
    const fields = fieldsOf(preview, "save");
    const unsaid = await world.send(path, fields);
    expect([unsaid.status, readText(unsaid).includes("ending 3446"), readText(unsaid).includes(isShared)]).toEqual([422, true, true]);
    expect((await world.send(path, { ...fields, comment: "new" }, "gus")).status).toBe(422);
    const saved = ledTo(await world.send(path, { ...fields, comment: "new" }));
    expect(readText(await world.open(saved))).toContain(isShared);
    const approving = readText(await world.open(saved.replace("/en/", "/zh/"), "gus"));
    expect(approving).toContain("有 1 位顾问的新账户与其他顾问相同");
    expect(approving).toContain("赵敏 zhao 李娜（li）");
    const withdrawn = await world.send(`${saved.replace(/\?.*/, "")}/steps/withdraw`, {
      lockVersion: lockVersionOf(await world.open(saved)),
      comment: "wrong file",
    });
    ledTo(withdrawn);
    expect(readText(await world.open(saved))).toContain("wrong file");
  });
});

describe("holds", () => {
  test("finance holds with a reason and lets go again; others only look", async () => {
    const path = "/en/finance/advisors/li/hold";
    expect((await world.send(path, { op: "hold", reason: "" })).status).toBe(422);
    expect((await world.send(path, { op: "hold", reason: "asked" }, "hana")).status).toBe(403);
    const held = ledTo(await world.send(path, { op: "hold", reason: "address unclear" }));
    expect(readText(await world.open(held))).toMatch(/Payments put on hold by fay, 2026-12-05 10:00: address unclear/);
    expect(readText(await world.open("/en/finance/holds", "ada"))).toMatch(/李娜 li 2026-12-05 10:00 fay address unclear/);
    expect((await world.send(path, { op: "hold", reason: "again" })).status).toBe(422);
    ledTo(await world.send(path, { op: "release", reason: "found" }, "gus"));
    expect(readText(await world.open("/en/finance/holds"))).toContain("No payments on hold.");
  });
});

describe("the close", () => {
  test("its page leads to the month that comes next, and says what is still open", async () => {
    expect((await world.open("/en/finance/close")).headers.location).toBe(CLOSE);
    const text = readText(await world.open(CLOSE));
    expect(text).toContain("OK No records in quarantine");
    expect(text).toMatch(/Open 1 adjustment of this month pending approval: \+¥100\.00/);
    expect(text).toContain("Open No audit completed in the last 40 days");
    expect(text).toContain("Open Overdue trips are listed with the expected result");
    expect(readText(await world.open(CLOSE, "ada"))).toContain("Only finance can close months.");
    expect(readText(await world.open("/en/finance/close/2027-01"))).toContain("This month has not begun.");
    expect(readText(await world.open("/en/finance/close/2026-12"))).toContain("November 2026 first.");
    expect(readText(await world.open("/en/finance/close/2026-09"))).toContain("earlier than the first close");
  });

  test("what is expected is computed by its button, against the last close and with what is overdue", async () => {
    ledTo(await world.send(`${CLOSE}/preview`, {}));
    const text = readText(await world.open(CLOSE));
    expect(text).toMatch(/Payable 60\.00/);
    expect(text).toMatch(/Largest changes .* Advisors Advisor October 2026 Expected Change/);
    expect(text).toMatch(/Open 1 sale past the expected travel date and not fulfilled: ¥1,000\.00/);
    expect((await world.send("/en/finance/close/2026-12/preview", {})).status).toBe(422);
  });

  test("it asks for the month once more, and where it is early for a reason; then it is followed", async () => {
    world.setClock("2026-12-01T10:00:00+08:00");
    const wrong = await world.send(CLOSE, { confirm: "2026-10", reason: "" });
    expect(wrong.status).toBe(422);
    expect(readText(wrong)).toContain("4 December 2026");
    ledTo(await world.send(CLOSE, { confirm: "2026-11", reason: "year end" }));
    const started = await world.open(CLOSE);
    expect(started.body).toContain('hx-trigger="every 2s"');
    expect(readText(started)).toContain("Starting");
    ledTo(await world.send(CLOSE, { confirm: "2026-11" }));
    expect(world.runs.map(({ runId, reason }) => [runId, reason])).toEqual([["2026-11-001", "year end"]]);
  });

  test("a run that failed says so with its error, and is started again without another question", async () => {
    await beginClose("2026-11", world.p, () => true, { asked: { by: "fay", at: "2026-12-01T02:00:00.000Z", reason: "year end" } });
    const polled = await world.open(CLOSE, "fay", { "hx-request": "true", "hx-target": "section#progress" });
    expect(polled.headers["hx-refresh"]).toBeUndefined();
    world.endRun("2026-11-001", { status: "failed", error: "States.TaskFailed", cause: "no time left" });
    const stopped = await world.open(CLOSE, "fay", { "hx-request": "true", "hx-target": "section#progress" });
    expect(stopped.headers["hx-refresh"]).toBe("true");
    const text = readText(stopped);
    expect(text).toContain("The close stopped: 0 of");
    expect(text).toContain("States.TaskFailed: no time left");
    expect(text).toContain("Reason for closing early: year end");
    ledTo(await world.send(CLOSE, { confirm: "2026-11" }, "gus"));
    expect(world.runs.map(({ runId }) => runId)).toEqual(["2026-11-001", "2026-11-002"]);
  });

  test("once it is through it tells the result and what comes next, and closing again changes nothing", async () => {
    await world.ledger.close("2026-11");
    const page = await world.open(CLOSE);
    expect(readText(page)).toMatch(/Statements 1 .* Payable 60\.00/);
    expect(page.body).toContain('href="/en/finance/payouts?month=2026-11"');
    expect(page.body).toContain('href="/en/finance/close/2026-12"');
    ledTo(await world.send(CLOSE, { confirm: "2026-11" }));
    expect(world.runs).toHaveLength(2);
  });
});
