import { afterAll, beforeAll, expect, test } from "vitest";
import type { Person } from "../../../shared/access/person.ts";
import { payeesRules } from "../../../shared/payees/kind.ts";
import { isPayeesContent, type PayeesContent } from "../../../shared/payees/model/content.ts";
import { proposePayee } from "../../../shared/payees/steps/propose-payees.ts";
import { readPayee } from "../../../shared/payees/steps/read-payee.ts";
import type { Proposal } from "../../../shared/proposals/model/proposal.ts";
import { publish } from "../../../shared/proposals/steps/publish.ts";
import { approve } from "../../../shared/proposals/steps/take-steps.ts";
import { advisor } from "../../support/facts.ts";
import { type Ledger, type Ledgers, startLedgers } from "../../support/ledger.ts";

let ledgers: Ledgers;
beforeAll(async () => {
  ledgers = await startLedgers("simulated");
});
afterAll(() => ledgers.stop());

const FINANCE = (username: string): Person => ({ username, roles: ["finance"] });
const [fin, eve] = [FINANCE("fin"), FINANCE("eve")];
const typed = { holder: "李雷", account: "6222021001112223440", bankCode: "102100099996", bankName: "" };
const step = ({ proposalId, lockVersion }: Proposal) => ({ proposalId, lockVersion });

/** A payee of li's that is approved and not published yet. */
async function approvedPayee(deps: Ledger["wiring"]): Promise<Proposal> {
  const submitted = await proposePayee({ advisorId: "li", typed, source: "form", comment: "a new account" }, fin, deps);
  return approve(step(submitted), eve, deps);
}

/** The same with another account that ends in the same four characters, as whoever reaches the table could put it there. */
function exchanged({ content, ...rest }: Proposal): Proposal {
  if (!isPayeesContent(content)) throw new Error("it is a payee");
  const entries = content.entries.map((entry) => ({ ...entry, sealed: { ...entry.sealed, account: entry.sealed.holder } }));
  const other: PayeesContent = { ...content, entries };
  return { ...rest, content: other, lockVersion: rest.lockVersion + 1 };
}

async function published(change: (approved: Proposal) => Proposal): Promise<{ done: Proposal; isStored: boolean }> {
  const { record, wiring: p } = await ledgers.open();
  await record(advisor("li"));
  const changed = change(await approvedPayee(p));
  await p.proposals.commit(changed, []);
  const done = await publish(step(changed), eve, p);
  return { done, isStored: (await readPayee("li", p)).now.kind !== "none" };
}

test("bound content: details that were exchanged after the approval are not published, though the last four characters are the same", async () => {
  const { done, isStored } = await published(exchanged);
  expect([done.status, done.refusals?.map(({ code }) => code), isStored]).toEqual(["approved", ["facts-differ"], false]);
});

test("nor are they where the submission was made to fit them: the approval signs another one", async () => {
  const { done, isStored } = await published((approved) => {
    const other = exchanged(approved);
    if (other.submission === undefined) throw new Error("it is submitted");
    return {
      ...other,
      submission: { ...other.submission, contentHash: isPayeesContent(other.content) ? (payeesRules.hash(other.content) ?? "") : "" },
    };
  });
  expect([done.status, done.refusals?.map(({ code }) => code), isStored]).toEqual(["approved", ["signature-differs"], false]);
});

test("bound content: what nobody touched is published", async () => {
  const { done, isStored } = await published((approved) => ({ ...approved, lockVersion: approved.lockVersion + 1 }));
  expect([done.status, isStored]).toEqual(["published", true]);
});
