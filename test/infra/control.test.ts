import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { wiring } from "../../functions/_platform/wiring.ts";
import { askServer } from "../../infra/local/control/ask-server.ts";
import { describeServer, toldServers } from "../../infra/local/control/server-file.ts";
import { clockDuring, sampleRun } from "../../infra/local/runs/sample.ts";
import { scenarioRun } from "../../infra/local/runs/scenario.ts";
import { control } from "../../infra/local/serve.ts";
import { type Local, startLocal } from "../../infra/local/start.ts";

/** A scenario that is played and served, and what the commands token and clock do with it. */

const CASE = join(import.meta.dirname, "../cases/world.json");

let folder: string;
let local: Local;
let end: () => Promise<void>;
let people: readonly { readonly username: string }[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fenrun-control-"));
  const { agency, finance, play } = await scenarioRun(CASE, "2026-10-09");
  local = await startLocal({ agency, finance, folder: join(folder, "store"), shards: 4, http: { port: 0 } });
  const played = await play(local, undefined);
  people = played.people;
  await local.setClock(played.clock);
  end = await control(local, agency.timeZone, join(folder, "servers"));
}, 60_000);
afterAll(async () => {
  await end?.();
  await local?.stop();
  await rm(folder, { recursive: true, force: true });
});

const ask = (body: object, port?: string) => askServer(body, port, join(folder, "servers"));
const tokenOf = async (login: string) => ((await ask({ login })) as { token: string }).token;

async function call(token: string, path: string, body?: object) {
  const response = await fetch(`${local.url}${path}`, {
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    ...(body && { method: "POST", body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

test("control: a scenario is closed on the eighth of the month after, has a debtor, and names people of each role", async () => {
  const { ledger, shards, finance } = wiring();
  const shardsOfMonth = await Promise.all(Array.from({ length: shards }, (_, shard) => ledger.statementsOf("2026-09", shard)));
  expect(shardsOfMonth.flat()).toHaveLength(18);
  expect(finance.debtor.account).not.toMatch(/^0*$/);
  expect(people.map(({ username }) => username)).toEqual(
    expect.arrayContaining(["hr", "hr-2", "finance", "finance-2", "finance-3", "auditor"]),
  );
  expect(people.length).toBeGreaterThan(6);
});

test("control: a token of the command drafts a payout; an advisor's sees their own; nobody else gets one", async () => {
  const drafted = await call(await tokenOf("finance"), "/v1/finance/payouts", { month: "2026-09" });
  expect([drafted.status, drafted.body.payoutId]).toEqual([202, "2026-09-1"]);
  expect((await call(await tokenOf("li"), "/v1/me")).body).toMatchObject({ advisorId: "li" });
  await expect(tokenOf("nobody")).rejects.toThrow(
    /nobody has this login; give one of hr, hr-2, finance, finance-2, finance-3, auditor, or/,
  );
});

test("control: the clock moves forward for functions, jobs and tokens, and never back", async () => {
  const [longer, hour] = await Promise.all([tokenOf("finance"), local.token({ username: "finance", roles: ["finance"] })]);
  expect(await ask({ clock: "2026-10-12" })).toEqual({ clock: "2026-10-12 12:00:00 Asia/Shanghai" });
  expect(wiring().surroundings.now()).toBe(Date.parse("2026-10-12T12:00:00+08:00"));
  expect((await call(longer, "/v1/finance/payouts/2026-09-1/withdraw", { lockVersion: 2, comment: "accounts are missing" })).status).toBe(
    200,
  );
  const { body } = await call(longer, "/v1/finance/payouts/2026-09-1");
  expect(body.withdrawn).toMatchObject({ at: "2026-10-12T04:00:00.000Z" });
  expect((await call(hour, "/v1/finance/payouts")).status).toBe(401);
  await expect(ask({ clock: "2026-10-11" })).rejects.toThrow(
    /2026-10-11: lies before 2026-10-12 12:00:00 Asia\/Shanghai, and a clock only/,
  );
  await expect(ask({ clock: "soon" })).rejects.toThrow("soon: expected an instant such as");
  expect(await ask({})).toEqual({ clock: "2026-10-12 12:00:00 Asia/Shanghai" });
});

test("control: a scenario's settings take the place of the sample's; what is wrong with them, with a step or the clock is told before it is played", async () => {
  const agency = { currency: "CNY", timeZone: "Asia/Shanghai", facets: [] };
  const runOf = async (parts: object, clock?: string) => {
    const path = join(folder, "scenario.json");
    await writeFile(path, JSON.stringify({ agency, plans: [], advisors: [], steps: [], ...parts }));
    return scenarioRun(path, clock);
  };
  expect((await runOf({ settings: { finance: { securityHoldDays: 0 } } })).finance.securityHoldDays).toBe(0);
  await expect(runOf({ settings: { finance: { debtor: { name: "Agency" } } } })).rejects.toThrow(
    "scenario.json: settings: finance.debtor.",
  );
  await expect(runOf({ steps: [{ close: "2026-09" }, { odd: 1 }] })).rejects.toThrow("steps[1]: expected one of order, ");
  await expect(runOf({}, "2026-02-30")).rejects.toThrow("--clock: 2026-02-30: expected an instant such as");
  expect(() => sampleRun({ seed: 1, size: "small", clock: "2026-09-01" })).toThrow("--clock: 2026-09-01 lies before 2026-10-10: ");
});

test("control: what the sample notes of a month's facts lies in the sample's time, never after where its clock stands in the end", () => {
  const clock = "2026-10-12T04:00:00.000Z";
  expect(clockDuring("2026-05", clock, "Asia/Shanghai")).toBe("2026-05-31T10:00:00.000Z");
  expect(clockDuring("2026-10", clock, "Asia/Shanghai")).toBe(clock);
});

test("control: only who knows the server's secret controls it", async () => {
  const tried = await fetch(`${local.url}/local-control/`, { method: "POST", body: '{"login":"finance"}' });
  expect([tried.status, await tried.json()]).toEqual([403, { error: "the secret is wrong" }]);
});

test("control: a server is found by its port; one that was ended hard is no server", async () => {
  const { port } = new URL(local.url);
  const servers = join(folder, "servers");
  await expect(ask({}, "1")).rejects.toThrow("no server runs at port 1: start one with npm start");
  const takeBack = await describeServer({ url: "http://localhost:1", secret: "a secret that nobody knows" }, servers);
  expect(await toldServers(servers)).toHaveLength(2);
  expect(await ask({})).toEqual(await ask({}, port));
  await takeBack();
  await expect(askServer({}, undefined, join(folder, "none"))).rejects.toThrow(/^no server runs: start one/);
});
