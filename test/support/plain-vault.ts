import { createHmac } from "node:crypto";
import { normalizeAccount } from "../../shared/base/text/account-number.ts";
import type { PayeeDetails } from "../../shared/payees/model/payee.ts";
import type { Vault } from "../../shared/payees/vault.ts";

const PLAIN = "plain:";

/** Details that stand where sealed ones would, for tests in which nothing hangs on the seal: `openable` opens them. */
export function plainlySealed(given: Partial<PayeeDetails>): PayeeDetails {
  const details = { holder: "Ms Li", account: "6200000000001001", bankCode: "102100099996", bankName: "", ...given };
  return Object.fromEntries(Object.entries(details).map(([field, text]) => [field, `${PLAIN}${text}`])) as unknown as PayeeDetails;
}

/** A vault that opens what was sealed plainly too. */
export function openable(vault: Pick<Vault, "open">): Pick<Vault, "open"> {
  return {
    open: async (sealed) => {
      const others = sealed.filter((each) => !each.sealed.startsWith(PLAIN));
      const opened = others.length === 0 ? [] : [...(await vault.open(others))];
      return sealed.map((each) => (each.sealed.startsWith(PLAIN) ? each.sealed.slice(PLAIN.length) : (opened.shift() ?? "")));
    },
  };
}

/** A vault for tests in which nothing hangs on the seal. */
export const PLAIN_VAULT: Vault = {
  seal: async (texts) => texts.map(({ text }) => `${PLAIN}${text}`),
  tag: async (accounts) => accounts.map((account) => createHmac("sha256", PLAIN).update(normalizeAccount(account)).digest("base64url")),
  ...openable({
    open: async () => {
      throw new Error("it was not sealed plainly");
    },
  }),
};
