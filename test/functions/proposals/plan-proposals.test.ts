import { afterAll, beforeAll, expect, test } from "vitest";
import type { Wiring } from "../../../functions/_platform/wiring.ts";
import type { Person } from "../../../shared/access/person.ts";
import { refusal } from "../../../shared/base/issues/issue.ts";
import { createPlanDraft, editPlanDraft, simulate } from "../../../shared/plans/steps/edit-draft.ts";
import { listPlans, readPlan } from "../../../shared/plans/steps/list-plans.ts";
import { reviewPlan } from "../../../shared/plans/steps/review-draft.ts";
import { ProposalKinds } from "../../../shared/proposals/kind.ts";
import type { Proposal } from "../../../shared/proposals/model/proposal.ts";
import { publish, recordPublishRefusal } from "../../../shared/proposals/steps/publish.ts";
import { approve, sendBack, submit, withdraw } from "../../../shared/proposals/steps/take-steps.ts";
import { readSimulationLines } from "../../../shared/simulations/steps/read-simulation.ts";
import { runSimulationPart } from "../../../shared/simulations/steps/run-part.ts";
import { advisor, order, plan } from "../../support/facts.ts";
import { type Ledger, type Ledgers, startLedgers } from "../../support/ledger.ts";
import { approvedDraft, at, codesOf, HR, refusalsOf, submittedDraft, withKinds } from "../../support/proposals.ts";

let ledgers: Ledgers;
beforeAll(async () => {
  ledgers = await startLedgers("simulated");
});
afterAll(() => ledgers?.stop());

const [ann, ben, eve]: Person[] = [HR("ann"), HR("ben"), HR("eve")] as [Person, Person, Person];
const both = (username: string): Person => ({ username, roles: ["hr", "finance"] });

/** October is closed with 1,000.00 of li's and wang's; in November li has sold for another 1,000.00. */
async function openWorld(isClosed = true): Promise<{ ledger: Ledger; p: Wiring }> {
  const ledger = await ledgers.open();
  await ledger.record(plan(), advisor("li"), advisor("wang"));
  await ledger.record(
    order({ orderId: "o1" }),
    order({ orderId: "o2", credits: [{ advisorId: "wang" }] }),
    order({ orderId: "o3", bookedAt: "2026-11-02T09:00:00+08:00", fulfilledAt: "2026-11-03T20:00:00+08:00" }),
  );
  if (isClosed) await ledger.close("2026-10");
  return { ledger, p: at(ledger.wiring, "2026-11-20T01:00:00Z") };
}

const partner = async (deps: Wiring) =>
  (await deps.ledger.plans()).filter(({ planId }) => planId === "partner").map(({ version }) => version);
const step = ({ proposalId, lockVersion }: Proposal) => ({ proposalId, lockVersion });

test("plan proposals: a plan goes from draft to published, and its activity tells who did what, when, and what changed", async () => {
  const { p } = await openWorld();
  const draft = await createPlanDraft({ planId: "partner", from: 1, comment: "season" }, ann, p);
  expect(draft).toMatchObject({
    status: "draft",
    lockVersion: 1,
    authors: ["ann"],
    content: { baseVersion: 1, terms: { effectiveFrom: "2026-12-01" } },
  });
  const terms = { ...(draft.content as unknown as { terms: object }).terms, components: [{ id: "share", kind: "share", rate: "0.07" }] };
  const edited = await editPlanDraft({ ...step(draft), terms, comment: "more" }, ann, p);
  const trial = await simulate({ ...step(edited), from: "2026-10", to: "2026-10", as: "always" }, ann, p);
  const tried = await p.proposals.find(draft.proposalId);
  expect(tried).toMatchObject({ lockVersion: 3, simulationId: trial.simulationId });
  const review = await reviewPlan(tried as Proposal, p);
  expect(review.result?.cost).toEqual({ before: 12_000n, after: 14_000n });
  expect(review.findings.map(({ id }) => id)).toEqual(["dropped:override"]);
  expect(review).toMatchObject({ missing: [], restates: false, latestVersion: 1 });
  const submitted = await submit({ ...step(tried as Proposal), comment: "agreed", acknowledged: ["dropped:override"] }, ben, p);
  expect(submitted.submission?.openMonth).toEqual({ month: "2026-11", before: 6_000n, after: 7_000n });
  const approved = await approve(step(submitted), { username: "fin", roles: ["finance"] }, p);
  const published = await publish(step(approved), eve, p);
  expect(published).toMatchObject({ status: "published", approval: { by: "fin" } });
  expect(await partner(p)).toEqual([1, 2]);
  for (const subject of [`proposal:${draft.proposalId}`, "plan:partner"]) {
    const activity = await p.proposals.activity(subject);
    expect(activity.map(({ action, by, lockVersion, comment }) => [action, by, lockVersion, comment])).toEqual([
      ["create", "ann", 1, "season"],
      ["edit", "ann", 2, "more"],
      ["simulate", "ann", 3, undefined],
      ["submit", "ben", 4, "agreed"],
      ["approve", "fin", 5, undefined],
      ["publish", "eve", 8, "agreed"],
    ]);
    expect(activity[1]?.changes).toContainEqual({ path: "components[0].rate", before: "0.06", after: "0.07" });
    expect(activity[4]?.changes).toEqual([{ path: "signs", after: published.approval?.signs }]);
  }
  const overview = await readPlan("partner", p);
  expect(overview?.versions.map(({ plan: { version }, state, until, proposal }) => [version, state, until, proposal?.proposalId])).toEqual([
    [2, "future", undefined, draft.proposalId],
    [1, "in-force", "2026-11-30", undefined],
  ]);
  expect(overview?.drafts).toEqual([]);
});

test("four eyes: one person with both roles can't approve what they wrote or submitted", async () => {
  const { p } = await openWorld();
  const submitted = await submittedDraft(p, { author: both("ann"), submitter: both("ben") });
  for (const person of [both("ann"), both("ben")]) expect(await codesOf(approve(step(submitted), person, p))).toEqual(["four-eyes"]);
  expect((await refusalsOf(approve(step(submitted), both("ann"), p))).message).toContain("four-eyes");
  expect(await codesOf(approve(step(submitted), { username: "aud", roles: ["auditor"] }, p))).toEqual(["role"]);
  expect((await approve(step(submitted), both("eve"), p)).approval?.by).toBe("eve");
});

test("plan proposals: of two steps at the same moment one counts, and the other is told", async () => {
  const { ledger, p } = await openWorld();
  const rival = at(ledger.rival(), "2026-11-20T01:00:00Z");
  const submitted = await submittedDraft(p);
  const approvals = await Promise.allSettled([approve(step(submitted), eve, p), approve(step(submitted), HR("dan"), rival)]);
  expect(approvals.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const activity = await p.proposals.activity(`proposal:${submitted.proposalId}`);
  expect(activity.filter(({ action }) => action === "approve")).toHaveLength(1);
  const other = await submittedDraft(p);
  const mixed = await Promise.allSettled([approve(step(other), eve, p), sendBack({ ...step(other), comment: "wait" }, HR("dan"), rival)]);
  expect(mixed.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const refused = mixed.find((each) => each.status === "rejected");
  expect(refused?.reason.issues).toEqual([
    { code: "changed-meanwhile", params: { lockVersion: other.lockVersion, now: other.lockVersion + 1 } },
  ]);
});

test("what was edited after it was looked at is not approved: the approver must look again", async () => {
  const { p } = await openWorld();
  const submitted = await submittedDraft(p);
  const back = await sendBack({ ...step(submitted), comment: "wait" }, eve, p);
  const terms = { ...(back.content as unknown as { terms: object }).terms, earn: "booked" };
  await editPlanDraft({ ...step(back), terms }, ann, p);
  expect(await codesOf(approve(step(submitted), eve, p))).toEqual(["changed-meanwhile"]);
  expect(await codesOf(editPlanDraft({ ...step(submitted), terms }, ann, p))).toEqual(["changed-meanwhile"]);
});

test("plan proposals: two who publish at the same moment publish once", async () => {
  const { ledger, p } = await openWorld();
  const approved = await approvedDraft(p);
  const rival = at(ledger.rival(), "2026-11-20T01:00:00Z");
  const published = await Promise.all([publish(step(approved), ann, p), publish(step(approved), eve, rival)]);
  expect(published.map(({ status }) => status)).toEqual(["published", "published"]);
  expect(await partner(p)).toEqual([1, 2]);
  const activity = await p.proposals.activity(`proposal:${approved.proposalId}`);
  expect(activity.filter(({ action }) => action === "publish")).toHaveLength(1);
  // And once more: it is published already.
  expect(await codesOf(publish(step(approved), ann, p))).toEqual(["changed-meanwhile"]);
});

test("plan proposals: submitting asks for a trial of exactly this content, for each finding, and for a why", async () => {
  const { p } = await openWorld();
  const draft = await createPlanDraft({ planId: "partner", from: 1 }, ann, p);
  const ask = (proposal: Proposal, comment = "comment") => submit({ ...step(proposal), comment, acknowledged: [] }, ann, p);
  expect(await codesOf(ask(draft, " "))).toEqual(["simulation-missing", "why-missing"]);
  await simulate({ ...step(draft), from: "2026-10", to: "2026-10", as: "always" }, ann, p);
  const tried = (await p.proposals.find(draft.proposalId)) as Proposal;
  const edited = await editPlanDraft(
    { ...step(tried), terms: { ...(tried.content as unknown as { terms: object }).terms, components: [] } },
    ann,
    p,
  );
  expect(await codesOf(ask(edited))).toEqual(["simulation-missing", "findings-open"]);
  expect(await codesOf(ask(await editPlanDraft({ ...step(edited), terms: { components: 1 } }, ann, p)))).toEqual(["plan-invalid"]);
});

test("plan proposals: a version that was published meanwhile makes the draft follow another: it is refused, moved on, and submitted again", async () => {
  const { ledger, p } = await openWorld();
  const approved = await approvedDraft(p);
  await ledger.record(plan({ version: 2, effectiveFrom: "2026-12-15" }));
  const refused = await publish(step(approved), ann, p);
  expect(refused).toMatchObject({ status: "approved", refusals: [{ code: "version-taken" }] });
  const last = (await p.proposals.activity(`proposal:${approved.proposalId}`)).at(-1);
  expect(last).toMatchObject({ action: "reject-publishing", by: "ann" });
  expect(last?.changes[0]?.after).toMatchObject({ code: "version-taken" });
  await ledger.record(plan({ version: 3, effectiveFrom: "2027-01-15" }));
  const back = await sendBack({ ...step(refused), comment: "version 3 came" }, eve, p);
  expect((await reviewPlan(back, p)).missing.map(({ code }) => code)).toEqual(["rebase"]);
  const moved = await editPlanDraft(
    { ...step(back), terms: (back.content as unknown as { terms: Record<string, unknown> }).terms, rebase: true },
    ann,
    p,
  );
  expect(moved).toMatchObject({ content: { baseVersion: 3 }, simulationId: undefined });
  await simulate({ ...step(moved), from: "2026-10", to: "2026-10", as: "always" }, ann, p);
  const tried = (await p.proposals.find(moved.proposalId)) as Proposal;
  const acknowledged = (await reviewPlan(tried, p)).findings.map(({ id }) => id);
  expect(acknowledged).toEqual(["overlap:2", "overlap:3", "unmatched:override", "unmatched:live"]);
  const again = await approve(step(await submit({ ...step(tried), comment: "again", acknowledged }, ann, p)), eve, p);
  expect((await publish(step(again), ann, p)).status).toBe("published");
  expect(await partner(p)).toEqual([1, 2, 3, 4]);
});

test("plan proposals: what comes after the approval, and changes what it means, is refused with what to do", async () => {
  const { ledger, p } = await openWorld();
  const approved = await approvedDraft(p);
  // Its day is past.
  const late = await publish(step(approved), ann, at(ledger.wiring, "2026-12-01T01:00:00Z"));
  expect(late.refusals?.map(({ code }) => code)).toContain("date-past");
  // What it was tried on lies there no longer as it was.
  const damaged = withKinds({ ...p, archive: { ...p.archive, get: async (key: string) => `${await p.archive.get(key)} ` } });
  const tampered = await publish(step(late), ann, onlyFor(damaged, "snapshots/", p));
  expect(tampered.refusals?.map(({ code }) => code)).toEqual(["basis-differs"]);
  // Nothing is wrong with it today, and nobody has touched what it was tried on.
  const fine = await publish(step(tampered), ann, p);
  expect(fine.status).toBe("published");
  expect(fine.refusals).toBeUndefined();
});

/** Damaged for what lies under a prefix alone. */
function onlyFor(damaged: Wiring, prefix: string, deps: Wiring): Wiring {
  const get = (key: string) => (key.startsWith(prefix) ? damaged.archive.get(key) : deps.archive.get(key));
  return withKinds({ ...deps, archive: { ...deps.archive, get } });
}

test("plan proposals: where the open month moved beyond the agency's limit, it is tried and approved anew", async () => {
  const { ledger, p } = await openWorld();
  const approved = await approvedDraft(p);
  // Live sales pay half of the price under the draft: with many of them its effect is another.
  const orders = Array.from({ length: 5 }, (_, index) =>
    order({
      orderId: `n${index}`,
      bookedAt: "2026-11-05T09:00:00+08:00",
      fulfilledAt: "2026-11-06T20:00:00+08:00",
      facets: { channel: "live" },
    }),
  );
  await ledger.record(...orders);
  const refused = await publish(step(approved), ann, p);
  expect(refused).toMatchObject({
    status: "approved",
    refusals: [{ code: "open-month-moved", params: { month: "2026-11", limit: "2%" } }],
  });
  const generous = withKinds({ ...p, review: { ...p.review, openMonthLimit: "50" } });
  expect((await publish(step(refused), ann, generous)).status).toBe("published");
});

test("plan proposals: a simulation on another plan's advisors is enough only where the draft's plan has none of its own", async () => {
  const { ledger, p } = await openWorld(false);
  const simulated = async (planId: string, replaces: string) => {
    const draft = await createPlanDraft({ planId, from: 1 }, ann, p);
    const trial = await simulate({ ...step(draft), from: "2026-10", to: "2026-10", as: "always", replaces }, ann, p);
    for (const part of trial.parts.keys()) await runSimulationPart(trial.simulationId, part, p);
    return (await p.proposals.find(draft.proposalId)) as Proposal;
  };
  await ledger.record(
    ...["left", "later", "since", "own"].map((planId) => plan({ planId })),
    advisor("sun", { planId: "left", joinedOn: "2026-01-01", leftOn: "2026-09-30" }),
    advisor("zhou", { planId: "later", joinedOn: "2026-11-01" }),
    advisor("wu", { planId: "own", joinedOn: "2026-10-05" }),
  );
  await ledger.close("2026-10");
  // Recorded after the close: no simulation of October finds them.
  await ledger.record(advisor("qian", { planId: "since", joinedOn: "2026-10-01" }));
  for (const planId of ["left", "later", "since"]) {
    const { missing } = await reviewPlan(await simulated(planId, "partner"), p);
    expect([planId, missing]).toEqual([planId, []]);
  }
  const onOthers = await simulated("own", "partner");
  const params = { planId: "own", replaces: "partner", advisorId: "wu", month: "2026-10" };
  expect((await reviewPlan(onOthers, p)).missing).toMatchObject([{ code: "simulation-of-other-advisors", params }]);
  expect(await codesOf(submit({ ...step(onOthers), comment: "season", acknowledged: [] }, ben, p))).toContain(
    "simulation-of-other-advisors",
  );
});

test("a version that starts in a closed month is a restatement: what it is said to adjust is what the next close adjusts", async () => {
  const { ledger, p } = await openWorld();
  const draft = await createPlanDraft({ planId: "partner", from: 1 }, ann, p);
  const terms = { ...(draft.content as unknown as { terms: object }).terms, effectiveFrom: "2026-10-01" };
  const dated = await editPlanDraft(
    {
      ...step(draft),
      terms: {
        ...terms,
        components: [
          { id: "share", kind: "share", rate: "0.08" },
          { id: "override", kind: "share", where: { role: ["manager"] }, rate: "0.01" },
        ],
      },
    },
    ann,
    p,
  );
  const range = { from: "2026-10", to: "2026-10" };
  expect(await reviewPlan(dated, p)).toMatchObject({
    restates: true,
    restatementRange: range,
    missing: [{ code: "simulation-not-dated" }],
  });
  await simulate({ ...step(dated), ...range, as: "always" }, ann, p);
  const wrong = (await p.proposals.find(draft.proposalId)) as Proposal;
  expect((await reviewPlan(wrong, p)).missing.map(({ code }) => code)).toEqual(["simulation-not-dated"]);
  const trial = await simulate({ ...step(wrong), ...range, as: "dated" }, ann, p);
  const unfinished = (await p.proposals.find(draft.proposalId)) as Proposal;
  expect((await reviewPlan(unfinished, p)).missing.map(({ code }) => code)).toEqual(["simulation-unfinished"]);
  for (const part of trial.parts.keys()) await runSimulationPart(trial.simulationId, part, p);
  const review = await reviewPlan(unfinished, p);
  expect(review.missing).toEqual([]);
  const acknowledged = review.findings.map(({ id }) => id);
  expect(acknowledged).toEqual(["unmatched:override"]);
  const submitted = await submit({ ...step(unfinished), comment: "late news", acknowledged }, ann, p);
  expect(submitted.submission).toMatchObject({ restates: true, simulationId: trial.simulationId });
  expect(await codesOf(publish(step(submitted), ann, p))).toEqual(["wrong-status"]);
  const approved = await approve(step(submitted), eve, p);
  expect((await publish(step(approved), ann, p)).status).toBe("published");
  const lines = await readSimulationLines(trial.simulationId, p);
  expect(lines.map(({ advisorId, before, after }) => [advisorId, after - before])).toEqual([
    ["li", 2_000n],
    ["wang", 2_000n],
  ]);
  await ledger.derive();
  await ledger.close("2026-11");
  for (const { advisorId, months } of lines) {
    const issued = await ledger.wiring.accounts.statement(advisorId, "2026-11");
    expect(issued?.statement.adjustments).toEqual(months.map(({ month, before, after }) => ({ month, amount: after - before })));
  }
});

test("a restatement is published only as it was approved: a late refund in a closed month has it tried and approved anew", async () => {
  const { ledger, p } = await openWorld();
  const draft = await createPlanDraft({ planId: "partner", from: 1 }, ann, p);
  const components = [{ id: "share", kind: "share", rate: "0.08" }];
  const terms = { ...(draft.content as unknown as { terms: object }).terms, effectiveFrom: "2026-10-01", components };
  let open = await editPlanDraft({ ...step(draft), terms }, ann, p);
  const approvedAnew = async () => {
    const trial = await simulate({ ...step(open), from: "2026-10", to: "2026-10", as: "dated" }, ann, p);
    for (const part of trial.parts.keys()) await runSimulationPart(trial.simulationId, part, p);
    const tried = (await p.proposals.find(draft.proposalId)) as Proposal;
    const submitted = await submit({ ...step(tried), comment: "agreed", acknowledged: ["dropped:override"] }, ann, p);
    return { trial, approved: await approve(step(submitted), eve, p) };
  };
  const { approved } = await approvedAnew();
  // What moves with and without the draft alike is no matter: a booking of the open month is recorded.
  await ledger.record(order({ orderId: "n1", bookedAt: "2026-11-05T09:00:00+08:00", fulfilledAt: "2026-11-06T20:00:00+08:00" }));
  const lines = [{ lineId: "1", product: "hotel", price: 100_000, refunded: 50_000 }];
  await ledger.record(order({ orderId: "o1", revision: 2, lines }));
  const refused = await publish(step(approved), ann, p);
  expect(refused).toMatchObject({ status: "approved", refusals: [{ code: "restatement-differs" }] });
  open = await sendBack({ ...step(refused), comment: "a refund came" }, eve, p);
  const again = await approvedAnew();
  expect((await publish(step(again.approved), ann, p)).status).toBe("published");
  await ledger.derive();
  await ledger.close("2026-11");
  // Of li's adjustment 3,000 is the refund at the old rate, which nobody had to approve, and 1,000 is the version's.
  const told = (await readSimulationLines(again.trial.simulationId, p)).map(({ advisorId, before, after }) => [advisorId, after - before]);
  expect(told).toEqual([
    ["li", 1_000n],
    ["wang", 2_000n],
  ]);
  expect((await ledger.wiring.accounts.statement("li", "2026-11"))?.statement.adjustments).toEqual([{ month: "2026-10", amount: -2_000n }]);
});

test("plan proposals: a restatement starts no earlier than the books", async () => {
  const { p } = await openWorld();
  const draft = await createPlanDraft({ planId: "partner", from: 1 }, ann, p);
  const terms = { ...(draft.content as unknown as { terms: object }).terms, effectiveFrom: "2026-09-01" };
  const review = await reviewPlan(await editPlanDraft({ ...step(draft), terms }, ann, p), p);
  expect(review.missing.map(({ code }) => code)).toContain("before-books");
});

test("rolled back: a new version with the old terms, and the one that it takes back is marked", async () => {
  const { p } = await openWorld();
  await publish(step(await approvedDraft(p)), ann, p);
  const draft = await createPlanDraft({ planId: "partner", from: 1, rollbackOf: { from: 1, to: 2 }, comment: "too dear" }, ann, p);
  expect(draft.content).toMatchObject({ baseVersion: 2, rollbackOf: { from: 1, to: 2 } });
  expect((await p.proposals.activity("plan:partner")).at(-1)).toMatchObject({ action: "roll-back", by: "ann", comment: "too dear" });
  await simulate({ ...step(draft), from: "2026-10", to: "2026-10", as: "always" }, ann, p);
  const tried = (await p.proposals.find(draft.proposalId)) as Proposal;
  const acknowledged = (await reviewPlan(tried, p)).findings.map(({ id }) => id);
  const submitted = await submit({ ...step(tried), comment: "too dear", acknowledged }, ann, p);
  const published = await publish(step(await approve(step(submitted), eve, p)), ann, p);
  expect(published.status).toBe("published");
  const [third, first] = (await p.ledger.plans())
    .filter(({ version }) => version !== 2)
    .sort((left, right) => right.version - left.version);
  expect(third).toEqual({ ...first, version: 3, effectiveFrom: "2026-12-01" });
  const [overview] = await listPlans(p);
  expect(overview?.versions.map(({ plan: { version }, rolledBack, state }) => [version, rolledBack, state])).toEqual([
    [3, false, "future"],
    [2, true, "superseded"],
    [1, false, "in-force"],
  ]);
});

test("plan proposals: withdrawn it goes nowhere; a draft of a version that there is not, or by finance, begins none", async () => {
  const { p } = await openWorld();
  const approved = await approvedDraft(p);
  expect(await codesOf(withdraw({ ...step(approved), comment: "" }, ann, p))).toEqual(["why-missing"]);
  const gone = await withdraw({ ...step(approved), comment: "no" }, ann, p);
  expect(gone.status).toBe("withdrawn");
  expect(await codesOf(publish(step(gone), ann, p))).toEqual(["wrong-status"]);
  expect((await readPlan("partner", p))?.drafts).toEqual([]);
  expect(await codesOf(createPlanDraft({ planId: "partner", from: 7 }, ann, p))).toEqual(["unknown-version"]);
  expect(await codesOf(createPlanDraft({ planId: " x", from: "blank" }, ann, p))).toEqual(["hidden-character"]);
  expect(await codesOf(createPlanDraft({ planId: "x", from: "blank" }, { username: "fin", roles: ["finance"] }, p))).toEqual(["role"]);
  expect(await readPlan("nowhere", p)).toBeUndefined();
});

test("publishing in the background: a refusal goes back to the proposal, whose approver sees it; what is decided can't be refused", async () => {
  const { p } = await openWorld();
  const approved = await approvedDraft(p);
  const slow = { ...p, kinds: new ProposalKinds([{ ...p.kinds.of(approved.content), runsInBackground: async () => true }]) };
  const { proposalId, status } = await publish(step(approved), eve, slow);
  expect(status).toBe("publishing");
  const refusals = [refusal("not-found", { what: "plan", id: "partner" })];
  await recordPublishRefusal(proposalId, refusals, p);
  const refused = (await p.proposals.find(proposalId)) as Proposal;
  expect(refused).toMatchObject({ status: "approved", refusals });
  expect((await p.proposals.activity(`proposal:${proposalId}`)).at(-1)).toMatchObject({ action: "reject-publishing", by: "eve" });
  await recordPublishRefusal(proposalId, refusals, p);
  expect(await p.proposals.find(proposalId)).toEqual(refused);

  const again = (await publish(step(refused), eve, slow)) as Proposal;
  const decided = {
    ...again,
    lockVersion: again.lockVersion + 1,
    publishing: { by: "eve", at: "2026-11-20T01:00:00Z", isDecided: true },
  } as Proposal;
  expect(await p.proposals.commit(decided, [])).toBe("committed");
  await expect(recordPublishRefusal(proposalId, refusals, p)).rejects.toThrow("is decided");
});
