import { afterAll, beforeAll, expect, test } from "vitest";
import { derivationSchema } from "../../../functions/_platform/api/derivation.response.ts";
import type { Wiring } from "../../../functions/_platform/wiring.ts";
import { createHandler as createApi } from "../../../functions/hr-api/handler.ts";
import { createHandler as createSite } from "../../../functions/hr-site/handler.ts";
import { RefusedError } from "../../../shared/base/issues/issue.ts";
import { resumeDerivation, stopDerivation } from "../../../shared/derivations/steps/stop-derivation.ts";
import { beginClose } from "../../../shared/ledger/close/begin-close.ts";
import { deriveCredits } from "../../../shared/ledger/derive/derive-credits.ts";
import { readDerivations } from "../../../shared/ledger/derive/read-derivations.ts";
import { advisor, order, plan } from "../../support/facts.ts";
import { type Ledger, type Ledgers, SILENT, startLedgers } from "../../support/ledger.ts";
import { ask, createTestTokens } from "../../support/test-tokens.ts";

/** Deriving anew after a change: what it reads, by whom it is done, and how it is stopped. */

let ledgers: Ledgers;
beforeAll(async () => {
  ledgers = await startLedgers("simulated");
});
afterAll(() => ledgers.stop());

const SELLERS = ["li", "wang", "zhao", "qian"];
const HR = { username: "hana", roles: ["hr"] } as const;
const ALWAYS = () => true;
const HIGHER = { version: 2, effectiveFrom: "2026-10-01", components: [{ id: "share", kind: "share", rate: "0.07" }] };

/** An order of each seller in each of the months, fulfilled in it. */
const ordersOf = (...months: string[]) =>
  months.flatMap((month) =>
    SELLERS.map((advisorId) =>
      order({
        orderId: `${month}-${advisorId}`,
        bookedAt: `${month}-08T09:00:00+08:00`,
        fulfilledAt: `${month}-08T20:00:00+08:00`,
        credits: [{ advisorId }],
      }),
    ),
  );

async function openWithOrders(...months: string[]): Promise<Ledger> {
  const ledger = await ledgers.open();
  await ledger.record(
    plan(),
    advisor("boss"),
    ...SELLERS.map((id) => advisor(id, { managers: [{ managerId: "boss", from: "2026-01-01" }] })),
  );
  await ledger.derive();
  await ledger.record(...ordersOf(...months));
  return ledger;
}

/** The same ledger, which tells each order that it reads of a credit log. */
function telling(wiring: Wiring, seen: { readonly orderId: string; readonly month: string }[]): Wiring {
  const { ledger } = wiring;
  const ordersNaming: typeof ledger.ordersNaming = async function* (advisorId, from) {
    for await (const page of ledger.ordersNaming(advisorId, from)) {
      seen.push(...page);
      yield page;
    }
  };
  return { ...wiring, ledger: { ...ledger, ordersNaming } };
}

const versionsOf = async (ledger: Ledger, advisorId: string): Promise<unknown> =>
  [...(await ledger.storedRows(advisorId))].map(([month, rows]) => [month, ...[...rows.values()].map(({ version }) => version)]);

test("derivations: a plan version reads no credit of a month before that in which it begins", async () => {
  const ledger = await openWithOrders("2026-07", "2026-08", "2026-10", "2026-11");
  await ledger.record(plan(HIGHER));
  const seen: { orderId: string; month: string }[] = [];
  expect(await deriveCredits(telling(ledger.rival(), seen), ALWAYS)).toBe(true);
  expect(new Set(seen.map(({ month }) => month))).toEqual(new Set(["2026-10", "2026-11"]));
  expect(await versionsOf(ledger, "li")).toEqual([
    ["2026-07", 1],
    ["2026-08", 1],
    ["2026-10", 2],
    ["2026-11", 2],
  ]);
});

test("derivations: another manager reads no credit of a month before the first day on which they manage", async () => {
  const ledger = await openWithOrders("2026-07", "2026-10");
  const managers = [
    { managerId: "boss", from: "2026-01-01" },
    { managerId: "qian", from: "2026-10-05" },
  ];
  await ledger.record(advisor("li", { revision: 2, managers }));
  const seen: { orderId: string; month: string }[] = [];
  await deriveCredits(telling(ledger.rival(), seen), ALWAYS);
  expect(new Set(seen.map(({ month }) => month))).toEqual(new Set(["2026-10"]));
});

test("derivations: a trip that is expected before its booking is forecast for the month of its booking, and found from there on", async () => {
  const ledger = await openWithOrders();
  const booked = { status: "booked", fulfilledAt: undefined, bookedAt: "2026-10-08T09:00:00+08:00" };
  await ledger.record(order({ orderId: "o1", ...booked, expectedFulfilmentOn: "2026-09-20" }));
  await ledger.record(plan(HIGHER));
  await ledger.derive();
  const [recipient] = (await ledger.wiring.ledger.orderHeads(["o1"])).get("o1")?.recipients.filter(({ role }) => role === "seller") ?? [];
  expect(recipient).toMatchObject({ state: "forecast", month: "2026-10", version: 2 });
});

test("derivations: several who work on one part ways, and give what one gives", async () => {
  const ledger = await openWithOrders("2026-10", "2026-11");
  const called: number[] = [];
  const announcing = (wiring: Wiring): Wiring => ({
    ...wiring,
    publisher: { ...SILENT, derivationPending: async (workers = 1) => void called.push(workers) },
  });
  await ledger.record(plan(HIGHER));
  const done = await Promise.all([1, 2, 3].map(() => deriveCredits(announcing(ledger.rival()), ALWAYS)));
  expect(done).toEqual([true, true, true]);
  // Two shards and the undated orders: whoever is first calls one for each of the other parts.
  expect(called).toEqual([2]);
  expect((await ledger.wiring.ledger.state()).pendingDerivations).toBe(0);
  for (const advisorId of [...SELLERS, "boss"]) expect(await ledger.storedRows(advisorId)).toEqual(await ledger.journalledRows(advisorId));
  expect(await versionsOf(ledger, "wang")).toEqual([
    ["2026-10", 2],
    ["2026-11", 2],
  ]);
});

test("derivations: cut within a credit log it goes on after what was read, and tells how far it is", async () => {
  const ledger = await openWithOrders("2026-10");
  await ledger.record(...ordersOf("2026-11"));
  await ledger.record(plan(HIGHER));
  const seen: { orderId: string; month: string }[] = [];
  let cuts = 0;
  for (let isDone = false; !isDone; cuts += 1) {
    let asked = 0;
    // Time for one page of a log each.
    isDone = await deriveCredits(telling(ledger.rival(), seen), () => {
      asked += 1;
      return asked <= 1;
    });
    const [progress] = await readDerivations(ledger.wiring);
    expect(progress === undefined).toBe(isDone);
    if (progress !== undefined) expect(progress.parts?.total).toBe(3);
    expect(cuts).toBeLessThan(40);
  }
  expect(cuts).toBeGreaterThan(SELLERS.length);
  expect(await versionsOf(ledger, "zhao")).toEqual([
    ["2026-10", 2],
    ["2026-11", 2],
  ]);
});

test("derivations: what HR stops waits, no month closes meanwhile, and resumed it is done; the activity log tells of both", async () => {
  const ledger = await openWithOrders("2026-10");
  await ledger.record(plan(HIGHER));
  const { wiring } = ledger;
  const [{ taskId } = { taskId: "" }] = await readDerivations(wiring);
  await expect(stopDerivation(taskId, { username: "fay", roles: ["finance"] }, wiring)).rejects.toThrow(RefusedError);
  await stopDerivation(taskId, HR, wiring);
  await expect(stopDerivation(taskId, HR, wiring)).rejects.toThrow(RefusedError);
  expect(await deriveCredits(wiring, ALWAYS)).toBe(true);
  expect(await versionsOf(ledger, "li")).toEqual([["2026-10", 1]]);
  await expect(ledger.close("2026-10")).rejects.toMatchObject({ issues: [{ code: "derivation-stopped", params: { by: "hana" } }] });
  await resumeDerivation(taskId, HR, wiring);
  await expect(resumeDerivation(taskId, HR, wiring)).rejects.toThrow(RefusedError);
  expect((await ledger.close("2026-10")).statements).toBe(5);
  expect(await versionsOf(ledger, "li")).toEqual([["2026-10", 2]]);
  const told = await wiring.proposals.activity(`derivation:${taskId}`);
  expect(told.map(({ action, by }) => [action, by]).sort()).toEqual([
    ["resume", "hana"],
    ["stop", "hana"],
  ]);
});

test("derivations: a close that runs out of time tells what it waits for", async () => {
  const ledger = await openWithOrders("2026-10");
  await ledger.record(plan(HIGHER));
  let asked = 0;
  const closing = beginClose("2026-10", ledger.wiring, () => {
    asked += 1;
    return asked <= 30 && asked !== 4;
  });
  await expect(closing).rejects.toThrow(/plan partner: \d of 3 parts done/);
});

test("derivations: HR sees on a page and by the API how far they are, stops and resumes them there", async () => {
  const ledger = await openWithOrders("2026-10");
  const tokens = await createTestTokens();
  await ledger.record(plan(HIGHER));
  const wiring: Wiring = { ...ledger.wiring, identity: tokens.identity };
  const site = async (path: string, groups: string[], more: object = {}) => {
    const cookie = `__Host-session=${await tokens.issue({ username: "hana", groups })}`;
    return ask(
      createSite(() => wiring),
      path,
      { headers: { cookie, origin: "https://pay.example.com" }, ...more },
    );
  };
  const api = async (path: string, method = "GET") => {
    const authorization = `Bearer ${await tokens.issue({ username: "hana", groups: ["hr"] })}`;
    const { status, body } = await ask(
      createApi(() => wiring),
      path,
      { method, headers: { authorization } },
    );
    const json = JSON.parse(body);
    if (json.object === "derivation") derivationSchema.parse(json);
    return { status, json };
  };
  const [listed] = (await api("/v1/hr/derivations")).json.data;
  expect(listed).toMatchObject({
    object: "derivation",
    status: "waiting",
    plans: [{ planId: "partner", bookedFrom: "2026-10-01" }],
    parts: null,
  });
  const page = await site("/en/hr/derivations", ["hr"]);
  expect(page.body).toContain("Plan partner, orders from");
  expect((await site("/zh/hr/derivations", ["finance"])).body).not.toContain('<button type="submit">暂停');
  const to = `/en/hr/derivations/${listed.derivationId}`;
  const body = () => {
    const form = new FormData();
    form.set("op", "stop");
    return form;
  };
  expect((await site(to, ["hr"], { method: "POST", body: body() })).status).toBe(303);
  expect((await site("/en/hr/derivations", ["hr"])).body).toContain("Stopped by hana");
  expect((await api(`${listed.url}/stop`, "POST")).status).toBe(409);
  expect(await api(`${listed.url}/resume`, "POST")).toMatchObject({ status: 200, json: { status: "waiting", stopped: null } });
  await ledger.derive();
  expect((await api(listed.url)).status).toBe(404);
  expect((await site("/en/hr/derivations", ["hr"])).body).toContain("Nothing is to be recalculated");
});
