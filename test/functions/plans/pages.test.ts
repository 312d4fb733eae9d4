import { afterAll, beforeAll, expect, test } from "vitest";
import { createHandler } from "../../../functions/hr-site/handler.ts";
import { type Ledger, type Ledgers, startLedgers } from "../../support/ledger.ts";
import { type Answered, ask, createTestTokens, type TestTokens } from "../../support/test-tokens.ts";

/** HR's pages about plans through the real function, on the embedded database. */

const PLAN = {
  planId: "partner",
  version: 1,
  effectiveFrom: "2026-01-01",
  components: [
    {
      id: "tour",
      kind: "share",
      tiers: {
        mode: "marginal",
        steps: [
          { from: 0, rate: "0.04" },
          { from: 10_000_000, rate: "0.06" },
        ],
      },
    },
    { id: "bonus", kind: "bonus", amount: 200_000, when: { measure: "sales", atLeast: 50_000_000 } },
  ],
};

let ledgers: Ledgers;
let ledger: Ledger;
let tokens: TestTokens;
let handler: ReturnType<typeof createHandler>;

beforeAll(async () => {
  [ledgers, tokens] = await Promise.all([startLedgers("simulated"), createTestTokens("http://pay.example.com")]);
  ledger = await ledgers.open();
  const wiring = { ...ledger.wiring, identity: tokens.identity };
  handler = createHandler(() => wiring);
  await ledger.record(["PlanPublished", PLAN]);
});
afterAll(() => ledgers.stop());

type Who = "hr" | "hr2" | "finance" | "auditor";

async function as(
  who: Who,
  path: string,
  sent?: Readonly<Record<string, string>> | URLSearchParams,
  headers: Record<string, string> = {},
): Promise<Answered> {
  const token = await tokens.issue({ username: who, groups: [who === "hr2" ? "hr" : who] });
  const common = { cookie: `session=${token}`, ...headers };
  if (sent === undefined) return ask(handler, path, { headers: common });
  const origin = {
    origin: "https://pay.example.com",
    "content-type": "application/x-www-form-urlencoded",
    "sec-fetch-site": "same-origin",
  };
  return ask(handler, path, { method: "POST", headers: { ...common, ...origin }, body: new URLSearchParams(sent).toString() });
}

/** What a browser would send of the editor as it stands. */
function fieldsOf(body: string): URLSearchParams {
  const sent = new URLSearchParams();
  for (const [tag, kind, options = ""] of body.matchAll(/<(input|select)\b[^>]*>((?:<option[^>]*>[^<]*<\/option>)*)/g)) {
    const [, name] = /^<[^>]* name="([^"]*)"/.exec(tag) ?? [];
    if (name === undefined || (tag.includes('type="checkbox"') && !tag.includes(" checked"))) continue;
    sent.append(
      name,
      (kind === "select" ? /<option value="([^"]*)" selected/.exec(options)?.[1] : /^<[^>]* value="([^"]*)"/.exec(tag)?.[1]) ?? "",
    );
  }
  return sent;
}

/** A new draft of the plan's next version; its path below /zh/hr/proposals/. */
async function newDraft(): Promise<string> {
  const made = await as("hr", "/zh/hr/plans/partner/versions/1/draft", {});
  expect(made.status).toBe(303);
  return /proposals\/([^/]+)\/edit$/.exec(made.headers.location ?? "")?.[1] ?? "";
}

const pageOf = (id: string, language = "zh") => `/${language}/hr/proposals/${id}`;

async function edited(id: string, change: (fields: URLSearchParams) => void, who: Who = "hr"): Promise<Answered> {
  const fields = fieldsOf((await as(who, `${pageOf(id)}/edit`)).body);
  change(fields);
  return as(who, `${pageOf(id)}/edit`, fields);
}

/** A page without its header, where there is a form to sign out. */
const mainOf = (body: string): string => body.slice(body.indexOf("<main"));

test("pages: plans, a plan and a version are shown to all staff; only HR is offered to change anything", async () => {
  for (const who of ["hr", "finance", "auditor"] as const) {
    for (const path of ["/zh/hr/plans", "/en/hr/plans/partner", "/zh/hr/plans/partner/versions/1"]) {
      const { status, body } = await as(who, path);
      expect(status, `${who} ${path}`).toBe(200);
      expect(/<form/.test(mainOf(body)), `${who} ${path}`).toBe(who === "hr");
    }
  }
  expect((await as("hr", "/zh/hr/plans/nothing")).status).toBe(404);
  expect((await as("hr", "/zh/hr/plans/partner/versions/9")).status).toBe(404);
  expect((await as("finance", "/zh/hr/plans/partner/versions/1/draft", {})).status).toBe(403);
});

test("pages: a version's page draws its ladder with a title and a description, and has every amount", async () => {
  const { body } = await as("hr", "/en/hr/plans/partner/versions/1");
  expect(body).toMatch(/<svg[^>]*role="img" aria-labelledby="curve-0-title curve-0-description">/);
  expect(body).toContain("sales of ¥100,000.00 pay ¥4,000.00");
  for (const text of ["100,000.00", "4%", "6%", "2,000.00", "sales of at least 500,000.00"]) expect(body).toContain(text);
});

test("pages: edit, and what changed is told as a sentence, the field in the activity, with who and why", async () => {
  const id = await newDraft();
  const saved = await edited(id, (fields) => {
    fields.set("components[0].tiers.steps[1].rate", "6.5");
    fields.set("effectiveFrom", "2099-01-01");
    fields.set("comment", "旺季");
    fields.set("op", "save");
  });
  expect(saved.status).toBe(303);
  const { body } = await as("hr", pageOf(id));
  expect(body).toContain("起点 100,000.00：6% → 6.5%，自 2099年1月1日起");
  expect(body).toContain("components[0].tiers.steps[1].rate");
  expect(body).toContain("旺季");
  const english = await as("auditor", pageOf(id, "en"));
  expect(english.body).toContain("tier from 100,000.00: 6% → 6.5%, from 1 January 2099");
  expect(english.body).toContain("View only.");
  expect(mainOf(english.body)).not.toContain("<form");
});

test("pages: an operation changes the form and saves nothing; what can't be read is told at its field; what was typed is kept", async () => {
  const id = await newDraft();
  const before = await ledger.wiring.proposals.find(id);
  const { status, body } = await edited(id, (fields) => {
    fields.set("components[0].tiers.steps[1].rate", "six");
    fields.set("op", "add:cap");
  });
  expect(status).toBe(200);
  expect(body).toMatch(/<p class="error" id="f-components-0--tiers-steps-1--rate-error">请填写百分数/);
  expect(body).toMatch(/name="components\[0\]\.tiers\.steps\[1\]\.rate"[^>]*value="six"[^>]*aria-invalid="true"/);
  expect(body).toMatch(/name="components\[2\]\.id"[^>]* autofocus/);
  expect(await ledger.wiring.proposals.find(id)).toEqual(before);
  // With a script only the form comes back.
  const fields = fieldsOf(body);
  fields.set("op", "remove:components[2]");
  const partial = await as("hr", `${pageOf(id)}/edit`, fields, { "hx-request": "true" });
  expect(partial.body.startsWith('<form id="editor"')).toBe(true);
});

test("pages: while one edits, checks, curves and errors are redrawn, and nothing else", async () => {
  const id = await newDraft();
  const fields = fieldsOf((await as("hr", `${pageOf(id, "en")}/edit`)).body);
  fields.set("components[0].tiers.steps[1].rate", "3");
  const { body } = await as("hr", `${pageOf(id, "en")}/edit/preview`, fields);
  expect(body).toContain("Decreasing tiers: Tour share (tour) pays only 3% from 100,000.00");
  expect(body).toContain('<hx-partial hx-target="#curve-0"');
  expect(body).not.toContain("<form");
  expect((await as("auditor", `${pageOf(id, "en")}/edit/preview`, fields)).status).toBe(403);
});

test("pages: of two who edit at once the second is shown both, saves over it knowingly, and nothing is lost unseen", async () => {
  const id = await newDraft();
  const opened = fieldsOf((await as("hr2", `${pageOf(id)}/edit`)).body);
  await edited(id, (fields) => {
    fields.set("components[0].tiers.steps[1].rate", "7");
    fields.set("op", "save");
  });
  opened.set("components[0].tiers.steps[1].rate", "8");
  opened.set("op", "save");
  const refused = await as("hr2", `${pageOf(id)}/edit`, opened);
  expect(refused.status).toBe(409);
  expect(refused.body).toMatch(/<th[^>]*>components\[0\]\.tiers\.steps\[1\]\.rate<\/th><td[^>]*>0\.07<\/td><td[^>]*>0\.08<\/td>/);
  const again = fieldsOf(refused.body);
  again.set("op", "save");
  expect((await as("hr2", `${pageOf(id)}/edit`, again)).status).toBe(303);
  const { content, authors } = (await ledger.wiring.proposals.find(id)) ?? {};
  expect(JSON.stringify(content)).toContain('"rate":"0.08"');
  expect(authors).toEqual(["hr", "hr2"]);
});

test("submit, approve by another, publish: each step is offered to whom it belongs, and told why to whom it doesn't", async () => {
  const id = await newDraft();
  await edited(id, (fields) => {
    fields.set("components[0].tiers.steps[1].rate", "5");
    fields.set("effectiveFrom", "2099-01-01");
    // The bonus goes.
    fields.set("op", "remove:components[1]");
  });
  await edited(id, (fields) => {
    fields.set("effectiveFrom", "2099-01-01");
    for (const name of [...fields.keys()].filter((key) => key.startsWith("components[1]"))) fields.delete(name);
    fields.set("op", "save");
  });
  const draft = await as("hr", pageOf(id));
  expect(draft.body).toContain("已移除：本版不再包含上一版的“奖金 (bonus)”");
  const lockVersion = () => ledger.wiring.proposals.find(id).then((proposal) => String(proposal?.lockVersion));
  const step = async (who: Who, name: string, more: Readonly<Record<string, string>> = {}) =>
    as(who, `${pageOf(id)}/steps/${name}`, { lockVersion: await lockVersion(), ...more });

  const unacknowledged = await step("hr", "submit", { comment: "少一项" });
  expect(unacknowledged.status).toBe(422);
  expect(unacknowledged.body).toContain("逐项勾选确认");
  expect(unacknowledged.body).toContain('value="少一项"');
  const [, finding = ""] = /name="acknowledged" value="([^"]+)"/.exec(draft.body) ?? [];
  expect((await step("hr", "submit", { comment: "少一项", acknowledged: finding })).status).toBe(303);

  expect((await as("hr", pageOf(id))).body).toContain("这是您编写或提交的：须由其他人审批。");
  const own = await step("hr", "approve");
  expect(own.status).toBe(422);
  expect(own.body).toContain("请由另一位有审批权限的同事审批");
  expect((await as("finance", pageOf(id))).body).toContain('id="approve-form"');
  expect((await step("auditor", "approve")).status).toBe(403);
  const stale = await as("finance", `${pageOf(id)}/steps/approve`, { lockVersion: "1" });
  expect(stale.status).toBe(422);
  expect(stale.body).toContain("请重新查看后再决定");
  expect((await step("finance", "approve")).status).toBe(303);

  expect((await as("finance", pageOf(id))).body).not.toContain('id="publish-form"');
  expect((await as("hr", pageOf(id))).body).toContain("成为第 2 版，自2099年1月1日起生效");
  expect((await step("hr", "publish")).status).toBe(303);
  expect((await as("hr", pageOf(id))).body).toContain("已经发布，不会再改变");
  const plan = await as("hr", "/zh/hr/plans/partner");
  expect(plan.body).toContain("未来生效");
  expect(plan.body).toContain("回退到此版");
  expect((await as("hr", `${pageOf(id)}/steps/nothing`, {})).status).toBe(404);
});

test("pages: rolling back makes a draft with the old content, and says what it takes back", async () => {
  const made = await as("hr", "/en/hr/plans/partner/versions/1/draft", { rollBack: "yes" });
  const [, id = ""] = /proposals\/([^/]+)\/edit$/.exec(made.headers.location ?? "") ?? [];
  const { body } = await as("hr", pageOf(id, "en"));
  expect(body).toContain("rolls version 2 back to the content of version 1");
  expect(body).toContain("new: Bonus");
  const withdrawn = await as("hr", `${pageOf(id, "en")}/steps/withdraw`, { lockVersion: "1", comment: "not needed" });
  expect(withdrawn.status).toBe(303);
  expect((await as("hr", pageOf(id, "en"))).body).toContain("It was withdrawn.");
});

test("pages: a plan is created once, under an id that can be one", async () => {
  expect((await as("hr", "/zh/hr/plans", { planId: " " })).body).toContain("请填写编号");
  expect((await as("hr", "/zh/hr/plans", { planId: "partner" })).body).toContain("已有这个编号的方案");
  const made = await as("hr", "/zh/hr/plans", { planId: "新 店/A" });
  expect(made.status).toBe(303);
  const editor = await as("hr", decodeURIComponent(made.headers.location ?? ""));
  expect(editor.status).toBe(200);
  expect((await as("hr", "/zh/hr/plans")).body).toContain("新 店/A");
});

test("pages: a draft that can't be read is kept, says what to fix where, and is not offered to be submitted", async () => {
  const id = await newDraft();
  const saved = await edited(id, (fields) => {
    fields.set("components[0].tiers.steps[1].rate", "six");
    fields.set("op", "save");
  });
  expect(saved.status).toBe(303);
  const { body } = await as("hr", pageOf(id));
  expect(body).toContain("components[0].tiers.steps[1].rate：请填写百分数");
  expect(body).toContain("在编辑器中按所列各项更正");
  expect(body).not.toContain('id="submit-form"');
  expect((await as("hr", `${pageOf(id)}/edit`)).body).toContain('value="six"');
});

test("pages: whatever a proposal holds stays a text", async () => {
  const id = await newDraft();
  await edited(id, (fields) => {
    fields.set("components[0].id", '<script>alert("1")</script>');
    fields.set("comment", "<b>why</b>");
    fields.set("op", "save");
  });
  for (const path of [pageOf(id), `${pageOf(id)}/edit`]) {
    const { body } = await as("hr", path);
    expect(body).not.toContain("<script>alert");
    expect(body).not.toContain("<b>why");
  }
});
