import { afterAll, beforeAll, expect, test } from "vitest";
import type { Wiring } from "../../../functions/_platform/wiring.ts";
import type { Proposal } from "../../../shared/proposals/model/proposal.ts";
import { publish, resumePublishing } from "../../../shared/proposals/steps/publish.ts";
import { sendBack, withdraw } from "../../../shared/proposals/steps/take-steps.ts";
import { advisor, order, plan } from "../../support/facts.ts";
import { type Ledger, type Ledgers, startLedgers } from "../../support/ledger.ts";
import { approvedDraft, at, HR, withKinds } from "../../support/proposals.ts";

let ledgers: Ledgers;
/** Where publishing ends is asked of ten worlds: the order of writes counts there, not what the database makes of them. */
let simulated: Ledgers;
let ledger: Ledger;
beforeAll(async () => {
  [ledgers, simulated] = await Promise.all([startLedgers(), startLedgers("simulated")]);
});
afterAll(() => Promise.all([ledgers.stop(), simulated.stop()]));

const NOW = "2026-11-20T01:00:00Z";

async function openWorld(on = ledgers): Promise<Wiring> {
  ledger = await on.open();
  await ledger.record(plan(), advisor("li"));
  await ledger.record(
    order({ orderId: "o1" }),
    order({ orderId: "o2", bookedAt: "2026-11-02T09:00:00+08:00", fulfilledAt: "2026-11-03T20:00:00+08:00" }),
  );
  await ledger.close("2026-10");
  return at(ledger.wiring, NOW);
}

const step = ({ proposalId, lockVersion }: Proposal) => ({ proposalId, lockVersion });
const isStored = async (deps: Wiring) => (await deps.ledger.plans()).some(({ version }) => version === 2);

async function published(deps: Wiring, { proposalId }: Proposal): Promise<number> {
  return (await deps.proposals.activity(`proposal:${proposalId}`)).filter(({ action }) => action === "publish").length;
}

/** What it writes fails once: the nth write, before it is done or after. */
function failing(deps: Wiring, nth: number, when: "before" | "after"): Wiring & { writes(): number } {
  let writes = 0;
  const wrap =
    <Args extends unknown[], Result>(write: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      writes += 1;
      const isHit = writes === nth;
      if (isHit && when === "before") throw new Error("the process ends");
      const result = await write(...args);
      if (isHit) throw new Error("the process ends");
      return result;
    };
  return withKinds({
    ...deps,
    proposals: { ...deps.proposals, commit: wrap(deps.proposals.commit) },
    ledger: { ...deps.ledger, commitFacts: wrap(deps.ledger.commitFacts) },
    publisher: { ...deps.publisher, derivationPending: wrap(deps.publisher.derivationPending) },
    writes: () => writes,
  });
}

test("faults: wherever publishing ends on its way, whoever comes next goes on, and it is published once", async () => {
  let points = 0;
  for (let nth = 1; ; nth += 1) {
    for (const when of ["before", "after"] as const) {
      const p = await openWorld(simulated);
      const approved = await approvedDraft(p);
      const faulty = failing(p, nth, when);
      const first = await publish(step(approved), HR("ann"), faulty).catch(() => undefined);
      if (faulty.writes() < nth) {
        expect(first?.status).toBe("published");
        // Begin, decide, store, publish, publish: each of them was a place to end.
        expect(points).toBe(10);
        return;
      }
      points += 1;
      const rival = at(ledger.rival(), NOW);
      const left = (await rival.proposals.find(approved.proposalId)) as Proposal;
      const next = left.status === "published" ? left : await publish(step(left), HR("eve"), rival);
      expect(next.status, `${when} write ${nth}`).toBe("published");
      expect(await isStored(rival)).toBe(true);
      expect(await published(rival, approved)).toBe(1);
      expect((await rival.ledger.state()).pendingDerivations).toBe(1);
    }
  }
});

test("publishing, withdrawing and sending back at the same moment: the version is stored exactly where it ends published", async () => {
  const p = await openWorld();
  const ends = new Set<string>();
  for (let round = 0; round < 6; round += 1) {
    const approved = await approvedDraft(p);
    const [one, other, third] = [at(ledger.rival(), NOW), at(ledger.rival(), NOW), at(ledger.rival(), NOW)];
    const before = (await p.ledger.plans()).length;
    await Promise.allSettled([
      publish(step(approved), HR("ann"), one),
      round % 2 === 0 ? publish(step(approved), HR("eve"), other) : resumePublishing(approved.proposalId, other),
      round % 3 === 0
        ? withdraw({ ...step(approved), comment: "no" }, HR("ben"), third)
        : sendBack({ ...step(approved), comment: "no" }, HR("ben"), third),
    ]);
    const ended = await resumePublishing(approved.proposalId, p);
    ends.add(ended.status);
    const after = (await p.ledger.plans()).length;
    expect(["published", "withdrawn", "draft"]).toContain(ended.status);
    expect(after - before).toBe(ended.status === "published" ? 1 : 0);
    expect(await published(p, approved)).toBe(ended.status === "published" ? 1 : 0);
    if (ended.status === "published") break;
  }
  expect(ends.size).toBeGreaterThan(0);
});

test("faults: of two who go on with the same publishing, one that would refuse and one that would not, what was decided first counts for both", async () => {
  for (let round = 0; round < 4; round += 1) {
    const p = await openWorld();
    const approved = await approvedDraft(p);
    const orders = [1, 2, 3].map((count) =>
      order({
        orderId: `n${count}`,
        bookedAt: "2026-11-05T09:00:00+08:00",
        fulfilledAt: "2026-11-06T20:00:00+08:00",
        facets: { channel: "live" },
      }),
    );
    await ledger.record(...orders);
    const [strict, generous] = [at(ledger.rival(), NOW), at(ledger.rival(), NOW)];
    await Promise.allSettled([
      publish(step(approved), HR("ann"), withKinds({ ...strict, review: { ...strict.review, openMonthLimit: "0" } })),
      publish(step(approved), HR("eve"), withKinds({ ...generous, review: { ...generous.review, openMonthLimit: "100" } })),
    ]);
    const ended = (await p.proposals.find(approved.proposalId)) as Proposal;
    expect(["published", "approved"]).toContain(ended.status);
    expect(await isStored(p)).toBe(ended.status === "published");
  }
});
