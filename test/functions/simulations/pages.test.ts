import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Wiring } from "../../../functions/_platform/wiring.ts";
import { createHandler } from "../../../functions/hr-site/handler.ts";
import type { Person } from "../../../shared/access/person.ts";
import type { PlanContent } from "../../../shared/plans/model/content.ts";
import { createPlanDraft, editPlanDraft } from "../../../shared/plans/steps/edit-draft.ts";
import { reviewPlan } from "../../../shared/plans/steps/review-draft.ts";
import type { Proposal } from "../../../shared/proposals/model/proposal.ts";
import { approve, submit } from "../../../shared/proposals/steps/take-steps.ts";
import { readSimulation } from "../../../shared/simulations/steps/read-simulation.ts";
import { advisor, order, plan } from "../../support/facts.ts";
import { IDLE } from "../../support/idle.ts";
import { type Ledgers, startLedgers } from "../../support/ledger.ts";
import { type Answered, ask, createTestTokens } from "../../support/test-tokens.ts";

const SITE = "https://pay.example.com";
const HANA: Person = { username: "hana", roles: ["hr"] };
const PEOPLE = { hana: ["hr"], fei: ["finance"], ada: ["auditor"], li: ["advisor"] } as const;
type Who = keyof typeof PEOPLE;

let ledgers: Ledgers;
let p: Wiring;
let cookies: Readonly<Record<string, string>>;
let handler: ReturnType<typeof createHandler>;
/** Shares 7% instead of 6%, and stays as it is. */
let dearer: Proposal;

const inMonth = (month: string, orderId: string, price: number, seller = "li") =>
  order({
    orderId,
    bookedAt: `${month}-02T09:00:00+08:00`,
    fulfilledAt: `${month}-03T09:00:00+08:00`,
    lines: [{ lineId: "1", product: "hotel", price }],
    credits: [{ advisorId: seller }],
  });

async function draftWith(rate: string, given: object = {}): Promise<Proposal> {
  const drafted = await createPlanDraft({ planId: "partner", from: 1 }, HANA, p);
  if (drafted.content.kind !== "plan") throw new Error("a plan was drafted");
  const { proposalId, lockVersion, content } = drafted;
  const components = [
    { id: "share", kind: "share", rate },
    { id: "override", kind: "share", where: { role: ["manager"] }, rate: "0" },
  ];
  return editPlanDraft({ proposalId, lockVersion, terms: { ...(content as PlanContent).terms, components, ...given } }, HANA, p);
}

beforeAll(async () => {
  const tokens = await createTestTokens(SITE);
  const issued = Object.entries(PEOPLE).map(async ([username, groups]) => [username, await tokens.issue({ username, groups })]);
  cookies = Object.fromEntries(await Promise.all(issued));
  ledgers = await startLedgers("simulated");
  const ledger = await ledgers.open();
  await ledger.record(
    plan(),
    advisor("wang", { name: "=王" }),
    advisor("li", { name: "李", managers: [{ managerId: "wang", from: "2020-01-15" }], stores: [{ storeId: "s1", from: "2020-01-15" }] }),
    advisor("zhao"),
  );
  await ledger.record(inMonth("2026-09", "s1", 50_000), inMonth("2026-10", "o1", 100_000), inMonth("2026-10", "o2", 1_000, "wang"));
  for (const month of ["2026-09", "2026-10"]) await ledger.close(month);
  await ledger.record(inMonth("2026-11", "n1", 200_000));
  p = {
    ...ledger.wiring,
    identity: tokens.identity,
    jobs: IDLE,
    surroundings: { ...ledger.wiring.surroundings, now: () => Date.parse("2026-11-20T10:00:00+08:00") },
  };
  handler = createHandler(() => p);
  dearer = await draftWith("0.07");
});
afterAll(() => ledgers.stop());

const show = (path: string, who: Who = "hana", headers: Record<string, string> = {}): Promise<Answered> =>
  ask(handler, path, { headers: { cookie: `__Host-session=${cookies[who]}`, ...headers } });

const send = (path: string, form: Record<string, string>, who: Who = "hana"): Promise<Answered> =>
  ask(handler, path, {
    method: "POST",
    headers: { cookie: `__Host-session=${cookies[who]}`, origin: SITE, "content-type": "application/x-www-form-urlencoded" },
    body: String(new URLSearchParams(form)),
  });

const text = ({ body }: Answered): string => body;

/** Begins a trial on its page. @returns where its page stands. */
async function tried(proposal: Proposal, form: Record<string, string>): Promise<string> {
  const answer = await send(`/en/hr/proposals/${proposal.proposalId}/simulations`, { lockVersion: `${proposal.lockVersion}`, ...form });
  expect(answer.status, text(answer)).toBe(303);
  return answer.headers.location ?? "";
}

const SEPTEMBER_ON = { from: "2026-09", to: "2026-10", as: "always", replaces: "partner" };

describe("the page on which a trial begins", () => {
  const path = () => `/en/hr/proposals/${dearer.proposalId}/simulations`;

  test("offers closed months alone, the last one by itself, and says what it will read and why", async () => {
    const page = text(await show(path()));
    expect(page).toMatch(/<option value="2026-10" selected>October 2026<\/option><option value="2026-09">/);
    expect(page).not.toContain('2026-11">');
    expect(page).toContain("Uses the snapshots of the closes: takes seconds.");
    expect(page).toContain("That date is after these months: nothing would change.");
    expect(page).toContain("Advisors who have plan partner");
  });

  test("of a draft that reaches back says which months it restates, chooses them, and why it has to read the credits", async () => {
    const { proposalId } = await draftWith("0.065", { effectiveFrom: "2026-09-15", earn: "booked" });
    const page = text(await show(`/en/hr/proposals/${proposalId}/simulations`));
    expect(page).toContain("simulate it from its effective date on, over September 2026 to October 2026.");
    expect(page).toMatch(
      /id="f-from" name="from">.*<option value="2026-09" selected>.*id="f-to" name="to"><option value="2026-10" selected>/s,
    );
    expect(page).toMatch(/value="dated" checked/);
    expect(page).toContain("Has to use the credits, which is slower: the draft pays when a trip is booked, version 1 when");
  });

  test("refuses what can't be tried on the page itself, and keeps what was chosen", async () => {
    const wrong = await send(path(), { ...SEPTEMBER_ON, lockVersion: `${dearer.lockVersion}`, from: "2026-10", to: "2026-09" });
    expect(wrong.status).toBe(422);
    expect(text(wrong)).toContain("“From” can’t be after “to”.");
    expect(text(wrong)).toMatch(/id="f-to" name="to">.*<option value="2026-09" selected>/);
    const open = await send(path(), { ...SEPTEMBER_ON, lockVersion: `${dearer.lockVersion}`, to: "2026-11" });
    expect(text(open)).toContain("Choose closed months.");
    const stale = await send(path().replace("/en/", "/zh/"), { ...SEPTEMBER_ON, lockVersion: "1" });
    expect(stale.status).toBe(422);
    expect(text(stale)).toContain("在此期间已被他人更改");
  });

  test("is for HR to send, and for staff to look at", async () => {
    for (const who of ["fei", "ada", "li"] as const)
      expect((await send(path(), { ...SEPTEMBER_ON, lockVersion: "2" }, who)).status).toBe(403);
    const page = text(await show(path(), "ada"));
    expect(page).not.toContain('<form class="sheet"');
    expect(page).toContain("Only HR can simulate a draft");
    expect((await show("/en/hr/proposals/nobody/simulations")).status).toBe(404);
  });
});

describe("a trial over two months", () => {
  let path: string;
  let page: string;

  beforeAll(async () => {
    path = await tried(dearer, SEPTEMBER_ON);
    page = text(await show(path));
  });

  test("shows what the draft costs, to the fen: 7% instead of 6% of li's and wang's sales, and no override", async () => {
    // li: 1,500.00 × 1% more; wang: 10.00 × 1% more, and 1% of li's 1,500.00 less.
    expect(page).toContain('<data class="number" value="10">+¥0.10</data>');
    expect(page).toContain("from ¥105.60 to ¥105.70");
    for (const id of ["months", "components", "products", "stores", "tenures", "gain-most-list", "hurt-most-list"])
      expect(page).toContain(`id="${id}"`);
    expect(page).not.toContain("None of these");
    expect(page).toContain("November 2026 (open)");
    expect(page).toContain("Hash of the result (SHA-256): ");
  });

  test("leads to the advisors' own pages, and to the file of all of them", async () => {
    expect(page).toContain('href="/en/advisors/li"');
    const file = await show(page.match(/href="(\/en\/hr\/simulations\/[^"]+\.csv)"/)?.[1] ?? "");
    const [header, ...lines] = text(file).trimEnd().split("\n");
    expect(file.headers["content-disposition"]).toContain("trial-partner-2-2026-09-2026-10.csv");
    expect(header).toBe(
      "\uFEFFAdvisor id,Name,Store,Star level,Months since joining,Before,With the draft,Change,Equity before," +
        "Equity with the draft,Before 2026-09,With the draft 2026-09,Before 2026-10,With the draft 2026-10",
    );
    expect(lines).toEqual([
      "li,李,s1,,81,90.00,105.00,15.00,0,0,30.00,35.00,60.00,70.00",
      "wang,'=王,,,81,15.60,0.70,-14.90,0,0,5.00,0.00,10.60,0.70",
      "Total,,,,,105.60,105.70,0.10,,,35.00,35.00,70.60,70.70",
    ]);
  });

  test("reads well in Chinese, with a policy under which nothing runs", async () => {
    const answer = await show(path.replace("/en/", "/zh/"));
    expect(text(answer)).toContain("<title>试算 partner 第 2 版草稿 · 分润</title>");
    expect(answer.headers["content-security-policy"]).toMatch(/^default-src 'none'; style-src 'self'/);
    expect(text(answer)).not.toMatch(/style="|<script/);
  });

  test("stands among the draft's trials, to be chosen, beside the newest of another draft", async () => {
    const cheaper = await draftWith("0.05");
    const other = await tried(cheaper, SEPTEMBER_ON);
    const list = text(await show(`/en/hr/proposals/${dearer.proposalId}/simulations`));
    const ids = [...list.matchAll(/type="checkbox" name="trial" value="([^"]+)"/g)].map(([, id]) => `/en/hr/simulations/${id}`);
    expect(ids).toEqual([path, other]);
    const [a, b] = ids.map((id) => id.split("/").at(-1));
    const compared = text(await show(`/en/hr/compare?trial=${a}&trial=${b}&trial=gone`));
    expect(compared).toContain("All simulations cover the same months and can be compared.");
    expect(compared).toContain("There is no simulation gone.");
    expect(compared).toContain("7% → 5%");
    // li and wang: 2% less of 1,510.00 with the other draft.
    expect(compared).toMatch(/<data class="number" value="10">\+0\.10<\/data>[\s\S]*<data class="number" value="-3010">−30\.10<\/data>/);
  });

  test("waits for approval by who neither wrote nor submitted it, with its cost", async () => {
    const submitted = await submit(
      {
        proposalId: dearer.proposalId,
        lockVersion: (await latest(dearer)).lockVersion,
        comment: "Hotels cost more",
        acknowledged: await findings(),
      },
      HANA,
      p,
    );
    const forFei = text(await show("/en/hr/approvals", "fei"));
    expect(forFei).toContain("<h1>Approvals (1)</h1>");
    expect(forFei).toContain("Hotels cost more");
    expect(forFei).toContain(`href="/en/hr/proposals/${dearer.proposalId}"`);
    expect(forFei).toContain('<data class="number" value="10">+0.10</data>');
    expect(text(await show("/zh/hr/approvals", "hana"))).toContain("<h1>审批（0）</h1>");
    await approve({ proposalId: dearer.proposalId, lockVersion: submitted.lockVersion }, { username: "fei", roles: ["finance"] }, p);
    expect(text(await show("/en/hr/approvals", "fei"))).toContain("Approved, not published yet (1)");
  });
});

/** What htmx sends of a page that looks again by itself. */
const POLLED = { "hx-request": "true", "hx-target": "section#state" };

test("pages: while a trial runs its page tells how far it is, and loads itself again with a script or without", async () => {
  const done = (await readSimulation((await tried(await draftWith("0.08"), SEPTEMBER_ON)).split("/").at(-1) ?? "", p))?.trial;
  if (done === undefined) throw new Error("it was tried");
  const { result: _result, openMonth: _openMonth, ...rest } = done;
  await p.trials.begin({ ...rest, simulationId: "running", parts: [[0], [1]], done: 0 });
  const answer = await show("/en/hr/simulations/running");
  expect(text(answer)).toContain("0 of 2 parts are done");
  expect(text(answer)).toContain('<noscript><meta http-equiv="refresh" content="5"></noscript>');
  expect(text(answer)).toContain('hx-get="/en/hr/simulations/running"');
  expect(answer.headers["content-security-policy"]).toContain("script-src 'self'");
  expect((await show("/en/hr/simulations/running/advisors.csv")).status).toBe(404);
  expect((await show(`/en/hr/simulations/${done.simulationId}`, "hana", POLLED)).headers["hx-refresh"]).toBe("true");
  expect((await show("/en/hr/simulations/running", "hana", POLLED)).headers["hx-refresh"]).toBeUndefined();
  expect((await show("/en/hr/simulations/nothing")).status).toBe(404);
});

const latest = async ({ proposalId }: Proposal): Promise<Proposal> => {
  const found = await p.proposals.find(proposalId);
  if (found === undefined) throw new Error("it was drafted");
  return found;
};

/** What the checks find, all of it meant. */
async function findings(): Promise<string[]> {
  return (await reviewPlan(await latest(dearer), p)).findings.map(({ id }) => id);
}
