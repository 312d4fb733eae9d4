import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Wiring } from "../../../functions/_platform/wiring.ts";
import type { Person } from "../../../shared/access/person.ts";
import { adjustmentsRules } from "../../../shared/adjustments/kind.ts";
import type { AdjustmentEntry, AdjustmentsContent } from "../../../shared/adjustments/model/content.ts";
import { readAdjustmentsFile } from "../../../shared/adjustments/model/parse-file.ts";
import { adjustmentAuthors } from "../../../shared/adjustments/steps/find-authors.ts";
import { adjustmentsOf, listAdjustments } from "../../../shared/adjustments/steps/list-adjustments.ts";
import { counterAdjustment, previewAdjustments, proposeAdjustments } from "../../../shared/adjustments/steps/propose-adjustments.ts";
import { issue, type RefusedError } from "../../../shared/base/issues/issue.ts";
import { readPayeesFile } from "../../../shared/payees/model/parse-file.ts";
import { previewPayees, proposePayee, proposePayees } from "../../../shared/payees/steps/propose-payees.ts";
import { readPayee } from "../../../shared/payees/steps/read-payee.ts";
import { openPayees } from "../../../shared/payees/steps/store-payees.ts";
import { closeDocument } from "../../../shared/payouts/accounting/close-document.ts";
import { possibleSteps } from "../../../shared/proposals/model/apply-step.ts";
import type { Proposal } from "../../../shared/proposals/model/proposal.ts";
import { publish } from "../../../shared/proposals/steps/publish.ts";
import { approveProposal, sendBack, submit, withdraw } from "../../../shared/proposals/steps/take-steps.ts";
import { adjustment, advisor, order, plan } from "../../support/facts.ts";
import { type Ledger, type Ledgers, startLedgers } from "../../support/ledger.ts";
import { at, codesOf, HR, withKinds } from "../../support/proposals.ts";

let ledgers: Ledgers;
beforeAll(async () => {
  ledgers = await startLedgers("simulated");
});
afterAll(() => ledgers?.stop());

const FINANCE = (username: string): Person => ({ username, roles: ["finance"] });
const [ann, fin, eve] = [HR("ann"), FINANCE("fin"), FINANCE("eve")];
const NOW = "2026-11-20T01:00:00Z";
const step = ({ proposalId, lockVersion }: Proposal) => ({ proposalId, lockVersion });

type World = { readonly ledger: Ledger; readonly p: ReturnType<typeof working> };
const working = (wiring: Ledger["wiring"]): Wiring => at(wiring, NOW);

/** October is closed; li, wang and zhao are registered. */
async function openWorld(): Promise<World> {
  const ledger = await ledgers.open();
  await ledger.record(plan(), advisor("li"), advisor("wang"), advisor("zhao"), order({ orderId: "o1" }));
  await ledger.close("2026-10");
  return { ledger, p: working(ledger.wiring) };
}

const entry = (more: Partial<AdjustmentEntry> = {}): AdjustmentEntry => {
  return { advisorId: "li", month: "2026-11", amount: -2_000, reason: "late fee", evidence: "T-1", ...more };
};
const adjustments = (...entries: AdjustmentEntry[]): AdjustmentsContent => ({ kind: "adjustments", entries, source: "november.csv" });
const published = async (content: AdjustmentsContent, deps: World["p"], by = ann): Promise<Proposal> =>
  approveProposal(step(await proposeAdjustments(content, "as agreed", by, deps)), eve, deps);

describe("adjustments", () => {
  test("what one proposes another approves: then it counts, once, on the next statement, and the activity tells all of it", async () => {
    const { ledger, p } = await openWorld();
    const submitted = await proposeAdjustments(adjustments(entry(), entry({ advisorId: "wang", amount: 700 })), "as agreed", fin, p);
    expect(submitted).toMatchObject({ status: "submitted", lockVersion: 1, authors: ["fin"] });
    expect(possibleSteps(adjustmentsRules, submitted, fin)).toEqual(["withdraw"]);
    expect(possibleSteps(adjustmentsRules, submitted, eve)).toEqual(["approve", "withdraw"]);
    expect(possibleSteps(adjustmentsRules, submitted, { username: "ada", roles: ["auditor"] })).toEqual([]);
    expect(await adjustmentsOf("li", p)).toEqual([]);
    const done = await approveProposal(step(submitted), eve, p);
    expect(done).toMatchObject({ status: "published", approval: { by: "eve" }, publishing: { by: "eve" } });
    expect(await approveProposal(step(submitted), eve, p)).toEqual(done);
    const adjustmentId = `m-${done.proposalId}-1`;
    expect(await adjustmentsOf("li", p)).toEqual([
      { adjustmentId, advisorId: "li", month: "2026-11", amount: -2_000, reason: "late fee", isSettled: false },
    ]);
    await ledger.close("2026-11");
    expect((await p.accounts.statement("li", "2026-11"))?.statement.manualAdjustments).toBe(-2_000n);
    expect((await p.accounts.statement("wang", "2026-11"))?.statement.manualAdjustments).toBe(700n);
    const activity = await p.proposals.activity("adjustments");
    expect(activity.map(({ action, by }) => [action, by])).toEqual([
      ["submit", "fin"],
      ["approve", "eve"],
      ["publish", "eve"],
    ]);
    expect(activity[0]?.changes).toContainEqual({ path: "adjustments[0]", after: entry() });
  });

  test("a debt is written off by two people, up to what is carried, and stands as such on statement, close and journal", async () => {
    const { ledger, p } = await openWorld();
    await published(adjustments(entry({ amount: -9_000_000 })), p);
    await ledger.close("2026-11");
    const debt = -((await p.ledger.advisorRecord("li", 999_999)).settlements.at(-1)?.carriedForward ?? 0n);
    expect(debt).toBeGreaterThan(0n);
    const writeOff = (amount: number, more: Partial<AdjustmentEntry> = {}) =>
      entry({ month: "2026-12", amount, kind: "writeOff", reason: `can't be recovered: ${amount}`, ...more });
    const half = Number(debt / 2n);
    // 1. More than the debt is refused, also in parts and beside what is approved already; so is one that isn't above 0.
    const propose = (...entries: AdjustmentEntry[]) => proposeAdjustments(adjustments(...entries), "as agreed", ann, p);
    expect(await codesOf(propose(writeOff(Number(debt) + 1)))).toEqual(["write-off-above-debt"]);
    expect(await codesOf(propose(writeOff(half), writeOff(half + 2)))).toEqual(["write-off-above-debt"]);
    expect(await codesOf(propose(writeOff(1, { advisorId: "wang" })))).toEqual(["write-off-above-debt"]);
    await expect(propose(writeOff(-half))).rejects.toThrow("write-off-not-positive");
    // 2. What another proposal forgives meanwhile is looked at again by whoever approves.
    const [first, second] = [await propose(writeOff(half)), await propose(writeOff(half + 2))];
    expect(await codesOf(approveProposal(step(first), ann, p))).toEqual(["four-eyes"]);
    const done = await approveProposal(step(first), eve, p);
    expect(done.status).toBe("published");
    const late = await approveProposal(step(second), eve, p);
    expect(late).toMatchObject({ status: "approved", refusals: [{ code: "write-off-above-debt" }] });
    // 3. It is undone by no opposite: no more than the debt counts of it.
    const adjustmentId = `m-${done.proposalId}-1`;
    const counter = { advisorId: "li", adjustmentId, month: "2026-12", reason: "paid after all", evidence: "T-2" };
    expect(await codesOf(counterAdjustment(counter, ann, p))).toEqual(["write-off-countered"]);
    // 4. What another system sends above the debt counts for what is left of it.
    await ledger.record(adjustment({ adjustmentId: "w9", advisorId: "li", month: "2026-12", amount: Number(debt), kind: "writeOff" }));
    await ledger.close("2026-12");
    const stated = await p.accounts.statement("li", "2026-12");
    expect(stated?.statement).toMatchObject({ manualAdjustments: debt, writtenOff: debt, broughtForward: -debt });
    const summaries = (await p.accounts.closes()).flatMap(({ month, summary }) => (month === "2026-12" ? [summary] : []));
    expect(summaries).toMatchObject([{ manualAdjustments: debt, writtenOff: debt }]);
    const [document] = summaries.flatMap((summary) =>
      closeDocument({ ...summary, month: "2026-12", day: "2027-01-03" }, p.finance.accounts),
    );
    expect(document?.lines.map(({ role, debit, credit }) => [role, debit - credit])).toEqual([
      ["writeOffs", debt],
      ["payable", -debt],
    ]);
  });

  test("whoever proposed it, it is about, or has no part in it can't approve it", async () => {
    const { p } = await openWorld();
    const submitted = await proposeAdjustments(adjustments(entry()), "as agreed", ann, p);
    expect(await codesOf(approveProposal(step(submitted), ann, p))).toEqual(["four-eyes"]);
    expect(await codesOf(approveProposal(step(submitted), { username: "li", roles: ["advisor", "finance"] }, p))).toEqual(["own-matter"]);
    expect(await codesOf(approveProposal(step(submitted), { username: "ada", roles: ["auditor"] }, p))).toEqual(["role"]);
    expect(await codesOf(publish(step(submitted), eve, p))).toEqual(["wrong-status"]);
    expect(await codesOf(sendBack({ ...step(submitted), comment: "no" }, eve, p))).toEqual(["wrong-status"]);
    expect(await codesOf(submit({ ...step(submitted), comment: "x", acknowledged: [] }, ann, p))).toEqual(["wrong-status"]);
    expect(await codesOf(proposeAdjustments(adjustments(entry()), "x", { username: "ada", roles: ["auditor"] }, p))).toEqual(["role"]);
    expect((await withdraw({ ...step(submitted), comment: "unfounded" }, eve, p)).status).toBe("withdrawn");
    expect(await adjustmentsOf("li", p)).toEqual([]);
  });

  test("what could not be published isn't proposed: closed month, unknown advisor, nothing, twice, or no reason", async () => {
    const { p } = await openWorld();
    const codes = (content: AdjustmentsContent, comment = "x") => codesOf(proposeAdjustments(content, comment, ann, p));
    expect(await codes(adjustments(entry({ month: "2026-10" })))).toEqual(["month-closed"]);
    expect(await codes(adjustments(entry({ advisorId: "nobody" })))).toEqual(["advisor-unknown"]);
    expect(await codes(adjustments())).toEqual(["nothing-proposed"]);
    expect(await codes(adjustments(entry(), entry({ evidence: "T-2" })))).toEqual(["adjustment-repeated"]);
    expect(await codes(adjustments(entry({ amount: 0 }), entry({ reason: "" }), entry({ evidence: " " })))).toEqual([
      "amount-zero",
      "reason-missing",
      "evidence-missing",
    ]);
    expect(await codes(adjustments(entry({ reason: "to 4111 1111 1111 1111" })))).toEqual(["account-in-text"]);
    expect(await codes(adjustments(entry()), " ")).toEqual(["why-missing"]);
    expect(await codes(adjustments(entry()), "the card is 4111111111111111")).toEqual(["account-in-text"]);
  });

  test("the month was closed before it was approved: it is refused, nothing counts, and it can be withdrawn", async () => {
    const { ledger, p } = await openWorld();
    const submitted = await proposeAdjustments(adjustments(entry()), "as agreed", ann, p);
    await ledger.close("2026-11");
    const refused = await approveProposal(step(submitted), eve, p);
    expect(refused).toMatchObject({ status: "approved", refusals: [{ code: "month-closed", params: { month: "2026-11" } }] });
    expect(await adjustmentsOf("li", p)).toEqual([]);
    expect(possibleSteps(adjustmentsRules, refused, fin)).toEqual(["withdraw", "publish"]);
    expect((await publish(step(refused), fin, p)).status).toBe("approved");
    const now = (await p.proposals.find(refused.proposalId)) as Proposal;
    expect((await withdraw({ ...step(now), comment: "anew" }, fin, p)).status).toBe("withdrawn");
  });

  test("the month is closed halfway through storing a file: what is stored counts, and what is left is told, one by one", async () => {
    const { ledger, p } = await openWorld();
    const entries = Array.from({ length: 25 }, (_, place) => entry({ amount: 100 + place }));
    const submitted = await proposeAdjustments(adjustments(...entries), "as agreed", ann, p);
    let commits = 0;
    const closing = async (...args: Parameters<typeof p.ledger.commitFacts>) => {
      commits += 1;
      if (commits === 2) await ledger.close("2026-11");
      return p.ledger.commitFacts(...args);
    };
    const done = await approveProposal(step(submitted), eve, withKinds({ ...p, ledger: { ...p.ledger, commitFacts: closing } }));
    expect(done.status).toBe("published");
    expect(done.refusals?.map(({ code }) => code)).toEqual(["month-closed", "entries-left"]);
    expect(done.refusals?.[1]?.params).toEqual({ entries: 25, left: "11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25" });
    expect(await adjustmentsOf("li", p)).toHaveLength(10);
    expect((await p.accounts.statement("li", "2026-11"))?.statement.manualAdjustments).toBe(1_045n);
    const [line] = (await p.proposals.activity("adjustments")).slice(-1);
    expect(JSON.stringify(line?.changes)).toContain('"code":"entries-left"');
  });

  test("wherever publishing ends on its way, whoever comes next goes on, and each adjustment counts once", async () => {
    const { ledger, p } = await openWorld();
    const amounts = Array.from({ length: 12 }, (_, place) => place + 1);
    let points = 0;
    for (let nth = 1; ; nth += 1) {
      for (const when of ["before", "after"] as const) {
        const reason = `ended ${when} write ${nth}`;
        const submitted = await proposeAdjustments(adjustments(...amounts.map((amount) => entry({ amount, reason }))), "x", ann, p);
        const faulty = failing(p, nth, when);
        const first = await approveProposal(step(submitted), eve, faulty).catch(() => undefined);
        if (faulty.writes() < nth) {
          // Approve, begin, decide, two commits of facts, publish: each of them was a place to end.
          expect([first?.status, points]).toEqual(["published", 12]);
          return;
        }
        points += 1;
        const rival = working(ledger.rival());
        const left = (await rival.proposals.find(submitted.proposalId)) as Proposal;
        const done = await approveProposal(step(left), eve, rival);
        expect([done.status, done.refusals], reason).toEqual(["published", undefined]);
        const counted = (await adjustmentsOf("li", rival)).filter((each) => each.reason === reason).map(({ amount }) => amount);
        expect(counted.sort((left, right) => left - right)).toEqual(amounts);
      }
    }
  });

  test("two who approve at the same moment, and one who clicks twice: it counts once", async () => {
    const { ledger, p } = await openWorld();
    const submitted = await proposeAdjustments(adjustments(entry()), "as agreed", ann, p);
    await Promise.allSettled([
      approveProposal(step(submitted), eve, working(ledger.rival())),
      approveProposal(step(submitted), eve, working(ledger.rival())),
      approveProposal(step(submitted), fin, working(ledger.rival())),
    ]);
    const now = (await p.proposals.find(submitted.proposalId)) as Proposal;
    const done = now.status === "published" ? now : await publish(step(now), eve, p);
    expect(done.status).toBe("published");
    expect(await adjustmentsOf("li", p)).toHaveLength(1);
  });

  test("a file sent twice: the second proposal is told that it says the same, and can't count again", async () => {
    const { p } = await openWorld();
    const [first, second] = [
      await proposeAdjustments(adjustments(entry()), "x", ann, p),
      await proposeAdjustments(adjustments(entry()), "x", ann, p),
    ];
    expect((await approveProposal(step(first), eve, p)).status).toBe("published");
    const refused = await approveProposal(step(second), eve, p);
    expect(refused).toMatchObject({ status: "approved", refusals: [{ code: "adjustment-repeated" }] });
    expect(await adjustmentsOf("li", p)).toHaveLength(1);
  });

  test("only a counter-adjustment undoes one: the exact opposite, in an open month, once", async () => {
    const { ledger, p } = await openWorld();
    const { proposalId } = await published(adjustments(entry()), p);
    const adjustmentId = `m-${proposalId}-1`;
    await ledger.close("2026-11");
    const countering = { advisorId: "li", adjustmentId, month: "2026-12", reason: "the fee was wrong", evidence: "T-9" };
    expect(await codesOf(counterAdjustment({ ...countering, month: "2026-11" }, fin, p))).toEqual(["month-closed"]);
    expect(await codesOf(counterAdjustment({ ...countering, adjustmentId: "other" }, fin, p))).toEqual(["adjustment-unknown"]);
    expect(
      await codesOf(proposeAdjustments(adjustments(entry({ month: "2026-12", amount: 1_999, counters: adjustmentId })), "x", fin, p)),
    ).toEqual(["counter-differs"]);
    const [one, other] = [await counterAdjustment(countering, fin, p), await counterAdjustment({ ...countering, reason: "again" }, fin, p)];
    expect(await codesOf(approveProposal(step(one), fin, p))).toEqual(["four-eyes"]);
    expect((await approveProposal(step(one), eve, p)).status).toBe("published");
    expect(await approveProposal(step(other), eve, p)).toMatchObject({ status: "approved", refusals: [{ code: "already-countered" }] });
    expect(await codesOf(counterAdjustment(countering, fin, p))).toEqual(["already-countered"]);
    const all = await adjustmentsOf("li", p);
    expect(all.map(({ adjustmentId: id, amount, isSettled }) => [id, amount, isSettled])).toEqual([
      [`${adjustmentId}-counter`, 2_000, false],
      [adjustmentId, -2_000, true],
    ]);
    expect(all[1]?.counteredBy).toBe(`${adjustmentId}-counter`);
    await ledger.close("2026-12");
    expect((await p.accounts.statement("li", "2026-12"))?.statement.manualAdjustments).toBe(2_000n);
    // Undone, it may come again.
    expect((await published(adjustments(entry({ month: "2027-01" })), p)).status).toBe("published");
  });

  test("authors are those who proposed what counts: of counter-adjustments too, and of what other systems sent nobody", async () => {
    const { ledger, p } = await openWorld();
    await ledger.record(
      adjustment({ adjustmentId: "legacy-7", month: "2026-11" }),
      adjustment({ adjustmentId: "m-nothing-1", month: "2026-11" }),
    );
    const { proposalId } = await published(adjustments(entry(), entry({ advisorId: "wang" })), p, ann);
    const counter = { advisorId: "li", month: "2026-12", reason: "wrong", evidence: "T-3" };
    const ben = FINANCE("ben");
    await approveProposal(step(await counterAdjustment({ ...counter, adjustmentId: `m-${proposalId}-1` }, fin, p)), eve, p);
    await approveProposal(step(await counterAdjustment({ ...counter, adjustmentId: "legacy-7" }, ben, p)), eve, p);
    const rejected = await counterAdjustment({ ...counter, advisorId: "wang", adjustmentId: `m-${proposalId}-2` }, HR("zoe"), p);
    await withdraw({ ...step(rejected), comment: "no" }, eve, p);
    const authors = (...ids: string[]) => adjustmentAuthors(ids, p);
    expect(await authors(`m-${proposalId}-1`, `m-${proposalId}-2`)).toEqual(["ann"]);
    expect(await authors(`m-${proposalId}-1-counter`)).toEqual(["fin"]);
    expect(await authors("legacy-7-counter", `m-${proposalId}-2`)).toEqual(["ann", "ben"]);
    expect(await authors("legacy-7", "m-nothing-1", `m-${proposalId}-3`, `m-${proposalId}-2-counter`)).toEqual([]);
  });

  test("a file's preview tells names, control totals and what is odd, leaves wrong lines out, and the list shows what came of it", async () => {
    const { p } = await openWorld();
    await proposeAdjustments(adjustments(entry({ amount: 5_000, reason: "prize" })), "x", ann, p);
    const file = [
      "advisorId,month,amount,reason,evidence",
      "li,2026-11,50.00,prize,T-1",
      "wang,2027-03,-20.10,fee,T-2",
      "nobody,2026-11,1,fee,T-3",
      "zhao,2026-10,1,fee,T-4",
    ].join("\n");
    const read = readAdjustmentsFile(new TextEncoder().encode(file), "november.csv", "CNY");
    const preview = await previewAdjustments(read, p);
    expect(preview.lines.map(({ line, name, warnings }) => [line, name, warnings])).toEqual([
      [2, "li", ["similar-proposed"]],
      [3, "wang", ["later"]],
    ]);
    expect(preview.wrong.map(({ line }) => line)).toEqual([4, 5]);
    const ofSheet = await previewAdjustments({ ...read, lines: read.lines.map((line) => ({ ...line, sheet: "S2" })) }, p);
    expect(ofSheet.wrong).toEqual(preview.wrong.map(({ line, issues }) => ({ line, issues: [IN_SHEET, ...issues] })));
    expect(preview.totals).toEqual({
      all: { count: 2, amount: 2_990n },
      added: { count: 1, amount: 5_000n },
      taken: { count: 1, amount: -2_010n },
    });
    if (preview.content === undefined) throw new Error("nothing to propose");
    const done = await published(preview.content, p);
    const list = await listAdjustments(p);
    expect([list.closedMonth, list.waiting.length]).toEqual(["2026-10", 1]);
    expect(list.published.map(({ adjustmentId, by, approvedBy }) => [adjustmentId, by, approvedBy])).toEqual([
      [`m-${done.proposalId}-1`, "ann", "eve"],
      [`m-${done.proposalId}-2`, "ann", "eve"],
    ]);
  });
});

const IN_SHEET = issue("", "in-sheet", { sheet: "S2" });
const CARD = "6222020200112233440";
const typed = { holder: "李娜", account: CARD, bankCode: "102100099996", bankName: "工商银行" };

describe("payees", () => {
  test("what one types another approves: then it is a version, sealed, that cools before anybody is paid by it", async () => {
    const { p } = await openWorld();
    const submitted = await proposePayee({ advisorId: "li", typed, source: "form", comment: "new" }, fin, p);
    expect(submitted.content).toMatchObject({ kind: "payees", entries: [{ advisorId: "li", version: 1, accountLast4: "3440" }] });
    expect(JSON.stringify(submitted)).not.toContain(CARD);
    expect(await codesOf(approveProposal(step(submitted), fin, p))).toEqual(["four-eyes"]);
    expect((await readPayee("li", p)).now).toEqual({ kind: "none" });
    const gate = await p.payouts.gate();
    const done = await approveProposal(step(submitted), ann, p);
    expect(done.status).toBe("published");
    expect(await p.payouts.gate()).toBeGreaterThan(gate);
    const { now, versions, waiting } = await readPayee("li", p);
    expect(now).toMatchObject({
      kind: "securityHold",
      payee: { version: 1, accountLast4: "3440", approvedBy: "ann", approvedAt: done.approval?.at },
    });
    expect([versions.length, waiting.length]).toEqual([1, 0]);
    expect(await openPayees(versions, p)).toEqual([typed]);
    const activity = JSON.stringify(await p.proposals.activity("payees"));
    expect(activity).toContain("3440");
    for (const secret of [CARD, "李娜", versions[0]?.sealed.account ?? ""]) expect(activity).not.toContain(secret);
  });

  test("what can't be a payee is refused, and no refusal holds what was typed", async () => {
    const { p } = await openWorld();
    const refused = async (more: Partial<Parameters<typeof proposePayee>[0]>, person: Person = fin) => {
      const asked = proposePayee({ advisorId: "li", typed, source: "form", comment: "new", ...more }, person, p);
      const error = await asked.then(
        () => undefined,
        (reason: RefusedError) => reason,
      );
      expect(`${error?.message} ${JSON.stringify(error?.issues)}`).not.toContain(CARD);
      return error?.issues.map(({ code }) => code);
    };
    expect(await refused({ typed: { ...typed, bankCode: CARD } })).toEqual(["bank-code-expected"]);
    expect(await refused({ typed: { ...typed, account: `DE00${CARD}` } })).toEqual(["iban-check-digits"]);
    expect(await refused({ advisorId: "nobody" })).toEqual(["advisor-unknown"]);
    expect(await refused({ advisorId: CARD })).toEqual(["advisor-unknown"]);
    expect(await refused({ comment: "" })).toEqual(["why-missing"]);
    expect(await refused({ comment: `now at ${CARD}` })).toEqual(["account-in-text"]);
    expect(await refused({}, { username: "li", roles: ["advisor"] })).toEqual(["role"]);
  });

  test("two changes of one payee wait: the first that is approved counts, the other is told, and it stays withdrawable", async () => {
    const { p } = await openWorld();
    const other = { ...typed, account: "DE89370400440532013000", bankCode: "COBADEFFXXX" };
    const one = await proposePayee({ advisorId: "li", typed, source: "form", comment: "new" }, fin, p);
    const two = await proposePayee({ advisorId: "li", typed: other, source: "form", comment: "new" }, fin, p);
    const rivals = await Promise.allSettled([approveProposal(step(one), eve, p), approveProposal(step(two), ann, p)]);
    expect(rivals.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"]);
    const ends = await Promise.all([one, two].map(({ proposalId }) => p.proposals.find(proposalId)));
    expect(ends.map((end) => end?.status).sort()).toEqual(["approved", "published"]);
    const loser = ends.find((end) => end?.status === "approved") as Proposal;
    expect(loser.refusals?.map(({ code }) => code)).toEqual(["payee-taken"]);
    expect((await readPayee("li", p)).versions).toHaveLength(1);
    expect((await withdraw({ ...step(loser), comment: "anew" }, fin, p)).status).toBe("withdrawn");
    const again = await proposePayee({ advisorId: "li", typed: other, source: "form", comment: "new" }, fin, p);
    expect((await approveProposal(step(again), eve, p)).status).toBe("published");
    expect((await readPayee("li", p)).versions.map(({ version }) => version)).toEqual([2, 1]);
  });

  test("a file is previewed by last digits, kept sealed, and proposed by whoever sent it; one taken meanwhile holds no other up", async () => {
    const { p } = await openWorld();
    const file = [
      "advisorId,holder,account,bankCode",
      `li,李娜,${CARD},102100099996`,
      "wang,王伟,DE89370400440532013000,COBADEFFXXX",
      "nobody,无名,6222020200112233457,102100099996",
    ].join("\n");
    const read = readPayeesFile(new TextEncoder().encode(file), "payees.csv");
    const preview = await previewPayees(read, fin, p);
    const ofSheet = await previewPayees({ ...read, lines: read.lines.map((line) => ({ ...line, sheet: "S2" })) }, fin, p);
    expect(ofSheet.wrong[0]?.issues).toEqual([IN_SHEET, ...(preview.wrong[0]?.issues ?? [])]);
    expect(preview.lines.map(({ advisorId, accountLast4 }) => [advisorId, accountLast4])).toEqual([
      ["li", "3440"],
      ["wang", "3000"],
    ]);
    expect(preview).toMatchObject({ counts: { first: 2, changed: 0, wrong: 1 }, wrong: [{ line: 4 }] });
    expect(JSON.stringify(preview)).not.toContain(CARD);
    const { previewId = "" } = preview;
    expect(await codesOf(proposePayees({ previewId, comment: "x" }, eve, p))).toEqual(["preview-gone"]);
    expect(await codesOf(proposePayees({ previewId: "../secrets", comment: "x" }, fin, p))).toEqual(["preview-gone"]);
    const submitted = await proposePayees({ previewId, comment: "first import" }, fin, p);
    let taken = false;
    const late: typeof p.payouts.putPayees = async (payees) => {
      if (!taken) {
        taken = true;
        const mine = payees.find(({ advisorId }) => advisorId === "li");
        if (mine !== undefined) await p.payouts.putPayees([{ ...mine, accountLast4: "0000", proposalId: "another" }]);
      }
      return p.payouts.putPayees(payees);
    };
    const done = await approveProposal(step(submitted), ann, withKinds({ ...p, payouts: { ...p.payouts, putPayees: late } }));
    expect(done.status).toBe("published");
    expect((await readPayee("wang", p)).now).toMatchObject({ kind: "securityHold", payee: { accountLast4: "3000" } });
  });
});

/** What it writes fails once: the nth write, before it is done or after. */
function failing(deps: World["p"], nth: number, when: "before" | "after"): World["p"] & { writes(): number } {
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
    writes: () => writes,
  });
}
