import { isSEPACountry, isValidBIC, isValidIBAN } from "ibantools";

/** Countries that joined the SEPA schemes after the library's list was made (EPC409-09). */
const JOINED_LATER: ReadonlySet<string> = new Set(["AL", "MD", "ME", "MK", "RS"]);

/** Whether an account is a valid IBAN (check digits, its country's length) of a country in SEPA. */
export function isSepaIban(account: string): boolean {
  return isValidIBAN(account) && isInSepa(account);
}

/** Whether an IBAN's country takes part in SEPA. */
export function isInSepa(iban: string): boolean {
  const country = iban.slice(0, 2);
  return isSEPACountry(country) || JOINED_LATER.has(country);
}

/** 12 digits are China's CNAPS code, a member id of its clearing system. */
export const isCnaps = (bankCode: string): boolean => /^\d{12}$/.test(bankCode);

export const isBankCode = (bankCode: string): boolean => isCnaps(bankCode) || isValidBIC(bankCode);

/** Territories whose banks have IBANs of another country than their BIC's (EPC409-09), by the IBAN's country. */
const TERRITORIES: Readonly<Record<string, readonly string[]>> = {
  FI: ["AX"],
  FR: ["BL", "GF", "GP", "MC", "MF", "MQ", "NC", "PF", "PM", "RE", "TF", "WF", "YT"],
  GB: ["GG", "IM", "JE"],
  ES: ["IC", "EA"],
};

/** Whether a BIC is of an IBAN's country; so is none, and what is no IBAN has no country. */
export function isBicOfIban(bankCode: string, account: string): boolean {
  if (!/^[A-Z]{6}/.test(bankCode) || !/^[A-Z]{2}\d{2}/.test(account)) return true;
  const [ofBank, ofIban] = [bankCode.slice(4, 6), account.slice(0, 2)];
  return ofBank === ofIban || (Object.hasOwn(TERRITORIES, ofIban) && TERRITORIES[ofIban]?.includes(ofBank) === true);
}
