import { afterAll, beforeAll, expect, test } from "vitest";
import type { Wiring } from "../../../functions/_platform/wiring.ts";
import type { AdvisorContent } from "../../../shared/advisors/model/content.ts";
import type { Advisor } from "../../../shared/engine/facts/advisor.ts";
import type { Proposal } from "../../../shared/proposals/model/proposal.ts";
import { proposeChange } from "../../../shared/proposals/steps/propose.ts";
import { publish } from "../../../shared/proposals/steps/publish.ts";
import { approve, sendBack, submit } from "../../../shared/proposals/steps/take-steps.ts";
import type { ScoresContent } from "../../../shared/scores/model/content.ts";
import { readRestatement } from "../../../shared/simulations/restatement/restate.ts";
import { advisor, order, plan } from "../../support/facts.ts";
import { type Ledger, type Ledgers, startLedgers } from "../../support/ledger.ts";
import { at, codesOf, HR, refusalsOf, restateFacts } from "../../support/proposals.ts";

let ledgers: Ledgers;
beforeAll(async () => {
  ledgers = await startLedgers("simulated");
});
afterAll(() => ledgers?.stop());

const [ann, eve] = [HR("ann"), HR("eve")];
const NOW = "2026-11-20T01:00:00Z";
const step = ({ proposalId, lockVersion }: Proposal) => ({ proposalId, lockVersion });

/** October is closed: li sold for 1,000.00 by a score of 4, wang is a manager of nobody. */
async function openWorld(): Promise<{ ledger: Ledger; p: Wiring }> {
  const ledger = await ledgers.open();
  const factors = [{ id: "service", by: "serviceScore", default: "1", steps: [{ from: "4.5", factor: "2" }] }];
  const components = [
    { id: "share", kind: "share", rate: "0.06", factors: ["service"] },
    { id: "override", kind: "share", where: { role: ["manager"] }, rate: "0.01" },
  ];
  await ledger.record(plan({ components, factors }), advisor("li"), advisor("wang"));
  await ledger.record(order({ orderId: "o1" }), [
    "AttributesGiven",
    { advisorId: "li", month: "2026-10", values: { serviceScore: "4" }, revision: 1 },
  ]);
  await ledger.close("2026-10");
  return { ledger, p: at(ledger.wiring, NOW) };
}

const changed = async (deps: Wiring, more: Partial<Advisor>): Promise<AdvisorContent> => {
  const stored = (await deps.ledger.advisors(["li"])).get("li") as Advisor;
  return { kind: "advisor", advisor: { ...stored, ...more, revision: stored.revision + 1 } };
};
const scores = (values: Record<string, string>, month = "2026-10"): ScoresContent => ({
  kind: "scores",
  entries: [{ advisorId: "li", month, values }],
  source: "scores.csv",
});
const propose = async (content: AdvisorContent | ScoresContent, deps: Wiring, comment = "as agreed") =>
  proposeChange(content, { comment, expectedResultHash: (await restateFacts(content, deps)).resultHash }, ann, deps);

test("advisor and score proposals: a change that leaves closed months alone is saved at once by one person, and its activity tells each field", async () => {
  const { p } = await openWorld();
  const proposal = await propose(await changed(p, { name: "Li Na", managers: [{ managerId: "wang", from: "2026-11-25" }] }), p);
  expect(proposal).toMatchObject({ status: "published", submission: { restates: false, by: "ann" } });
  expect(proposal.approval).toBeUndefined();
  expect((await p.ledger.advisors(["li"])).get("li")).toMatchObject({ name: "Li Na", revision: 2 });
  const [entry, ...more] = await p.proposals.activity("advisor:li");
  expect(more).toEqual([]);
  expect(entry).toMatchObject({ action: "change", by: "ann", comment: "as agreed", proposalId: proposal.proposalId });
  expect(entry?.changes).toEqual([
    { path: "name", before: "li", after: "Li Na" },
    { path: "revision", before: 1, after: 2 },
    { path: "managers", after: [{ managerId: "wang", from: "2026-11-25" }] },
  ]);
});

test("advisor and score proposals: registering and leaving are called so in the activity", async () => {
  const { p } = await openWorld();
  const zhou: Advisor = { advisorId: "zhou", name: "Zhou", joinedOn: "2026-11-10", planId: "partner", revision: 1 };
  await propose({ kind: "advisor", advisor: zhou }, p);
  await propose(
    { kind: "advisor", advisor: { ...zhou, leftOn: "2026-12-31", revision: 2 }, handoverTo: { advisorId: "li", from: "2027-01-01" } },
    p,
  );
  const activity = await p.proposals.activity("advisor:zhou");
  expect(activity.map(({ action }) => action)).toEqual(["register", "offboard"]);
  expect(activity[1]?.changes).toContainEqual({ path: "handoverTo", after: { advisorId: "li", from: "2027-01-01" } });
});

test("a manager from a closed month on is a restatement: it waits for another, and the next close adjusts what was listed", async () => {
  const { ledger, p } = await openWorld();
  const content = await changed(p, { managers: [{ managerId: "wang", from: "2026-10-01" }] });
  const submitted = await propose(content, p);
  expect(submitted).toMatchObject({ status: "submitted", lockVersion: 1, submission: { restates: true } });
  expect((await p.ledger.advisors(["li"])).get("li")?.revision).toBe(1);
  const listed = await readRestatement(submitted.submission?.simulationId ?? "", p);
  expect(listed?.lines).toEqual([{ advisorId: "wang", name: "wang", months: [{ month: "2026-10", before: 0n, after: 1_000n }] }]);
  expect(await codesOf(approve(step(submitted), ann, p))).toEqual(["four-eyes"]);
  expect(await codesOf(publish(step(submitted), ann, p))).toEqual(["wrong-status"]);
  const approved = await approve(step(submitted), { username: "fin", roles: ["finance"] }, p);
  expect((await publish(step(approved), ann, p)).status).toBe("published");
  expect((await p.proposals.activity("advisor:li")).map(({ action, by }) => [action, by])).toEqual([
    ["submit", "ann"],
    ["approve", "fin"],
    ["change", "ann"],
  ]);
  await ledger.derive();
  await ledger.close("2026-11");
  const issued = await ledger.wiring.accounts.statement("wang", "2026-11");
  expect(issued?.statement.adjustments).toEqual([{ month: "2026-10", amount: 1_000n }]);
});

test("advisor and score proposals: a corrected score of a closed month is approved first; scores of an open month are not, and get the next revision", async () => {
  const { p } = await openWorld();
  expect((await propose(scores({ serviceScore: "4.2" }, "2026-11"), p)).status).toBe("published");
  const submitted = await propose(scores({ serviceScore: "4.8" }), p);
  expect(submitted).toMatchObject({ status: "submitted", submission: { restates: true } });
  const approved = await approve(step(submitted), eve, p);
  const published = await publish(step(approved), ann, p);
  expect(published).toMatchObject({ status: "published", publishing: { by: "ann", numbers: [2] } });
  const record = await p.ledger.advisorRecord("li", 999);
  expect(record.attributes.map(({ fact }) => [fact.month, fact.revision, fact.values.serviceScore]).sort()).toEqual([
    ["2026-10", 1, "4"],
    ["2026-10", 2, "4.8"],
    ["2026-11", 1, "4.2"],
  ]);
  const activity = await p.proposals.activity("scores");
  expect(activity.map(({ action }) => action)).toEqual(["import", "submit", "approve", "import"]);
  expect(activity.at(-1)?.changes).toContainEqual({ path: "advisors.li.2026-10.serviceScore", before: "4", after: "4.8" });
});

test("the adjustments are no longer those that were approved: it is refused, sent back, and submitted again", async () => {
  const { ledger, p } = await openWorld();
  const submitted = await propose(await changed(p, { managers: [{ managerId: "wang", from: "2026-10-01" }] }), p);
  const approved = await approve(step(submitted), eve, p);
  await ledger.record(order({ orderId: "late", lines: [{ lineId: "1", product: "hotel", price: 50_000 }] }));
  const refused = await publish(step(approved), ann, p);
  expect(refused).toMatchObject({ status: "approved", refusals: [{ code: "restatement-differs" }] });
  expect((await p.ledger.advisors(["li"])).get("li")?.revision).toBe(1);
  const back = await sendBack({ ...step(refused), comment: "a late order" }, eve, p);
  const again = await submit({ ...step(back), comment: "with the late order", acknowledged: [] }, ann, p);
  expect(again.submission?.resultHash).not.toBe(submitted.submission?.resultHash);
  expect((await publish(step(await approve(step(again), eve, p)), ann, p)).status).toBe("published");
});

test("what is saved is what was seen: another restatement, a taken revision, no reason or nothing at all are refused", async () => {
  const { ledger, p } = await openWorld();
  const content = await changed(p, { managers: [{ managerId: "wang", from: "2026-10-01" }] });
  const ask = (more: { comment: string; expectedResultHash: string }, person = ann) => proposeChange(content, more, person, p);
  const unseen = await refusalsOf(ask({ comment: "x", expectedResultHash: "other" }));
  expect(unseen.refusals.map(({ code }) => code)).toEqual(["restatement-unseen"]);
  expect(await codesOf(ask({ comment: " ", expectedResultHash: "" }))).toEqual(["why-missing"]);
  expect(await codesOf(ask({ comment: "x", expectedResultHash: "" }, { username: "fin", roles: ["finance"] }))).toEqual(["role"]);
  expect(await codesOf(propose({ kind: "scores", entries: [], source: "x" }, p))).toEqual(["nothing-proposed"]);
  expect(await codesOf(proposeChange(scores({ tenureMonths: "1" }), { comment: "x", expectedResultHash: "" }, ann, p))).toEqual([
    "attribute-built-in",
  ]);
  const { expectedResultHash } = { expectedResultHash: (await restateFacts(content, p)).resultHash };
  await ledger.record(advisor("li", { revision: 2, name: "another" }));
  expect(await codesOf(ask({ comment: "x", expectedResultHash }))).toEqual(["revision-taken"]);
});

test("two who save the same revision at the same moment: one is saved, the other is told, and both know", async () => {
  const { ledger, p } = await openWorld();
  const rival = at(ledger.rival(), NOW);
  const [one, other] = [await changed(p, { name: "one" }), await changed(p, { name: "other" })];
  const [seen, seenToo] = [await restateFacts(one, p), await restateFacts(other, p)];
  const saved = await Promise.allSettled([
    proposeChange(one, { comment: "x", expectedResultHash: seen.resultHash }, ann, p),
    proposeChange(other, { comment: "x", expectedResultHash: seenToo.resultHash }, eve, rival),
  ]);
  expect(saved.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const refused = saved.find((each) => each.status === "rejected");
  expect(refused?.reason.issues[0].code).toBe("revision-taken");
  const stored = (await p.ledger.advisors(["li"])).get("li");
  const winner = saved[0]?.status === "fulfilled" ? "one" : "other";
  expect(stored).toMatchObject({ name: winner, revision: 2 });
});

test("advisor and score proposals: two imports of one month at the same moment are both stored, each under a revision of its own", async () => {
  const { ledger, p } = await openWorld();
  const rival = at(ledger.rival(), NOW);
  const [one, other] = [scores({ starLevel: "3" }, "2026-11"), scores({ starLevel: "4" }, "2026-11")];
  const seen = [await restateFacts(one, p), await restateFacts(other, p)];
  const saved = await Promise.all([
    proposeChange(one, { comment: "x", expectedResultHash: seen[0]?.resultHash ?? "" }, ann, p),
    proposeChange(other, { comment: "x", expectedResultHash: seen[1]?.resultHash ?? "" }, eve, rival),
  ]);
  expect(saved.map(({ status }) => status)).toEqual(["published", "published"]);
  const record = await p.ledger.advisorRecord("li", 999);
  const november = record.attributes.filter(({ fact }) => fact.month === "2026-11").map(({ fact }) => fact);
  expect(november.map(({ revision }) => revision).sort()).toEqual([1, 2]);
  expect(new Set(november.map(({ values }) => values.starLevel))).toEqual(new Set(["3", "4"]));
});
