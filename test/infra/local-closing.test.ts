import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Local, startLocal } from "../../infra/local/start.ts";
import { advisor, order, plan } from "../support/facts.ts";

/** The real functions behind the real wiring on one machine: a person closes a month by the API. */

let folder: string;
let local: Local;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fenrun-test-"));
  const agency = { currency: "CNY", timeZone: "Asia/Shanghai", facets: [] };
  local = await startLocal({ agency, folder, shards: 2, http: { port: 0 } });
  local.putEvents([plan(), advisor("li")].map(([detailType, detail]) => ({ detailType, detail })));
  await local.drain();
  const [detailType, detail] = order({ orderId: "o1" });
  local.putEvents([{ detailType, detail }]);
  await local.drain();
  await local.setClock("2026-11-02T10:00:00+08:00");
});
afterAll(async () => {
  await local.stop();
  await rm(folder, { recursive: true, force: true });
});

test("local closing: finance starts a close, which runs to its end, and says so", async () => {
  const headers = {
    authorization: `Bearer ${await local.token({ username: "finance", roles: ["finance"] })}`,
    "content-type": "application/json",
  };
  const close = async (body?: object) => {
    const init = body === undefined ? { headers } : { method: "POST", headers, body: JSON.stringify(body) };
    const answer = await fetch(`${local.url}/v1/finance/closes/2026-10`, init);
    // biome-ignore lint/suspicious/noExplicitAny: an answer, looked into here alone.
    return { status: answer.status, body: (await answer.json()) as any };
  };
  expect(await close({ confirm: "2026-10" })).toMatchObject({ status: 422, body: { issues: [{ code: "close-early" }] } });
  const started = await close({ confirm: "2026-10", reason: "a test" });
  expect([started.status, started.body.run.runId]).toEqual([202, "2026-10-001"]);
  await local.drain();
  expect((await close()).body).toMatchObject({
    status: "closed",
    requested: { by: "finance", reason: "a test" },
    summary: { payable: { amountMinor: 6_000 } },
  });
  expect(local.deadLetters()).toMatchObject({ "finance-jobs": [] });
});
