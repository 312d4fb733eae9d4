import type { Person } from "../../access/person.ts";
import { refusal, refuse } from "../../base/issues/refusal.ts";
import type { ObjectStore } from "../../base/runtime/runtime.ts";
import { mayHoldAccountNumber, normalizeAccount } from "../../base/text/account-number.ts";
import type { FactReader } from "../../ledger/store/order-store.ts";
import type { Proposal } from "../../proposals/model/proposal.ts";
import type { CommitDeps } from "../../proposals/steps/deps.ts";
import { proposeEntries } from "../../proposals/steps/propose-entries.ts";
import { assertMayPropose } from "../../proposals/steps/propose-for-approval.ts";
import type { PayeesContent } from "../model/content.ts";
import { readDetails } from "../model/parse-details.ts";
import type { PayeeField } from "../model/payee.ts";
import type { PayeeStore, Vault } from "../vault.ts";
import { nextVersion, readPreview } from "./preview-payees.ts";
import { sealPayees } from "./seal-payees.ts";

/** Dependencies of proposing payees. */
export interface ProposePayeesDeps extends CommitDeps {
  readonly ledger: Pick<FactReader, "advisors">;
  readonly payouts: Pick<PayeeStore, "payees">;
  readonly archive: Pick<ObjectStore, "get">;
  readonly vault: Pick<Vault, "seal" | "tag">;
}

/** A change of one payee as it is typed. */
export interface PayeeInput {
  readonly advisorId: string;
  readonly typed: Readonly<Partial<Record<PayeeField, string>>>;
  /** What it was read from: the form's name. */
  readonly source: string;
  readonly comment: string;
}

/**
 * Seals what was typed and submits it for another's approval: from there on only its last four digits are told.
 * @throws RefusedError where it can't be read, the advisor is unknown, or nobody says why.
 */
export async function proposePayee(
  { advisorId, typed, source, comment }: PayeeInput,
  person: Person,
  deps: ProposePayeesDeps,
): Promise<Proposal> {
  assertMayPropose(person);
  if (comment.trim() === "") refuse(refusal("why-missing"));
  const read = readDetails(typed);
  if (!read.ok) return refuse(...read.issues);
  const { details } = read;
  if (normalizeAccount(comment).includes(details.account) || mayHoldAccountNumber(comment)) refuse(refusal("account-in-text"));
  const advisor = (await deps.ledger.advisors([advisorId])).get(advisorId);
  if (normalizeAccount(advisorId).includes(details.account) || advisor === undefined)
    return refuse(
      refusal("advisor-unknown", { advisorId: mayHoldAccountNumber(advisorId) ? "" : advisorId.replaceAll(details.account, "") }),
    );
  const version = nextVersion((await deps.payouts.payees([advisorId])).get(advisorId));
  const entries = await sealPayees([{ advisorId, name: advisor.name, version, details }], deps);
  return proposeEntries({ kind: "payees", entries, source } satisfies PayeesContent, comment, person, deps);
}

/**
 * Submits what a person previewed from a file for another's approval.
 * @throws RefusedError where they previewed nothing of the kind, or a payee was changed meanwhile.
 */
export async function proposePayees(
  { previewId, comment }: { readonly previewId: string; readonly comment: string },
  person: Person,
  deps: Omit<ProposePayeesDeps, "vault">,
): Promise<Proposal> {
  assertMayPropose(person);
  if (mayHoldAccountNumber(comment)) refuse(refusal("account-in-text"));
  const content = await readPreview(previewId, person, deps);
  return content === undefined ? refuse(refusal("preview-gone")) : proposeEntries(content, comment, person, deps);
}
