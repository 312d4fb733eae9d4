import { afterAll, beforeAll, expect, test } from "vitest";
import type { Ledgers } from "../../support/ledger.ts";
import type { Answered } from "../../support/test-tokens.ts";
import { fieldsOf, inMonth, type PeopleWorld, readText, startPeopleWorld } from "./hr-people-world.ts";

let ledgers: Ledgers;
let world: PeopleWorld;

beforeAll(async () => {
  ({ ledgers, world } = await startPeopleWorld());
}, 60_000);
afterAll(() => ledgers.stop());

/** The proposal that an answer leads to. */
const savedBy = ({ status, headers }: Answered): string => {
  expect(status, "saved").toBe(303);
  return new URL(headers.location ?? "", "https://pay.example.com").searchParams.get("saved") ?? "";
};

test("pages: the list shows who is waited for, with the way to register them, and finds people by name", async () => {
  const list = readText(await world.open("/en/hr/advisors"));
  expect(list).toContain("Unregistered advisors");
  expect(list).toMatch(/zhao 2 December 2026 1 1,000\.00 Register/);
  expect(list).toMatch(/李娜 li partner s1 王䶮 15 January 2020/);
  const found = readText(await world.open("/zh/hr/advisors?q=%E7%8E%8B"));
  expect(found).toContain("1 位顾问");
  expect(found).not.toContain("李娜");
});

test("pages: a registration shows what it makes count, is saved by one person, and credits no longer wait", async () => {
  const form = fieldsOf(await world.open("/en/hr/register?id=zhao"), "preview");
  expect(form.advisorId).toBe("zhao");
  const wrong = await world.send("/en/hr/register", { ...form, name: "" });
  expect(wrong.status).toBe(422);
  expect(readText(wrong)).toContain("! Expected a day as YYYY-MM-DD");
  const preview = await world.send("/en/hr/register", { ...form, name: "赵 <b>敏</b>", joinedOn: "2026-12-01", planId: "partner" });
  expect(preview.status).toBe(200);
  expect(readText(preview)).toContain("zhao is registered");
  expect(readText(preview)).toContain("No closed month changes. It takes effect as soon as it is saved.");
  const unsaid = await world.send("/en/hr/register", fieldsOf(preview, "save"));
  expect([unsaid.status, readText(unsaid).includes("! Enter a comment")]).toEqual([422, true]);
  const saved = await world.send("/en/hr/register", { ...fieldsOf(unsaid, "save"), comment: "new in store s1" });
  expect(saved.headers.location).toMatch(/^\/en\/hr\/advisors\/zhao\?saved=/);
  await world.ledger.derive();
  const list = readText(await world.open("/en/hr/advisors"));
  expect(list).not.toContain("Unregistered advisors");
  const file = await world.open(saved.headers.location ?? "");
  expect(readText(file)).toContain("Saved. It is in effect now.");
  expect(file.body).not.toContain("<b>");
  const again = await world.send("/en/hr/register", { ...form, name: "x", joinedOn: "2026-12-01" });
  expect([again.status, readText(again).includes("registered already")]).toEqual([422, true]);
});

test("pages: dated rows are added and removed without a script, and the preview says in words what changes", async () => {
  const path = "/en/hr/advisors/li";
  const form = fieldsOf(await world.open(path), "preview");
  const added = await world.send(path, { ...form, op: "add:stores" });
  expect(added.body).toContain('name="stores[1].storeId"');
  expect(added.body).toContain("autofocus");
  const filled = { ...fieldsOf(added, "preview"), "stores[1].from": "2026-12-15", "stores[1].storeId": "s2" };
  const wrong = await world.send(path, { ...filled, "stores[1].storeId": "" });
  expect([wrong.status, wrong.body.includes('id="f-stores-1--storeId-error"')]).toEqual([422, true]);
  const unknown = await world.send(path, filled);
  expect([unknown.status, unknown.body.includes('id="f-stores-1--storeId-error"')]).toEqual([422, true]);
  expect(readText(unknown)).toContain('no store "s2"; check the id, or confirm that the store is new');
  expect(unknown.body).toContain('name="newStore:s2" value="yes">');
  // A box that was ticked for one id lets no other pass.
  const mistyped = await world.send(path, { ...filled, "stores[1].storeId": "s22", "newStore:s2": "yes" });
  expect([mistyped.status, readText(mistyped).includes("s22 is a new store")]).toEqual([422, true]);
  const preview = await world.send(path, { ...filled, "newStore:s2": "yes" });
  expect(readText(preview)).toContain("Store from 15 December 2026: s2 (new)");
  expect(readText(preview)).toContain("No closed month changes");
  const back = await world.send(path, fieldsOf(preview, "edit"));
  expect(fieldsOf(back, "preview")).toMatchObject({ "stores[1].storeId": "s2" });
  const saved = await world.send(path, { ...fieldsOf(preview, "save"), comment: "moved to s2" });
  savedBy(saved);
  const file = readText(await world.open(saved.headers.location ?? ""));
  expect(file).toContain("2 Store from 15 December 2026: s2 (new)");
  expect(file).toContain("moved to s2");
  const removed = await world.send(path, { ...fieldsOf(await world.open(path), "preview"), op: "remove:stores:0" });
  expect(fieldsOf(removed, "preview")).toMatchObject({ "stores[0].storeId": "s2" });
});

test("pages: what somebody else saved meanwhile is not overwritten", async () => {
  const path = "/en/hr/advisors/wang";
  const first = fieldsOf(await world.open(path), "preview");
  const second = { ...first, name: "王岩" };
  savedBy(
    await world.send(path, { ...fieldsOf(await world.send(path, { ...first, name: "王龑" }), "save"), comment: "at their own wish" }),
  );
  const late = await world.send(path, second);
  expect([late.status, readText(late).includes("Somebody else changed the profile")]).toEqual([409, true]);
});

test("a manager who is moved in retrospect restates: every adjustment is shown, and somebody else approves it", async () => {
  const path = "/en/hr/advisors/li";
  const form = fieldsOf(await world.open(path), "preview");
  const preview = await world.send(path, { ...form, "managers[0].managerId": "" });
  const text = readText(preview);
  expect(text).toContain("Manager from 15 January 2020: wang → none");
  // Two closed months of 1% on 1,000.00.
  expect(text).toContain("This restates closed months: 1 advisor, −¥20.00 in total.");
  expect(text).toMatch(/October 2026 10\.00 0\.00 −10\.00/);
  const saved = await world.send(path, { ...fieldsOf(preview, "save"), comment: "was never the manager" });
  const proposalId = savedBy(saved);
  const file = readText(await world.open(saved.headers.location ?? ""));
  expect(file).toContain("Submitted for approval");
  expect(file).toContain("Changes pending approval");
  expect(fieldsOf(await world.open(path), "preview")["managers[0].managerId"]).toBe("wang");
  expect(await world.approveAndPublish(proposalId)).toBe("published");
  await world.ledger.derive();
  expect(fieldsOf(await world.open(path), "preview")["managers[0].managerId"]).toBe("");
});

test("scores come as a file: every line is told, wrong ones hinder none, and nobody chooses the file twice", async () => {
  const template = await world.open("/en/hr/scores?file=template");
  expect(template.headers["content-type"]).toContain("text/csv");
  expect(template.body).toMatch(/advisorId,month,serviceScore\r?\nli,2026-11,/);
  const csv = "advisorId,month,serviceScore\nli,2026-12,4.6\nnobody,2026-12,4\nli,2026-13,4\nwang,2026-12,4.9\n";
  const preview = await world.send("/zh/hr/scores", { op: "upload", file: new File([csv], "十二月.csv") });
  const text = readText(preview);
  expect(preview.status).toBe(200);
  expect(text).toContain("十二月.csv");
  expect(text).toContain("错误行 (2)");
  expect(text).toContain("没有编号为“nobody”的顾问");
  expect(text).toMatch(/李娜 li 2026年12月 服务分 4\.6 新增/);
  expect(text).toContain("不影响已结账的月份");
  const onlyChanged = await world.send("/zh/hr/scores", { ...fieldsOf(preview, "save"), op: "", show: "changed" });
  expect(readText(onlyChanged)).toContain("没有符合的行");
  const saved = await world.send("/zh/hr/scores", { ...fieldsOf(preview, "save"), comment: "十二月评分" });
  savedBy(saved);
  expect(readText(await world.open(saved.headers.location ?? ""))).toContain("已保存，立即生效");
  const again = await world.send("/zh/hr/scores", { op: "upload", file: new File([csv], "十二月.csv") });
  expect(readText(again)).toContain("没有新增或更改");
});

test("pages: a score of a closed month is corrected by two people, who see what it restates before", async () => {
  const typed = { op: "single", who: "advisor", subjectId: "li", month: "2026-10", attribute: "serviceScore", value: "" };
  const wrong = await world.send("/en/hr/scores", typed);
  expect([wrong.status, readText(wrong).includes("! Enter a number, such as 4.8.")]).toEqual([422, true]);
  const preview = await world.send("/en/hr/scores", { ...typed, value: "4.7" });
  const text = readText(preview);
  expect(text).toMatch(/October 2026 Service score 4\.2 4\.7 Changed/);
  // A tenth more on 60.00, for October; and for November, in which October's score is the last known.
  expect(text).toContain("This restates closed months: 1 advisor, +¥12.00 in total.");
  expect(text).toMatch(/October 2026 60\.00 66\.00 \+6\.00/);
  const saved = await world.send("/en/hr/scores", { ...fieldsOf(preview, "save"), comment: "counted wrongly" });
  const proposalId = savedBy(saved);
  expect(readText(await world.open(saved.headers.location ?? ""))).toContain("Submitted for approval");
  expect(await world.approveAndPublish(proposalId)).toBe("published");
  await world.ledger.close("2026-12");
  const { settlements } = await world.ledger.wiring.ledger.advisorRecord("li", 0);
  // December's statement settles the two adjustments that were approved, beside the month itself.
  expect(Object.fromEntries(settlements.at(-1)?.settled ?? [])).toEqual({ "2026-10": 600n, "2026-11": 600n, "2026-12": 6_600n });
});

test("pages: a leaving shows what is open and whom to hand over, gives the list as CSV, and is saved with who takes over", async () => {
  const path = "/en/hr/advisors/li/offboard";
  const first = readText(await world.open(path));
  expect(first).toContain("Last day");
  const look = `${path}?leftOn=2027-01-10&handoverTo.advisorId=wang&handoverTo.from=2027-01-11`;
  const preview = await world.open(look);
  const text = readText(preview);
  expect(text).toContain("Customers to hand over");
  expect(text).toMatch(/f1 20 January 2027/);
  expect(text).toContain("New owner of the customers: wang, from 11 January 2027");
  const csv = await world.open(`${path}?leftOn=2027-01-10&file=csv`);
  expect([csv.status, csv.body.includes("f1,2026-12-05,2027-01-20")]).toEqual([200, true]);
  const wrong = await world.open(`${path}?leftOn=2019-01-01`);
  expect([wrong.status, readText(wrong).includes("lies before joinedOn")]).toEqual([422, true]);
  const saved = await world.send(path, { ...fieldsOf(preview, "save"), comment: "gave notice" });
  savedBy(saved);
  const during = await world.open("/en/hr/advisors/li");
  expect(readText(during)).toContain("The last day is 10 January 2027.");
  expect(readText(during)).toContain("Credits are being recalculated after a change");
  expect(during.body).toContain('hx-select="#standing"');
  await world.ledger.derive();
  const after = await world.open("/en/hr/advisors/li");
  expect([readText(after).includes("being recalculated after a change"), after.body.includes("hx-select")]).toEqual([false, false]);
});

test("pages: a held record tells in words what hinders it, is corrected by two people, or dismissed", async () => {
  const list = await world.open("/zh/hr/quarantine");
  expect(readText(list)).toContain("币种 … 不是本社的币种，应为 …");
  const id = /quarantine\/([0-9a-f]{64})"/.exec(list.body)?.[1] ?? "";
  const path = `/en/hr/quarantine/${id}`;
  const held = await world.open(path);
  expect(readText(held)).toMatch(/currency : USD is not the agency's; expected CNY/);
  const asItIs = await world.send(path, { ...fieldsOf(held, "release"), op: "release", comment: "try" });
  expect([asItIs.status, readText(asItIs).includes("still quarantined")]).toEqual([422, true]);
  const broken = await world.send(path, { op: "release-corrected", body: "{", comment: "try" });
  expect([broken.status, readText(broken).includes("Not JSON")]).toEqual([422, true]);
  const unsaid = await world.send(path, { op: "acknowledge", note: " " });
  expect([unsaid.status, readText(unsaid).includes("! Enter a comment")]).toEqual([422, true]);
  const known = await world.send(path, { op: "acknowledge", note: "the shop sends it anew" });
  expect(known.headers.location).toBe(`${path}?done=acknowledged`);
  expect(readText(await world.open("/en/hr/quarantine"))).toMatch(/Dismissed \(1\).*hana: the shop sends it anew/);
  const corrected = {
    op: "release-corrected",
    body: fieldsOf(held, "release").body?.replace("USD", "CNY") ?? "",
    comment: "the currency was mistyped",
  };
  const released = await world.send(path, corrected);
  savedBy(released);
  const proposal = released.headers.location ?? "";
  const waiting = await world.open(proposal);
  expect(readText(waiting)).toMatch(/Correction of a quarantined record: .*Currency: USD → CNY.*the currency was mistyped/);
  expect(readText(await world.open(proposal.replace("/en/", "/zh/")))).toContain("异常数据更正");
  const other = { ...corrected, body: corrected.body.replace('"orderId": "', '"orderId": "other-') };
  const refused = await world.send(path, other);
  expect([refused.status, readText(refused).includes("A corrected record keeps its id")]).toEqual([422, true]);
  expect(readText(await world.open("/en/hr/approvals", "hugo"))).toMatch(
    /Correction of a quarantined record: order d3 .*restates closed months/,
  );
  const approved = await world.send(`${proposal}/steps/approve`, { lockVersion: "1" }, "hugo");
  expect([approved.status, readText(await world.open(proposal))]).toEqual([303, expect.stringContaining("Published")]);
  expect(readText(await world.open(path))).toMatch(/This record has been reprocessed.*the currency was mistyped/);
  expect(readText(await world.open("/en/hr/quarantine"))).toContain("Nothing is quarantined.");
});

test("pages: finance and auditors look and are offered no form that saves; advisors see nothing of it", async () => {
  for (const path of [
    "/en/hr/advisors",
    "/en/hr/register",
    "/en/hr/advisors/li",
    "/en/hr/advisors/li/offboard?leftOn=2027-02-01",
    "/en/hr/scores",
    "/en/hr/quarantine",
  ]) {
    const [forFinance, forAuditor, forAdvisor] = [
      await world.open(path, "fei"),
      await world.open(path, "ada"),
      await world.open(path, "li"),
    ];
    expect([path, forFinance.status, forAuditor.status, forAdvisor.status]).toEqual([path, 200, 200, 403]);
    const forms = [...`${forFinance.body}${forAuditor.body}`.matchAll(/<form[^>]* action="([^"]*)"|<form[^>]*method="post"/g)];
    expect(new Set(forms.map(([, action]) => action))).toEqual(new Set(["/sign-out"]));
  }
  expect((await world.send("/en/hr/scores", { op: "single" }, "fei")).status).toBe(403);
});

test("pages: every page is whole in both languages and says nothing of what it has no words for", async () => {
  await world.ledger.record(inMonth("2027-01", "z1", { credits: [{ advisorId: "qian" }] }), inMonth("2027-01", "z2", { currency: "EUR" }));
  for (const path of ["advisors", "register", "advisors/li", "advisors/li/offboard?leftOn=2027-02-01", "scores", "quarantine"]) {
    const [zh, en] = [await world.open(`/zh/hr/${path}`), await world.open(`/en/hr/${path}`)];
    for (const { status, body, headers } of [zh, en]) {
      expect([path, status]).toEqual([path, 200]);
      expect(body).not.toMatch(/undefined|\[object|NaN/);
      expect(headers["content-security-policy"]).toContain("default-src 'none'");
      expect(body).not.toMatch(/<script|style="/);
    }
  }
});
