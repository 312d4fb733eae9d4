import { hinderedAdjustments } from "../../adjustments/steps/check-adjustments.ts";
import { storeAdjustments } from "../../adjustments/steps/store-adjustments.ts";
import { type Refusal, refusal } from "../../base/issues/refusal.ts";
import { hinderedPayees } from "../../payees/steps/check-payees.ts";
import { storePayees } from "../../payees/steps/store-payees.ts";
import type { PayingContent, Proposal } from "../model/proposal.ts";
import type { HinderedEntry } from "../model/rejected-entry.ts";
import type { Storing } from "../model/store-result.ts";
import type { Proposing } from "./deps.ts";

/** How many refusals are told one by one. */
const MOST_TOLD = 5;
/** How many numbers of entries are told. */
const MOST_NUMBERS = 100;

/** Whatever hinders what is paid from being published as things stand, each reason once. */
export async function checkPaying(content: PayingContent, proposalId: string | undefined, p: Proposing): Promise<readonly Refusal[]> {
  return told(await hinderedEntries(content, proposalId, p));
}

function hinderedEntries(content: PayingContent, proposalId: string | undefined, p: Proposing): Promise<readonly HinderedEntry[]> {
  switch (content.kind) {
    case "adjustments":
      return hinderedAdjustments(content, proposalId, p);
    case "payees":
      return hinderedPayees(content, p);
    case "outcomes":
      return p.outcomes.check(content, proposalId, p);
  }
}

function storeEntries(proposal: Proposal, content: PayingContent, p: Proposing): Promise<readonly HinderedEntry[]> {
  switch (content.kind) {
    case "adjustments":
      return storeAdjustments({ ...proposal, content }, p);
    case "payees":
      return storePayees({ ...proposal, content }, p);
    case "outcomes":
      return p.outcomes.store({ ...proposal, content }, p);
  }
}

/** Stores what is paid, as far as it can be: an entry that can't be stored any more holds none of the others up. */
export async function storePaying(proposal: Proposal, content: PayingContent, p: Proposing): Promise<Storing> {
  const left = await storeEntries(proposal, content, p);
  if (left.length === 0) return { kind: "stored" };
  if (left.length === content.entries.length) return { kind: "refused", refusals: told(left) };
  const numbers = left.slice(0, MOST_NUMBERS).map(({ place }) => place + 1);
  const list = `${numbers.join(", ")}${left.length > MOST_NUMBERS ? ", …" : ""}`;
  return { kind: "stored", refusals: [...told(left), refusal("entries-left", { entries: content.entries.length, left: list })] };
}

function told(hindered: readonly HinderedEntry[]): Refusal[] {
  const byText = new Map(hindered.map(({ refusal }) => [JSON.stringify(refusal), refusal]));
  return [...byText.values()].slice(0, MOST_TOLD);
}
