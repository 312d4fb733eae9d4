import { afterAll, beforeAll, expect, test } from "vitest";
import type { Person } from "../../../shared/access/person.ts";
import { isPayeesContent } from "../../../shared/payees/model/content.ts";
import { readPayeesFile } from "../../../shared/payees/model/parse-file.ts";
import type { SharedAccount } from "../../../shared/payees/model/shared-account.ts";
import { sharedAccountsOfProposal } from "../../../shared/payees/steps/find-shared-accounts.ts";
import { previewPayees, proposePayee, proposePayees } from "../../../shared/payees/steps/propose-payees.ts";
import type { Proposal } from "../../../shared/proposals/model/proposal.ts";
import { approveProposal, withdraw } from "../../../shared/proposals/steps/take-steps.ts";
import { advisor, plan } from "../../support/facts.ts";
import { type Ledger, type Ledgers, startLedgers } from "../../support/ledger.ts";
import { at } from "../../support/proposals.ts";

let ledgers: Ledgers;
beforeAll(async () => {
  ledgers = await startLedgers("simulated");
});
afterAll(() => ledgers?.stop());

const FINANCE = (username: string): Person => ({ username, roles: ["finance"] });
const [fin, eve] = [FINANCE("fin"), FINANCE("eve")];
const CARD = "6222020200112233440";
const IBAN = "DE89370400440532013000";
const OTHER = "6222020200112233457";

type World = Ledger["wiring"];

async function openWorld(): Promise<World> {
  const ledger = await ledgers.open();
  await ledger.record(plan(), ...["a1", "a2", "a3", "a4"].map((id) => advisor(id, { name: `Name ${id}` })));
  return { ...ledger.wiring, surroundings: at(ledger.wiring, "2026-11-20T01:00:00Z").surroundings };
}

const propose = (advisorId: string, account: string, deps: World): Promise<Proposal> => {
  const typed = { holder: "李娜", account, bankCode: account === IBAN ? "" : "102100099996", bankName: "" };
  return proposePayee({ advisorId, typed, source: "form", comment: "new" }, fin, deps);
};
const approve = async (proposal: Proposal, deps: World): Promise<Proposal> => {
  const done = await approveProposal(proposal, eve, deps);
  expect(done.status).toBe("published");
  return done;
};
const preview = (rows: readonly (readonly [string, string])[], deps: World) => {
  const text = ["advisorId,holder,account,bankCode", ...rows.map(([id, account]) => `${id},李娜,${account},102100099996`)].join("\n");
  return previewPayees(readPayeesFile(new TextEncoder().encode(text), "payees.csv"), fin, deps);
};
/** Such as "a1: a2 current, a3 other-proposal". */
const brief = (shared: readonly SharedAccount[]) =>
  shared.map(({ advisorId, others }) => `${advisorId}: ${others.map((other) => `${other.advisorId} ${other.use}`).join(", ")}`);

test("shared accounts: two rows of a file with one account, written differently, are shown to the proposer and to the approver, with their names", async () => {
  const p = await openWorld();
  const found = await preview(
    [
      ["a1", "6222 0202 0011 2233 440"],
      ["a2", "６２２２０２０２００１１２２３３４４０"],
      ["a3", OTHER],
    ],
    p,
  );
  expect(brief(found.shared)).toEqual(["a1: a2 same-proposal", "a2: a1 same-proposal"]);
  expect(found.shared[0]?.others).toEqual([{ advisorId: "a2", name: "Name a2", use: "same-proposal" }]);
  const proposal = await proposePayees({ previewId: found.previewId ?? "", comment: "import" }, fin, p);
  expect(brief(await sharedAccountsOfProposal(proposal, p))).toEqual(["a1: a2 same-proposal", "a2: a1 same-proposal"]);
  // It is a warning: it is approved all the same, and both have it from then on.
  const done = await approve(proposal, p);
  expect(brief(await sharedAccountsOfProposal(done, p))).toEqual(["a1: a2 current", "a2: a1 current"]);
});

test("shared accounts: an account that is stored for another, or is proposed for another, is found; one that was replaced is not", async () => {
  const p = await openWorld();
  await approve(await propose("a1", IBAN, p), p);
  await propose("a2", "de89 3704 0044 0532 0130 00", p);
  const proposal = await propose("a3", IBAN, p);
  expect(brief(await sharedAccountsOfProposal(proposal, p))).toEqual(["a3: a1 current, a2 other-proposal"]);
  await approve(await propose("a1", CARD, p), p);
  expect(brief(await sharedAccountsOfProposal(proposal, p))).toEqual(["a3: a2 other-proposal"]);
  expect(brief(await sharedAccountsOfProposal(await propose("a4", OTHER, p), p))).toEqual([]);
});

test("shared accounts: what came after the proposal is seen by whoever looks at it now; what was withdrawn is seen no more", async () => {
  const p = await openWorld();
  const first = await propose("a1", CARD, p);
  expect(brief(await sharedAccountsOfProposal(first, p))).toEqual([]);
  const second = await propose("a2", CARD, p);
  expect(brief(await sharedAccountsOfProposal(first, p))).toEqual(["a1: a2 other-proposal"]);
  const withdrawn = await withdraw({ ...second, comment: "a mistake" }, fin, p);
  expect(brief(await sharedAccountsOfProposal(first, p))).toEqual([]);
  expect(brief(await sharedAccountsOfProposal(withdrawn, p))).toEqual([]);
});

test("shared accounts: an advisor's own account, given again, is shared with nobody", async () => {
  const p = await openWorld();
  await approve(await propose("a1", CARD, p), p);
  expect(brief(await sharedAccountsOfProposal(await propose("a1", CARD, p), p))).toEqual([]);
  expect(brief((await preview([["a1", CARD]], p)).shared)).toEqual([]);
});

test("shared accounts: a preview tells of stored payees and of waiting proposals too, and holds no tag", async () => {
  const p = await openWorld();
  const { accountTag } = await stored(await approve(await propose("a1", CARD, p), p), p);
  await propose("a2", CARD, p);
  const found = await preview([["a3", CARD]], p);
  expect(brief(found.shared)).toEqual(["a3: a1 current, a2 other-proposal"]);
  expect(accountTag).not.toBe("");
  expect(JSON.stringify(found)).not.toContain(accountTag);
});

test("shared accounts: whose versions are stored again, or many at once, are noted by their accounts all the same", async () => {
  const p = await openWorld();
  const payee = await stored(await approve(await propose("a1", CARD, p), p), p);
  expect(await p.payouts.putPayees([payee])).toBe("committed");
  // The same account in the next version, in one write with a hundred others.
  const more = Array.from({ length: 100 }, (_, index) => ({ ...payee, advisorId: `b${String(index).padStart(3, "0")}` }));
  expect(await p.payouts.putPayees([{ ...payee, version: 2 }, { ...payee, version: 3 }, ...more])).toBe("committed");
  const found = await p.payouts.advisorsByAccount([payee.accountTag, "unknown"]);
  expect(found.get(payee.accountTag)).toEqual(["a1", ...more.map(({ advisorId }) => advisorId)]);
  expect(found.get("unknown")).toEqual([]);
  // Of many the first ten are named, and all are counted.
  const [shared] = await sharedAccountsOfProposal(await propose("a2", CARD, p), p);
  expect([shared?.count, shared?.others.length]).toEqual([101, 10]);
});

async function stored(proposal: Proposal, deps: World) {
  if (!isPayeesContent(proposal.content)) throw new Error("no payees");
  const [{ advisorId } = { advisorId: "" }] = proposal.content.entries;
  const payee = (await deps.payouts.payees([advisorId])).get(advisorId)?.at(-1);
  if (payee === undefined) throw new Error("nothing is stored");
  return payee;
}
