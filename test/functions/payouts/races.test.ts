import { afterAll, beforeAll, expect, test } from "vitest";
import type { Wiring } from "../../../functions/_platform/wiring.ts";
import type { Payout } from "../../../shared/payouts/model/payout.ts";
import { payablesOfAdvisor } from "../../../shared/payouts/reconciliation/steps/advisor-payables.ts";
import { approvePayout } from "../../../shared/payouts/steps/approve-payout.ts";
import type { PayoutDeps } from "../../../shared/payouts/steps/commit-step.ts";
import { confirmPayout } from "../../../shared/payouts/steps/confirm-payout.ts";
import { exportPayout } from "../../../shared/payouts/steps/export-payout.ts";
import { holdAdvisor, releaseAdvisor } from "../../../shared/payouts/steps/hold-payments.ts";
import { readPayout } from "../../../shared/payouts/steps/read-payout.ts";
import { withdrawPayout } from "../../../shared/payouts/steps/withdraw-payout.ts";
import { type Ledgers, startLedgers } from "../../support/ledger.ts";
import {
  approvedPayout,
  bankSays,
  downloadedPayout,
  draftInBackground,
  draftNow,
  exportedPayout,
  FINANCE,
  openStatedWorld,
  PAY_DAY,
  payee,
  seen,
} from "../../support/payouts.ts";
import { codesOf } from "../../support/proposals.ts";

let ledgers: Ledgers;
beforeAll(async () => {
  ledgers = await startLedgers();
});
afterAll(() => ledgers.stop());

const fay = FINANCE("fay");
const gus = FINANCE("gus");
const ida = FINANCE("ida");
const comment = "the bank's statement of the day";
const executeOn = PAY_DAY;

/** A rival acts once all was looked at, right before the write. */
function beforeWrite(deps: Wiring, rival: () => Promise<unknown>): Wiring {
  let isFirst = true;
  const commit: Wiring["payouts"]["commit"] = async (...given) => {
    if (isFirst) {
      isFirst = false;
      await rival();
    }
    return deps.payouts.commit(...given);
  };
  return { ...deps, payouts: { ...deps.payouts, commit } };
}

/** The same, but once, right after it has looked at something, another comes first. */
function overtaken<Deps extends PayoutDeps>(
  deps: Deps,
  look: "gate" | "holds" | "totals" | "payments",
  rival: () => Promise<unknown>,
): Deps {
  let isFirst = true;
  const read = deps.payouts[look] as (...args: unknown[]) => Promise<unknown>;
  const then = async (...args: unknown[]) => {
    const found = await read(...args);
    if (isFirst) {
      isFirst = false;
      await rival();
    }
    return found;
  };
  return { ...deps, payouts: { ...deps.payouts, [look]: then } };
}

const fulfilled = (results: readonly PromiseSettledResult<unknown>[]) => results.filter(({ status }) => status === "fulfilled").length;

test("races: of two who approve at one moment one counts, and of a click that is repeated once", async () => {
  const { p, rival } = await openStatedWorld(ledgers, { li: 1 });
  const draft = await draftNow({ month: "2026-10" }, fay, p);
  const others = [gus, ida, gus, gus].map((person, at) => approvePayout(seen(draft), person, rival(`2026-11-05T02:00:0${at}Z`)));
  expect(fulfilled(await Promise.allSettled(others))).toBe(1);
  expect((await p.proposals.activity("payout:2026-10-1")).filter(({ action }) => action === "approve")).toHaveLength(1);
  expect(await p.payouts.gate()).toBe(2);
});

test("races: of two drafts of one month only one can be approved, and nobody is owed less than nothing", async () => {
  const { p, rival } = await openStatedWorld(ledgers, { li: 1, wang: 1 });
  // Each looks at the list before the other has begun.
  let isFirst = true;
  const late = rival();
  const list = async () => {
    const found = await late.payouts.list();
    if (isFirst) await draftNow({ month: "2026-10" }, fay, p);
    isFirst = false;
    return found;
  };
  // The number was taken: looking again it finds the other's draft, and begins none beside it.
  expect(await codesOf(draftNow({ month: "2026-10" }, ida, { ...late, payouts: { ...late.payouts, list } }))).toEqual(["draft-open"]);
  const first = (await p.payouts.find("2026-10-1")) as Payout;
  await p.payouts.commit(
    {
      payoutId: "2026-10-2",
      month: "2026-10",
      status: "drafting",
      lockVersion: 1,
      gate: 1,
      drafted: { by: "ida", at: "2026-11-05T01:00:00.000Z" },
    },
    [],
  );
  const other = await draftInBackground("2026-10-2", p);
  const results = await Promise.allSettled([approvePayout(seen(first), gus, rival()), approvePayout(seen(other), gus, rival())]);
  expect(fulfilled(results)).toBe(1);
  const left = (await p.payouts.list()).find(({ status }) => status === "draft") as Payout;
  expect(await codesOf(approvePayout(seen(left), gus, p))).toEqual(["gate-moved"]);
  expect(await payablesOfAdvisor("li", p)).toMatchObject({ outstanding: 0n, approved: 6_000n });
});

test("a hold or another payee right before an approval's write: it is refused, whatever was looked at before", async () => {
  for (const change of [
    (deps: PayoutDeps) => holdAdvisor({ advisorId: "li", reason: comment }, gus, deps),
    (deps: PayoutDeps) => deps.payouts.putPayees([payee("li", { version: 2 })]),
  ]) {
    const { p, rival } = await openStatedWorld(ledgers, { li: 1 });
    const draft = await draftNow({ month: "2026-10" }, fay, p);
    expect(
      await codesOf(
        approvePayout(
          seen(draft),
          gus,
          overtaken(p, "gate", () => change(rival())),
        ),
      ),
    ).toEqual(["gate-moved"]);
    expect((await p.payouts.find("2026-10-1"))?.status).toBe("draft");
  }
});

test("a hold right before an export's write: no file goes out with the advisor in it; one of somebody else delays nothing", async () => {
  const { p, rival } = await openStatedWorld(ledgers, { li: 1, wang: 1 });
  await p.payouts.putPayees([payee("wang", { version: 2, approvedAt: "2026-11-05T00:00:00.000Z" })]);
  const approved = await approvedPayout(p);
  const beforeIts = (advisorId: string) => beforeWrite(p, () => holdAdvisor({ advisorId, reason: comment }, ida, rival()));
  expect(await codesOf(exportPayout({ ...seen(approved), executeOn }, gus, beforeIts("li")))).toEqual(["held-in-payout"]);
  expect((await p.payouts.find("2026-10-1"))?.status).toBe("approved");
  await releaseAdvisor({ advisorId: "li", reason: comment }, ida, p);
  expect((await exportPayout({ ...seen(approved), executeOn }, gus, beforeIts("wang"))).status).toBe("exported");
});

test("an outcome and a confirmation at one moment: one comes after the other, and the totals are of both", async () => {
  const reject = (deps: PayoutDeps) => bankSays(deps, { payoutId: "2026-10-1", advisorId: "li", kind: "rejected" });
  const one = await openStatedWorld(ledgers, { li: 1, wang: 1 });
  const exported = await downloadedPayout(await exportedPayout(one.p), one.p);
  const confirmed = await confirmPayout(
    { ...seen(exported), comment },
    gus,
    overtaken(one.p, "totals", () => reject(one.rival())),
  );
  expect(confirmed.confirmed?.paid).toEqual({ count: 1, amount: 6_000n });
  expect((await readPayout("2026-10-1", one.p)).totals).toMatchObject({ paid: { count: 1 }, rejected: { count: 1 } });
  const other = await openStatedWorld(ledgers, { li: 1, wang: 1 });
  const again = await downloadedPayout(await exportedPayout(other.p), other.p);
  const first = overtaken(other.p, "payments", () => confirmPayout({ ...seen(again), comment }, gus, other.rival()));
  expect(await codesOf(reject(first))).toEqual(["outcome-contradicts"]);
  expect((await readPayout("2026-10-1", other.p)).totals).toMatchObject({ paid: { count: 2, amount: 12_000n }, rejected: { count: 0 } });
  expect(await payablesOfAdvisor("li", other.p)).toMatchObject({ outstanding: 0n, paid: 6_000n });
});

test("races: an outcome that was read before a confirmation and is committed after it says that it found the payment paid", async () => {
  const { p, rival } = await openStatedWorld(ledgers, { li: 1 });
  const exported = await downloadedPayout(await exportedPayout(p), p);
  const late = overtaken(p, "payments", () => confirmPayout({ ...seen(exported), comment }, gus, rival()));
  await bankSays(late, { payoutId: "2026-10-1", advisorId: "li", kind: "returned" });
  for await (const page of p.payouts.outcomes("2026-10-1")) expect(page.map(({ from }) => from)).toEqual(["paid"]);
  expect((await readPayout("2026-10-1", p)).totals).toMatchObject({ paid: { count: 0, amount: 0n }, returned: { count: 1 } });
});

test("races: two workers on one draft, and a payment that comes back while it is computed: of each shard what was noted first counts", async () => {
  const { p, rival } = await openStatedWorld(ledgers, { li: 1, wang: 1, zhao: 1, qian: 1 });
  const exported = await exportedPayout(p);
  const drafting: Payout = {
    payoutId: "2026-10-2",
    month: "2026-10",
    status: "drafting",
    lockVersion: 1,
    gate: await p.payouts.gate(),
    drafted: { by: "fay", at: "2026-11-06T01:00:00.000Z" },
  };
  await p.payouts.commit(drafting, []);
  const give = (advisorId: string) => bankSays(rival(), { payoutId: exported.payoutId, advisorId, kind: "returned" });
  // Whatever the slow one has looked at, the quick one has drafted before it goes on.
  let quick: Promise<unknown> | undefined;
  const late = rival();
  const account = async (advisorId: string) => {
    const found = await late.payouts.account(advisorId);
    quick ??= give("li").then(() => draftInBackground("2026-10-2", rival()));
    await quick;
    return found;
  };
  const slow = { ...late, payouts: { ...late.payouts, account } };
  const drafted = await draftInBackground("2026-10-2", slow);
  expect(drafted).toEqual(await p.payouts.find("2026-10-2"));
  expect(drafted.content?.payments).toEqual({ count: 1, amount: 6_000n });
  const records = await p.payouts.payments("2026-10-2", ["li", "wang", "zhao", "qian"]);
  expect([...records.keys()]).toEqual(["li"]);
  await approvePayout(seen(drafted), gus, p);
  expect(await payablesOfAdvisor("li", p)).toMatchObject({ outstanding: 0n, approved: 6_000n, returned: 6_000n });
  expect(await payablesOfAdvisor("wang", p)).toMatchObject({ outstanding: 0n, inTransit: 6_000n });
});

test("all at once, again and again: whatever came first, what went out was approved, nobody in it was held, and positions add up", async () => {
  const { p, rival } = await openStatedWorld(ledgers, { li: 1, wang: 1 });
  const ends = new Set<string>();
  for (let round = 0; round < 5; round += 1) {
    const draft = await draftNow({ month: "2026-10" }, fay, p);
    const steps = [
      async () => exportPayout({ ...seen(await approvePayout(seen(draft), gus, rival())), executeOn }, gus, rival()),
      () => approvePayout(seen(draft), ida, rival()),
      () =>
        round % 2 === 0
          ? holdAdvisor({ advisorId: "li", reason: comment }, ida, rival())
          : withdrawPayout({ ...seen(draft), comment }, ida, rival()),
      () => draftNow({ month: "2026-10" }, ida, rival()),
    ];
    await Promise.allSettled(steps.map((step) => step()));
    for (const advisorId of ["li", "wang"]) {
      const { statementTotal, outstanding, approved, inTransit, paid } = await payablesOfAdvisor(advisorId, p);
      expect(outstanding + approved + inTransit + paid).toBe(statementTotal);
      expect(outstanding >= 0n).toBe(true);
    }
    for (const payout of await p.payouts.list()) {
      ends.add(payout.status);
      if (["drafting", "draft", "approved"].includes(payout.status)) await withdrawPayout({ ...seen(payout), comment }, fay, p);
      else if (payout.status === "exported") {
        await confirmPayout({ ...seen(await downloadedPayout(payout, p)), comment }, gus, p);
        for (const advisorId of ["li", "wang"])
          await bankSays(p, { payoutId: payout.payoutId, advisorId, kind: "returned" }).catch(() => undefined);
      }
    }
    for (const { advisorId } of await p.payouts.holds()) await releaseAdvisor({ advisorId, reason: comment }, ida, p);
  }
  expect(ends.size).toBeGreaterThan(1);
});
