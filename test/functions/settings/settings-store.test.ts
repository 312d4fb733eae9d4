import type { Context, SQSEvent } from "aws-lambda";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Wiring } from "../../../functions/_platform/wiring.ts";
import { createHandler as recordFacts } from "../../../functions/record-facts/handler.ts";
import { createHandler as reprocessQuarantine } from "../../../functions/reprocess-quarantine/handler.ts";
import { describeIssue, issue } from "../../../shared/base/issues/issue.ts";
import { type Settings, type SettingsVersion, settingsHash } from "../../../shared/settings/model/settings.ts";
import { advisor, order, plan } from "../../support/facts.ts";
import { body, type Ledger, type Ledgers, startLedgers } from "../../support/ledger.ts";

let ledgers: Ledgers;
beforeAll(async () => {
  ledgers = await startLedgers();
});
afterAll(() => ledgers.stop());

const CONTEXT = { awsRequestId: "r", getRemainingTimeInMillis: () => 60_000 } as Context;

/** A version that follows the settings of a ledger, with other days of the security hold. */
function versionOf({ settings: store }: Wiring, version: number, securityHoldDays: number, given: Partial<Settings> = {}): SettingsVersion {
  const { settings } = store.initial;
  const next = { ...settings, finance: { ...settings.finance, securityHoldDays }, ...given };
  const change = {
    proposalId: `p${version}-${securityHoldDays}`,
    proposedBy: "ann",
    approvedBy: "bob",
    at: "2026-11-01T00:00:00.000Z",
    comment: "w",
  };
  return { version, settings: next, hash: settingsHash(next), change };
}

/** Records bodies by way of the function, as the queue hands them over. */
const send = (wiring: Wiring, ...bodies: readonly string[]): Promise<unknown> =>
  recordFacts(() => wiring)({ Records: bodies.map((each, at) => ({ messageId: `${at}`, body: each })) } as SQSEvent, CONTEXT);

const held = async ({ wiring }: Ledger) => (await wiring.quarantine.list()).filter(({ released }) => !released);

describe("versions of the settings", () => {
  test("version 0 is what was configured; the next ones are put once, in their order, and never edited", async () => {
    const { wiring } = await ledgers.open();
    const { settings } = wiring;
    expect((await settings.latest()).version).toBe(0);
    expect(await settings.put(versionOf(wiring, 2, 5))).toBe("stale");
    expect(await settings.put(versionOf(wiring, 1, 5))).toBe("stored");
    expect(await settings.put(versionOf(wiring, 1, 5))).toBe("stored");
    expect(await settings.put(versionOf(wiring, 1, 6))).toBe("stale");
    expect(await settings.put(versionOf(wiring, 2, 7))).toBe("stored");
    expect((await settings.history(10)).map(({ version, settings }) => [version, settings.finance.securityHoldDays])).toEqual([
      [2, 7],
      [1, 5],
      [0, 2],
    ]);
    expect((await settings.history(2)).map(({ version }) => version)).toEqual([2, 1]);
    expect(await settings.version(1)).toEqual(versionOf(wiring, 1, 5));
    expect(await settings.version(3)).toBeUndefined();
  });

  test("of two versions put at the same moment under one number, one stands", async () => {
    const ledger = await ledgers.open();
    const rival = ledger.rival();
    const results = await Promise.all([
      ledger.wiring.settings.put(versionOf(ledger.wiring, 1, 3)),
      rival.settings.put(versionOf(rival, 1, 4)),
    ]);
    expect(results.toSorted()).toEqual(["stale", "stored"].toSorted());
    expect((await ledger.wiring.settings.latest()).settings.finance.securityHoldDays).toBe(results[0] === "stored" ? 3 : 4);
  });

  test("a version that somebody changed in the table is refused: nobody is paid by what nobody approved", async () => {
    const { wiring } = await ledgers.open();
    await wiring.settings.put({ ...versionOf(wiring, 1, 3), hash: "0".repeat(32) });
    await expect(wiring.settings.latest()).rejects.toThrow("version 1 of the settings was changed in the table");
    await expect(wiring.withSettings(async () => {})).rejects.toThrow("its hash differs");
  });
});

describe("the settings of a call", () => {
  test("a call goes by one version from beginning to end, and the next call by the latest", async () => {
    const ledger = await ledgers.open();
    const [wiring, rival] = [ledger.wiring, ledger.rival()];
    const seen = await wiring.withSettings(async () => {
      const before = wiring.finance.securityHoldDays;
      await rival.settings.put(versionOf(rival, 1, 9));
      const inside = await wiring.withSettings(async () => wiring.finance.securityHoldDays);
      return { before, inside, after: wiring.finance.securityHoldDays };
    });
    expect(seen).toEqual({ before: 2, inside: 9, after: 2 });
    expect(await wiring.withSettings(async () => [wiring.settingsVersion.version, wiring.finance.securityHoldDays])).toEqual([1, 9]);
  });

  test("calls at once in one process keep their versions apart", async () => {
    const { wiring } = await ledgers.open();
    const [started, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const first = wiring.withSettings(async () => {
      started.resolve();
      await gate.promise;
      return wiring.settingsVersion.version;
    });
    // The first call has read its version before the next one is stored.
    await started.promise;
    await wiring.settings.put(versionOf(wiring, 1, 9));
    const second = await wiring.withSettings(async () => wiring.settingsVersion.version);
    gate.resolve();
    expect([await first, second]).toEqual([0, 1]);
  });
});

describe("event sources", () => {
  const ORDERS_ONLY = { eventSources: [{ source: "agency.orders", kinds: ["order" as const] }] };
  const from = (source: string, [detailType, detail]: readonly [string, unknown]) =>
    JSON.stringify({ version: "0", "detail-type": detailType, source, detail });

  test("whoever may put orders on the bus can put no plan, advisor, score or approved adjustment there", async () => {
    const ledger = await ledgers.open();
    const { wiring } = ledger;
    await ledger.record(plan(), advisor("li"));
    await wiring.settings.put(versionOf(wiring, 1, 2, ORDERS_ONLY));
    const adjustment = { adjustmentId: "a1", advisorId: "li", month: "2026-11", amount: 5_000_000, reason: "mine" };
    await send(
      wiring,
      body(...order({ orderId: "o1", credits: [{ advisorId: "li" }] })),
      body(...plan({ version: 2, effectiveFrom: "2020-01-01" })),
      body(...advisor("zhang")),
      body("AttributesGiven", { advisorId: "li", month: "2026-10", values: { serviceScore: "5" }, revision: 1 }),
      body("AdjustmentApproved", adjustment),
    );
    const issues = (await held(ledger)).flatMap((record) => record.issues);
    expect(issues).toHaveLength(4);
    for (const kind of ["plan", "advisor", "attributes", "adjustment"])
      expect(issues).toContainEqual(issue("source", "source-not-allowed", { source: "agency.orders", kind, allowed: "order" }));
    expect(await wiring.ledger.advisors(["zhang"])).toEqual(new Map());
    expect((await wiring.ledger.recordedPlans()).map(({ fact: { version } }) => version)).toEqual([1]);
    expect((await ledger.storedRows("li")).size).toBe(1);
  });

  test("a source that the settings don't name, Fenrun's own and none at all bring nothing", async () => {
    const ledger = await ledgers.open();
    await send(
      ledger.wiring,
      from("other", order({ orderId: "o1" })),
      from("fenrun", order({ orderId: "o2" })),
      JSON.stringify({ "detail-type": "OrderBooked", detail: order({ orderId: "o3" })[1] }),
    );
    const reasons = (await held(ledger)).flatMap((record) => record.issues.map(describeIssue)).toSorted();
    expect(reasons).toEqual([
      "source: source-missing",
      "source: source-unknown (source fenrun, kind order)",
      "source: source-unknown (source other, kind order)",
    ]);
  });

  test("what was held for its source is taken over only once the settings allow it, and no correction can choose a source", async () => {
    const ledger = await ledgers.open();
    const { wiring } = ledger;
    await wiring.settings.put(versionOf(wiring, 1, 2, ORDERS_ONLY));
    await send(wiring, body(...advisor("li")));
    const [record] = await held(ledger);
    const reprocess = (event: unknown) => reprocessQuarantine(() => wiring)(event, CONTEXT);
    expect(await reprocess({ id: record?.id })).toMatchObject({ kind: "held" });
    await expect(reprocess({ id: record?.id, body: from("hr", advisor("li")) })).rejects.toThrow(/keeps its source/);
    expect(await reprocess({ id: record?.id, body: from("agency.orders", advisor("li", { name: "Li" })) })).toMatchObject({ kind: "held" });
    const allowed = [{ source: "agency.orders", kinds: ["order" as const, "advisor" as const] }];
    await wiring.settings.put(versionOf(wiring, 2, 2, { eventSources: allowed }));
    expect(await reprocess({ id: record?.id })).toMatchObject({ kind: "recorded" });
    expect([...(await wiring.ledger.advisors(["li"])).keys()]).toEqual(["li"]);
  });

  test("an event held for its source stands in the way of no other record of the same event", async () => {
    const ledger = await ledgers.open();
    const foreign = order({ orderId: "o1", currency: "USD" });
    await send(ledger.wiring, from("other", foreign), from("agency.orders", foreign));
    const paths = (await held(ledger)).flatMap((record) => record.issues.map(({ path }) => path)).toSorted();
    expect(paths).toEqual(["currency", "source"]);
  });
});
