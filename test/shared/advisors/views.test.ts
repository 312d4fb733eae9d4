import { describe, expect, test } from "vitest";
import { issueFormatIn } from "../../../functions/_platform/issue-texts.ts";
import { activityBlocks } from "../../../shared/activity/views/activity-table.ts";
import { peopleWriterFor } from "../../../shared/advisors/messages.ts";
import { advisorChanges } from "../../../shared/advisors/views/advisor-changes.ts";
import { advisorsTable, afterLeavingBlocks, waitingBlocks } from "../../../shared/advisors/views/advisor-views.ts";
import { type Issue, issue } from "../../../shared/base/issues/issue.ts";
import { parse } from "../../../shared/base/issues/parse.ts";
import { type Advisor, advisorSchema } from "../../../shared/engine/facts/advisor.ts";
import { attributesSchema } from "../../../shared/engine/facts/attributes.ts";
import { orderSchema } from "../../../shared/engine/facts/order.ts";
import { groupHeld, groupTitle, heldName } from "../../../shared/quarantine/views/quarantine-view.ts";
import { templateRows } from "../../../shared/scores/views/scores-view.ts";
import { restatementOf } from "../../../shared/simulations/restatement/restatement.ts";
import { restatementBlocks } from "../../../shared/simulations/restatement/views/restatement-blocks.ts";
import { formatMoment } from "../../../shared/ui/format.ts";
import type { Block } from "../../../shared/ui/view.ts";

const AGENCY = { currency: "CNY", timeZone: "Asia/Shanghai", facets: [] };
const en = peopleWriterFor(AGENCY, "en", issueFormatIn("en"));
const zh = peopleWriterFor(AGENCY, "zh", issueFormatIn("zh"));

const WANG: Advisor = {
  advisorId: "wang",
  name: "王䶮",
  joinedOn: "2024-03-01",
  planId: "basic",
  assignments: [{ planId: "partner", from: "2025-01-01" }],
  managers: [{ managerId: "chen", from: "2024-03-01" }],
  stores: [{ storeId: "s1", from: "2024-03-01" }],
  revision: 1,
};

/** The texts of a table's rows, cell by cell. */
const textsOf = (block: Block | undefined): string[][] =>
  block?.kind === "table" ? block.rows.map(({ cells }) => cells.map(({ text }) => text)) : [];

describe("what a revision changes is said in words", () => {
  test("nothing, where it says the same: its number is no change", () => {
    expect(advisorChanges(WANG, { ...WANG, revision: 2 }, en)).toEqual([]);
    expect(advisorChanges(WANG, { ...WANG, stores: [...(WANG.stores ?? [])].reverse(), revision: 2 }, en)).toEqual([]);
  });

  test("a row by the day from which it holds: added, taken away, or naming somebody else", () => {
    const next: Advisor = {
      ...WANG,
      assignments: [],
      managers: [{ managerId: null, from: "2024-03-01" }],
      stores: [
        { storeId: "s1", from: "2024-03-01" },
        { storeId: "s2", from: "2026-05-01" },
      ],
      leftOn: "2026-12-31",
      revision: 2,
    };
    expect(advisorChanges(WANG, next, en)).toEqual([
      "Last day: 31 December 2026 (new)",
      "Plan from 1 January 2025: partner (removed)",
      "Manager from 1 March 2024: chen → none",
      "Store from 1 May 2026: s2 (new)",
    ]);
    expect(advisorChanges(WANG, next, zh)).toEqual([
      "最后工作日：2026年12月31日（新增）",
      "方案，自 2025年1月1日 起：partner（删除）",
      "直属上级，自 2024年3月1日 起：chen → 无",
      "门店，自 2026年5月1日 起：s2（新增）",
    ]);
  });

  test("of two rows that begin on the same day, the later one counts", () => {
    const twice = { ...WANG, stores: [...(WANG.stores ?? []), { storeId: "s9", from: "2024-03-01" }] };
    expect(advisorChanges(WANG, twice, en)).toEqual(["Store from 1 March 2024: s1 → s9"]);
  });
});

describe("a restatement", () => {
  const month = (name: string, before: bigint, after: bigint) => ({ month: name, before, after });

  test("that reaches no closed month is saved at once", () => {
    const blocks = restatementBlocks(restatementOf([], false, "basis"), en);
    expect(blocks).toMatchObject([{ kind: "paragraph", text: "No closed month changes. It takes effect as soon as it is saved." }]);
  });

  test("without amounts still needs somebody else", () => {
    const blocks = restatementBlocks(restatementOf([], true, "basis"), zh);
    expect(blocks).toMatchObject([{ tone: "warning", text: expect.stringContaining("另一人审批") }]);
  });

  test("tells every adjustment, and its list ends in the sum that is said above it", () => {
    const lines = [
      { advisorId: "li", name: "李娜", months: [month("2026-08", 10_000n, 9_000n), month("2026-09", 500n, 700n)] },
      { advisorId: "wang", name: "王䶮", months: [month("2026-08", 0n, 300n)] },
    ];
    const [sentence, table] = restatementBlocks(restatementOf(lines, true, "basis"), en);
    expect(sentence).toMatchObject({ text: expect.stringContaining("2 advisors, −¥5.00 in total") });
    expect(textsOf(table)).toEqual([
      ["李娜", "August 2026", "100.00", "90.00", "−10.00"],
      ["李娜", "September 2026", "5.00", "7.00", "+2.00"],
      ["王䶮", "August 2026", "0.00", "3.00", "+3.00"],
      ["Total", "", "105.00", "100.00", "−5.00"],
    ]);
  });
});

test("views: who is waited for is registered, or given a plan where they are registered already", () => {
  const waiting = {
    since: "2026-10-02",
    orders: ["o1", "o2"].map((orderId) => ({ orderId, bookedOn: "2026-10-02", price: 12_345n })),
    price: 24_690n,
  };
  const blocks = waitingBlocks(
    [
      { ...waiting, advisorId: "a&b", reason: "unknown" },
      { ...waiting, advisorId: "li", name: "李娜", reason: "no-plan" },
    ],
    en,
  );
  const table = blocks.find((block) => block.kind === "table");
  expect(table?.rows.map(({ cells }) => cells.at(-1))).toMatchObject([
    { text: "Register", to: "register?id=a%26b" },
    { text: "Assign plan", to: "advisors/li" },
  ]);
  expect(textsOf(table)[0]).toEqual(["a&b", "2 October 2026", "2", "246.90", "Register"]);
});

test("views: the list shows what holds on the day, not what was or will be", () => {
  const moving = { ...WANG, stores: [...(WANG.stores ?? []), { storeId: "s2", from: "2026-12-21" }] };
  const rows = (today: string) => textsOf(advisorsTable([moving], today, (id) => (id === "chen" ? "陈喆" : undefined), en))[0];
  expect(rows("2024-06-01")).toEqual(["王䶮", "basic", "s1", "陈喆", "1 March 2024", ""]);
  expect(rows("2026-12-21")).toEqual(["王䶮", "partner", "s2", "陈喆", "1 March 2024", ""]);
});

test("views: a leaving's months end in their sum", () => {
  const shown = {
    ...{ advisorId: "li", name: "李娜", leftOn: "2026-10-20", currency: "CNY" },
    afterLeaving: [{ month: "2026-11", credits: 2, base: 60_000n, state: "forecast" as const }],
    months: [
      { month: "2026-11", withoutLeaving: 2_640n, withLeaving: 1_000n, afterLeaving: 0n },
      { month: "2026-12", withoutLeaving: 3_750n, withLeaving: 3_750n, afterLeaving: 0n },
    ],
    balance: 0n,
    payable: 0n,
    carriedForward: 0n,
    orders: [],
  };
  const tables = afterLeavingBlocks(shown, en).filter((block) => block.kind === "table");
  expect(textsOf(tables[1]).at(-1)).toEqual(["Total", "63.90", "47.50", "−16.40"]);
});

test("views: the activity is told newest first, in the agency's time, by what fields are called", () => {
  const [table] = activityBlocks(
    [
      { at: "2026-10-20T16:30:00Z", by: "hana", action: "register", changes: [], comment: "new" },
      {
        at: "2026-10-21T01:00:00Z",
        by: "hugo",
        action: "change",
        proposalId: "p1",
        changes: [
          { path: "managers[0].managerId", before: "chen", after: null },
          { path: "stores[1]", after: { storeId: "s2", from: "2026-05-01" } },
          { path: "revision", before: 1, after: 2 },
        ],
      },
    ],
    en.people.fields,
    en,
  );
  expect(textsOf(table)).toEqual([
    ["2026-10-21 09:00", "hugo", "Changed", ""],
    ["2026-10-21 00:30", "hana", "Registered", "new"],
  ]);
  expect(table?.kind === "table" && table.rows[0]?.cells[2]).toMatchObject({
    to: "proposals/p1",
    note: "Manager 1: chen → nothing; Store 2: s2, 2026-05-01 (new)",
  });
  expect(formatMoment("2026-12-31T16:00:00Z", "Asia/Shanghai")).toBe("2027-01-01 00:00");
});

describe("issues", () => {
  test("are told with their figures, their field first where there is one", () => {
    const refund = issue("lines[0].refunded", "refund-above-cash", { refunded: 600_000, cash: "568000" });
    expect(zh.formatIssue(refund)).toBe("lines[0].refunded：退款 600000 超过现金实付 568000（售价减优惠，单位：分）");
    expect(zh.formatIssue(refund, () => "退款")).toBe("退款：退款 600000 超过现金实付 568000（售价减优惠，单位：分）");
    expect(en.formatIssue(issue('"a b".c', "unknown-field"))).toBe('"a b".c: unknown field; remove it, or check its spelling');
    expect(en.formatIssue(issue("", "unknown-field"))).toBe("Unknown field; remove it, or check its spelling");
  });

  test("that schemas give are all known, so that no Chinese page falls back to English", () => {
    const readings = [
      parse(advisorSchema, {
        advisorId: " x",
        name: "",
        joinedOn: "1.1.2026",
        assignments: [{ planId: "", from: "" }],
        revision: 0,
        extra: 1,
      }),
      parse(advisorSchema, { advisorId: "x", name: "x", joinedOn: "2026-02-02", leftOn: "2026-02-01", revision: 1 }),
      parse(attributesSchema, { month: "2026-13", values: { serviceScore: "high", tenureMonths: "1", "1a": "1" }, revision: 1 }),
      parse(orderSchema, {
        orderId: "o",
        revision: 1,
        status: "gone",
        bookedAt: "yesterday",
        currency: "CNY",
        lines: [{ lineId: "1", product: "", price: -1, discounts: { coupon: 1.5 }, facets: { role: "x" } }],
        credits: [{ advisorId: "li", share: "0" }],
      }),
      parse(orderSchema, {}),
    ];
    const issues = readings.flatMap((parsed) => (parsed.ok ? [] : parsed.issues));
    expect(issues.length).toBeGreaterThan(15);
    const untold = issues.filter(({ code, params }) => !/\p{Script=Han}/u.test(zh.formatIssue({ path: "", code, params })));
    expect(untold).toEqual([]);
  });
});

test("views: held records are grouped by their first reason, those of which there are most first", () => {
  const held = (id: string, found: Issue) => ({ id, kind: "order" as const, heldAt: "2026-10-20T00:00:00Z", issues: [found], notes: [] });
  const groups = groupHeld([
    held("1", issue("credits", "shares-above-one", { role: "seller" })),
    held("2", issue("currency", "currency-differs", { currency: "USD", expected: "CNY" })),
    held("3", issue("currency", "currency-differs", { currency: "EUR", expected: "CNY" })),
  ]);
  expect(groups.map((group) => [group.code, groupTitle(group, zh), group.records.length])).toEqual([
    ["currency-differs", "币种 … 不是本社的币种，应为 …", 2],
    ["shares-above-one", "角色 … 的份额合计超过 1", 1],
  ]);
});

test("views: a held record is called by the id of what it is, not of whom it names", () => {
  const order = JSON.stringify({ detail: { credits: [{ advisorId: "li" }], orderId: "T 1" } });
  expect([heldName("order", order), heldName("advisor", order), heldName("unknown", order), heldName("plan", order)]).toEqual([
    "T 1",
    "li",
    "",
    "",
  ]);
});

test("views: a template has a line for each advisor and a column for each score", () => {
  expect(templateRows(["li", "wang"], "2026-09", ["serviceScore", "starLevel"])).toEqual([
    ["advisorId", "month", "serviceScore", "starLevel"],
    ["li", "2026-09", "", ""],
    ["wang", "2026-09", "", ""],
  ]);
});
