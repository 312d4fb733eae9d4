import { afterAll, beforeAll, expect, test } from "vitest";
import type { PaymentRecord } from "../../../shared/payouts/model/payment.ts";
import type { Payout } from "../../../shared/payouts/model/payout.ts";
import { type Ledgers, startLedgers } from "../../support/ledger.ts";
import { all, payee } from "../../support/payouts.ts";

let ledgers: Ledgers;
beforeAll(async () => {
  ledgers = await startLedgers();
});
afterAll(() => ledgers.stop());

const AT = "2026-11-05T01:00:00.000Z";
const HUGE = 9_007_199_254_740_993n;
const none = { count: 0, amount: 0n };
const excluded = {
  "payments-on-hold": { count: 1, amount: HUGE },
  "no-payee": none,
  "payee-security-hold": none,
  "needs-new-details": none,
  "needs-a-look": none,
  "not-in-bank-file": none,
};
const again = { again: { count: 1, amount: HUGE }, outcomeAuthors: ["ida"], settings: { debtor: ["d"], formats: ["f"] } };

const drafting = (payoutId: string): Payout => {
  return { payoutId, month: payoutId.slice(0, 7), status: "drafting", lockVersion: 1, gate: 0, drafted: { by: "fay", at: AT } };
};

function confirmed(payoutId: string): Payout {
  const content = { hash: "h", payments: { count: 2, amount: 2n * HUGE }, excluded, adjustmentAuthors: ["ida"], formats: [], ...again };
  const comment = "bank statement";
  return {
    ...drafting(payoutId),
    ...{ status: "confirmed", lockVersion: 2, content, approved: { by: "gus", at: AT, signs: "s" } },
    ...{
      exported: { by: "gus", at: AT, executeOn: "2026-11-06", format: "pain.001" },
      confirmed: { by: "gus", at: AT, comment, paid: { count: 1, amount: HUGE } },
    },
  };
}

const payment = (advisorId: string, payoutId = "2026-10-1"): PaymentRecord => ({
  ...{
    payoutId,
    advisorId,
    reference: `${payoutId}-r`,
    amount: HUGE,
    statement: HUGE,
    earlier: 0n,
    payeeVersion: 3,
    payeeHash: "h",
    accountLast4: "0042",
  },
  outcomes: [],
});

test("store: a payout comes back as it was stored, the very same again changes nothing, and a lock version counts once", async () => {
  const { wiring, rival } = await ledgers.open();
  const { payouts } = wiring;
  const entry = { at: AT, by: "fay", action: "create", changes: [], lockVersion: 1 } as const;
  const line = { subject: "payout:2026-10-1", entry };
  expect(await payouts.commit(drafting("2026-10-1"), [line])).toBe("committed");
  expect(await payouts.commit(drafting("2026-10-1"), [line])).toBe("committed");
  expect(await payouts.commit({ ...drafting("2026-10-1"), gate: 1 }, [line])).toBe("stale");
  expect(await payouts.commit({ ...drafting("2026-10-2"), lockVersion: 2 }, [])).toBe("stale");
  expect(await payouts.commit(confirmed("2026-10-1"), [])).toBe("committed");
  expect(await rival().payouts.find("2026-10-1")).toEqual(confirmed("2026-10-1"));
  expect(await payouts.find("2026-10-2")).toBeUndefined();
  expect(await wiring.proposals.activity("payout:2026-10-1")).toEqual([entry]);
});

test("store: of two who take a step on the same lock version in the same moment, one counts and the other is told", async () => {
  const { wiring, rival } = await ledgers.open();
  const others = rival();
  for (const payoutId of ["2026-10-1", "2026-10-2", "2026-10-3"]) {
    await wiring.payouts.commit(drafting(payoutId), []);
    const steps = [wiring.payouts.commit(confirmed(payoutId), []), others.payouts.commit({ ...confirmed(payoutId), gate: 7 }, [])];
    expect((await Promise.all(steps)).sort()).toEqual(["committed", "stale"]);
  }
});

test("store: payouts are listed by month and number, the gate is none of them", async () => {
  const { payouts } = (await ledgers.open()).wiring;
  for (const id of ["2026-10-2", "2026-10-10", "2026-09-1"]) await payouts.commit(drafting(id), [], { gate: { at: 0, raises: false } });
  await payouts.commit(confirmed("2026-10-2"), [], { gate: { at: 0, raises: true } });
  expect((await payouts.list()).map(({ payoutId }) => payoutId)).toEqual(["2026-10-10", "2026-10-2", "2026-09-1"]);
  expect(await payouts.gate()).toBe(1);
  expect(await payouts.commit(confirmed("2026-10-10"), [], { gate: { at: 0, raises: true } })).toBe("stale");
  expect(await payouts.commit(confirmed("2026-10-10"), [], { gate: { at: 1, raises: false } })).toBe("committed");
  expect(await payouts.gate()).toBe(1);
});

test("store: of a part what was noted first counts, and payments are put once: one that differs is a fault", async () => {
  const { payouts } = (await ledgers.open()).wiring;
  const part = { key: "k", hash: "h", payments: { count: 1, amount: HUGE }, excluded, adjustmentAuthors: [], ...again };
  expect(await payouts.notePart("2026-10-1", 7, part)).toEqual({ ...part, isPut: false });
  expect(await payouts.notePart("2026-10-1", 7, { ...part, hash: "other" })).toEqual({ ...part, isPut: false });
  await payouts.notePut("2026-10-1", 7);
  expect(await payouts.parts("2026-10-1")).toEqual(new Map([[7, { ...part, isPut: true }]]));
  const many = Array.from({ length: 130 }, (_, at) => payment(`a${at}`));
  await payouts.putPayments(many.slice(0, 60));
  await payouts.putPayments(many);
  await expect(payouts.putPayments([{ ...payment("a1"), amount: 1n }])).rejects.toThrow("never edited");
  const found = await payouts.payments("2026-10-1", [...many.map(({ advisorId }) => advisorId), "nobody"]);
  expect([...found.values()]).toEqual(many);
});

test("store: outcomes and totals go together, each under its number, while the payout stands where it was read", async () => {
  const { payouts } = (await ledgers.open()).wiring;
  await payouts.commit(drafting("2026-10-1"), []);
  await payouts.putPayments([payment("li")]);
  const outcome = { kind: "paid", at: AT, by: "gus", on: "2026-11-06", code: "x", reportId: "a" } as const;
  const numbered = { payment: payment("li"), number: 1, from: "in-transit", outcome, charges: -7n } as const;
  const totals = { lockVersion: 1, paid: { count: 1, amount: HUGE }, rejected: none, returned: none, charges: HUGE };
  const payout = drafting("2026-10-1");
  expect(await payouts.record({ ...payout, lockVersion: 2 }, [numbered], totals)).toBe("stale");
  expect(await payouts.record(payout, [numbered], { ...totals, lockVersion: 2 })).toBe("stale");
  expect(await payouts.record(payout, [numbered], totals)).toBe("committed");
  expect(await payouts.record(payout, [numbered], { ...totals, lockVersion: 2 })).toBe("stale");
  expect(await payouts.totals("2026-10-1")).toEqual(totals);
  expect((await payouts.account("li")).payments).toEqual([{ ...payment("li"), outcomes: [outcome] }]);
  const { outcomes: _, ...plain } = payment("li");
  expect((await all(payouts.outcomes("2026-10-1"))).flat()).toEqual([{ ...numbered, payment: plain }]);
});

test("store: payees are put by the hundred, each version once, and raise the gate only where something is new", async () => {
  const { payouts } = (await ledgers.open()).wiring;
  const many = Array.from({ length: 100 }, (_, at) => payee(`a${at}`));
  expect(await payouts.putPayees(many)).toBe("committed");
  // Each version comes with the row of its account: a transaction of 100 actions holds 45 of them.
  expect(await payouts.gate()).toBe(3);
  expect(await payouts.putPayees(many)).toBe("committed");
  expect(await payouts.gate()).toBe(3);
  const versions = Array.from({ length: 11 }, (_, at) => payee("li", { version: at + 1 }));
  for (const version of versions) await payouts.putPayees([version]);
  expect(await payouts.putPayees([payee("li", { version: 2, accountLast4: "other" }), payee("li", { version: 12 })])).toBe("stale");
  expect((await payouts.payees(["li", "nobody"])).get("li")).toEqual(versions);
  expect((await payouts.account("li")).payees).toEqual(versions);
  const wanted = [
    { advisorId: "li", version: 10 },
    { advisorId: "a7", version: 1 },
    { advisorId: "a8", version: 9 },
  ];
  expect(await payouts.payeeVersions(wanted)).toEqual(
    new Map([
      ["li", versions[9]],
      ["a7", many[7]],
    ]),
  );
});
