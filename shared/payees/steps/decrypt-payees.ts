import { PAYEE_FIELDS, type Payee, type PayeeDetails } from "../model/payee.ts";
import type { Vault } from "../vault.ts";

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
  return payees.map((_, place) => {
    const of = PAYEE_FIELDS.map((field, at) => [field, texts[place * PAYEE_FIELDS.length + at] ?? ""] as const);
    return Object.fromEntries(of) as PayeeDetails;
  });
}
