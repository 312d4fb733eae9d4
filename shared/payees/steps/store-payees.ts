import { refusal } from "../../base/issues/issue.ts";
import { canonicalJson } from "../../base/json/exact-json.ts";
import { RETRY, retry } from "../../base/runtime/retry.ts";
import type { Runtime } from "../../base/runtime/runtime.ts";
import type { FactReader } from "../../ledger/store/fact-store.ts";
import type { RejectedEntry } from "../../proposals/model/entries.ts";
import type { Proposal } from "../../proposals/model/proposal.ts";
import type { PayeeEntry, PayeesContent } from "../model/content.ts";
import { latestPayee } from "../model/effective-payee.ts";
import { holderView } from "../model/holder-view.ts";
import { accountWarnings } from "../model/parse-details.ts";
import { PAYEE_FIELDS, type Payee, type PayeeDetails, type PayeeField, type SealedDetails } from "../model/payee.ts";
import type { PayeeStore, Vault } from "../vault.ts";

export interface PayeeCheckDeps {
  readonly ledger: Pick<FactReader, "advisors">;
  readonly payouts: Pick<PayeeStore, "payees">;
}

/** Why entries can't become payee versions as things stand: unknown advisor, or the next version came from somebody else. */
export async function rejectedPayees(
  { entries }: Pick<PayeesContent, "entries">,
  { ledger, payouts }: PayeeCheckDeps,
): Promise<readonly RejectedEntry[]> {
  const advisorIds = [...new Set(entries.map(({ advisorId }) => advisorId))];
  const [advisors, payees] = await Promise.all([ledger.advisors(advisorIds), payouts.payees(advisorIds)]);
  return entries.flatMap((entry, place): RejectedEntry[] => {
    const { advisorId, version } = entry;
    if (!advisors.has(advisorId)) return [{ place, refusal: refusal("advisor-unknown", { advisorId }) }];
    const versions = payees.get(advisorId) ?? [];
    const isNext = version === (latestPayee(versions)?.version ?? 0) + 1;
    return isNext || versions.some((payee) => isSame(payee, entry))
      ? []
      : [{ place, refusal: refusal("payee-taken", { advisorId, version }) }];
  });
}

/** Whether a version is what an entry became. */
export function isSame({ version, sealed }: Payee, entry: PayeeEntry): boolean {
  return version === entry.version && canonicalJson(sealed) === canonicalJson(entry.sealed);
}

export interface StorePayeesDeps extends PayeeCheckDeps {
  readonly payouts: Pick<PayeeStore, "payees" | "putPayees">;
  readonly surroundings: Runtime;
}

/** How many versions are put together. */
const PAYEES_A_COMMIT = 25;

/**
 * Stores a proposal's payees as versions, approved by whoever approved the proposal. Done again, it changes nothing.
 * @returns the entries that can't be stored, each with why.
 * @throws RetryableError where the table is too busy.
 */
export async function storePayees(
  { proposalId, approval, content }: Pick<Proposal, "proposalId" | "approval"> & { readonly content: PayeesContent },
  deps: StorePayeesDeps,
): Promise<readonly RejectedEntry[]> {
  const payees = content.entries.map(
    ({ holder: _, warnings: __, ...entry }): Payee => ({
      ...entry,
      proposalId,
      approvedBy: approval?.by ?? "",
      approvedAt: approval?.at ?? "",
    }),
  );
  const stale: number[] = [];
  for (let start = 0; start < payees.length; start += PAYEES_A_COMMIT) {
    const chunk = payees.slice(start, start + PAYEES_A_COMMIT);
    if (await put(chunk, deps)) continue;
    // One of them is there with other details: it holds none of the others up.
    for (const [place, payee] of chunk.entries()) if (!(await put([payee], deps))) stale.push(start + place);
  }
  if (stale.length === 0) return [];
  const rejected = await rejectedPayees(content, deps);
  return rejected.filter(({ place }) => stale.includes(place));
}

/** @returns false where one of them is there already with other content. */
async function put(payees: readonly Payee[], { payouts, surroundings }: StorePayeesDeps): Promise<boolean> {
  return retry("not all payees are stored: the table is too busy; publish again", surroundings, async () => {
    const result = await payouts.putPayees(payees);
    return result !== "busy" ? result === "committed" : RETRY;
  });
}

/** Payee details that are to become an advisor's version. */
export interface OpenPayee {
  readonly advisorId: string;
  /** The advisor's registered name. */
  readonly name: string;
  readonly version: number;
  readonly details: PayeeDetails;
}

/** Seals payee details, field by field, each bound to whose and which it is, and tags their accounts. */
export async function sealPayees(
  payees: readonly OpenPayee[],
  { vault }: { readonly vault: Pick<Vault, "seal" | "tag"> },
): Promise<PayeeEntry[]> {
  const texts = payees.flatMap(({ advisorId, version, details }) =>
    PAYEE_FIELDS.map((field) => ({ place: { advisorId, version, field }, text: details[field] })),
  );
  const [sealed, tags] = await Promise.all([vault.seal(texts), vault.tag(payees.map(({ details }) => details.account))]);
  return payees.map(({ advisorId, name, version, details }, place) => {
    const sealedDetails: SealedDetails = fieldsAt(place, sealed);
    const [accountLast4, accountTag] = [details.account.slice(-4), tags[place]];
    if (accountTag === undefined) throw new Error("the vault gave no tag for an account");
    const warnings = accountWarnings(details.account);
    const told = { holder: holderView(details.holder, name), ...(warnings.length > 0 && { warnings }) };
    return { advisorId, version, sealed: sealedDetails, accountLast4, accountTag, ...told };
  });
}

/**
 * Opens payees, for the files that a bank gets, in their order.
 * @throws where one was sealed for another advisor, version or field, or was tampered with.
 */
export async function openPayees(
  payees: readonly Pick<Payee, "advisorId" | "version" | "sealed">[],
  { vault }: { readonly vault: Pick<Vault, "open"> },
): Promise<PayeeDetails[]> {
  const sealed = payees.flatMap(({ advisorId, version, sealed: details }) =>
    PAYEE_FIELDS.map((field) => ({ place: { advisorId, version, field }, sealed: details[field] })),
  );
  const texts = await vault.open(sealed);
  return payees.map((_, place) => fieldsAt(place, texts));
}

/** The fields of one payee among those of all, which stand in the order of the payees. */
const fieldsAt = (place: number, texts: readonly string[]) =>
  Object.fromEntries(PAYEE_FIELDS.map((field, at) => [field, texts[place * PAYEE_FIELDS.length + at] ?? ""])) as Record<PayeeField, string>;
