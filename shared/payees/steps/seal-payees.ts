import type { PayeeEntry } from "../model/content.ts";
import { holderView } from "../model/holder-view.ts";
import { accountWarnings } from "../model/parse-details.ts";
import { PAYEE_FIELDS, type Payee, type PayeeDetails, type PayeeField, type SealedDetails } from "../model/payee.ts";
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
