import type { PayeeEntry } from "../model/content.ts";
import { holderView } from "../model/holder-view.ts";
import { accountWarnings } from "../model/parse-details.ts";
import { PAYEE_FIELDS, type PayeeDetails, type SealedDetails } from "../model/payee.ts";
import type { Vault } from "../vault.ts";

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
    const of = PAYEE_FIELDS.map((field, at) => [field, sealed[place * PAYEE_FIELDS.length + at] ?? ""] as const);
    const sealedDetails = Object.fromEntries(of) as SealedDetails;
    const [accountLast4, accountTag] = [details.account.slice(-4), tags[place]];
    if (accountTag === undefined) throw new Error("the vault gave no tag for an account");
    const warnings = accountWarnings(details.account);
    const told = { holder: holderView(details.holder, name), ...(warnings.length > 0 && { warnings }) };
    return { advisorId, version, sealed: sealedDetails, accountLast4, accountTag, ...told };
  });
}
