import { type CountAndAmount, countOf, decimalsOf, NOTHING, plainAmount, plus } from "../../base/money/money.ts";
import { isIban, looksLikeIban } from "../../base/text/account-number.ts";
import { isBankCode, isBicOfIban, isCnaps, isInSepa, isSepaIban } from "../../payees/model/bank-code.ts";
import { messageIdOf } from "../model/reference.ts";
import { BankFileError, type BankFileIssue, type BankFileIssueCode } from "./bank-file-issue.ts";
import type { Debtor } from "./debtor.ts";
import { type ExportedPayout, executionDayOf, type PaidLine } from "./payment-line.ts";
import { toSepaText, toSepaTextWithPoints } from "./sepa-text.ts";

/** Whom a payment of a pain.001 goes to. `bankCode` and `bankName` may be "". */
export interface Party {
  readonly name: string;
  readonly account: string;
  readonly bankCode: string;
  readonly bankName: string;
}

export type PartyResult = { readonly ok: true; readonly party: Party } | { readonly ok: false; readonly code: BankFileIssueCode };

/** EPC implementation guidelines for credit transfers: names have at most 70 characters. */
export const SEPA_NAME_LENGTH = 70;
/** AT-04 of the SEPA credit transfer rulebook: at most 999,999,999.99. */
const SEPA_MOST_MINOR = 99_999_999_999n;
/** ActiveOrHistoricCurrencyAndAmount has 18 digits. */
const MAX_DIGITS = 18;
/** Max140Text and Max34Text, in characters as XML Schema counts them. */
const NAME_LENGTH = 140;
const ACCOUNT_LENGTH = 34;

/** Euros are paid by the SEPA credit transfer scheme. */
export const isSepaCurrency = (currency: string): boolean => currency === "EUR";

const issue = (code: BankFileIssueCode): PartyResult => ({ ok: false, code });

/**
 * Whom a payment goes to as a pain.001 tells it, or why it can't. In SEPA: a valid IBAN of a country that takes part, a name
 * of at most 70 characters in SEPA's character set (transliterated by the table of `sepa-text.ts`), and where a BIC is given
 * one of the IBAN's country. Elsewhere names and accounts are told as they are.
 * @param currency ISO 4217.
 */
export function creditorOf({ details, amount }: Pick<PaidLine, "details" | "amount">, currency: string): PartyResult {
  const { holder, account, bankCode, bankName } = details;
  if (looksLikeIban(account) && !isIban(account)) return issue("iban");
  if (bankCode !== "" && !isBankCode(bankCode)) return issue("bank-code");
  if (!isBicOfIban(bankCode, account)) return issue("bank-code");
  if (!isSepaCurrency(currency)) {
    if ([...holder].length > NAME_LENGTH || [...bankName].length > NAME_LENGTH || account.length > ACCOUNT_LENGTH) return issue("too-long");
    if (holder.trim() === "" || account === "") return issue("too-long");
    return amount.toString().length > MAX_DIGITS ? issue("amount") : { ok: true, party: { name: holder, account, bankCode, bankName } };
  }
  if (!isSepaIban(account)) return issue(isIban(account) && !isInSepa(account) ? "outside-sepa" : "iban");
  if (isCnaps(bankCode)) return issue("bank-code");
  if (amount > SEPA_MOST_MINOR) return issue("amount");
  const name = toSepaText(holder);
  if (name === undefined || name === "") return issue("character");
  if (name.length > SEPA_NAME_LENGTH) return issue("too-long");
  // The BIC or the IBAN says which bank it is: its name has no place in SEPA.
  return { ok: true, party: { name, account, bankCode, bankName: "" } };
}

/** What XML 1.0 can't hold, not even escaped, or should not: control characters, and two that are none. */
const NO_XML = /(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu;

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** A text as it stands in an XML element or a quoted attribute. What XML can't hold becomes U+FFFD, halves of characters too. */
export function escapeXml(text: string): string {
  const whole = text.toWellFormed().replace(NO_XML, "\ufffd");
  return whole.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? character);
}

export const PAIN_001 = "pain.001";

/**
 * A payout as an ISO 20022 credit transfer initiation, pain.001.001.09: text, piece by piece, the same for the same
 * payout. Euros are paid by the SEPA scheme and its rules (see `creditorOf`). Group and payment information carry its count
 * and control sum as they were approved; they stand before the payments, so whoever makes the file compares them with what
 * is returned.
 * @param currency ISO 4217.
 * @returns what its payments came to.
 * @throws BankFileError where a payment can't be told in this format.
 */
export async function* pain001(
  payout: ExportedPayout,
  lines: AsyncIterable<readonly PaidLine[]>,
  { debtor, currency }: { readonly debtor: Debtor; readonly currency: string },
): AsyncGenerator<string, CountAndAmount> {
  const decimals = decimalsOf(currency);
  yield head(payout, debtor, currency, decimals);
  let sums = NOTHING;
  for await (const batch of lines) {
    let text = "";
    for (const line of batch) text += transfer(line, currency, plainAmount(line.amount, decimals));
    sums = plus(sums, countOf(batch));
    yield text;
  }
  yield "    </PmtInf>\n  </CstmrCdtTrfInitn>\n</Document>\n";
  return sums;
}

/** Why a payment can't be told in this format; undefined where it can. */
export function pain001Issue(line: PaidLine, currency: string): BankFileIssue | undefined {
  const creditor = creditorOf(line, currency);
  return creditor.ok ? undefined : { format: PAIN_001, code: creditor.code };
}

function head(payout: ExportedPayout, debtor: Debtor, currency: string, decimals: number): string {
  const { payments } = payout.content;
  const messageId = messageIdOf(payout.payoutId);
  const sums = `<NbOfTxs>${payments.count}</NbOfTxs><CtrlSum>${plainAmount(payments.amount, decimals)}</CtrlSum>`;
  const isSepa = isSepaCurrency(currency);
  const name = escapeXml(debtorName(debtor.name, isSepa));
  // The SEPA scheme has charges that are shared.
  const type = isSepa ? "\n      <PmtTpInf><SvcLvl><Cd>SEPA</Cd></SvcLvl></PmtTpInf>" : "";
  const charges = isSepa ? "      <ChrgBr>SLEV</ChrgBr>\n" : "";
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09">
  <CstmrCdtTrfInitn>
    <GrpHdr><MsgId>${messageId}</MsgId><CreDtTm>${payout.exported.at}</CreDtTm>${sums}<InitgPty><Nm>${name}</Nm></InitgPty></GrpHdr>
    <PmtInf>
      <PmtInfId>${messageId}</PmtInfId><PmtMtd>TRF</PmtMtd><BtchBookg>true</BtchBookg>${sums}${type}
      <ReqdExctnDt><Dt>${executionDayOf(payout)}</Dt></ReqdExctnDt>
      <Dbtr><Nm>${name}</Nm></Dbtr>
      <DbtrAcct><Id>${accountId(debtor.account)}</Id><Ccy>${currency}</Ccy></DbtrAcct>
      <DbtrAgt>${institution(/^0*$/.test(debtor.bankCode) ? "" : debtor.bankCode, "")}</DbtrAgt>
${charges}`;
}

/** The agency's own name is cut where SEPA has no room for it: no bank pays by it. */
function debtorName(name: string, isSepa: boolean): string {
  if (!isSepa) return name;
  return toSepaTextWithPoints(name).slice(0, SEPA_NAME_LENGTH).trim();
}

function transfer(line: PaidLine, currency: string, amount: string): string {
  const { reference } = line;
  const creditor = creditorOf(line, currency);
  if (!creditor.ok) {
    throw new BankFileError(
      `the payee of ${line.advisorId} can't be told in ${PAIN_001} (${creditor.code}): correct it, withdraw the payout and draft it anew`,
      { format: PAIN_001, code: creditor.code },
    );
  }
  const { party } = creditor;
  return `      <CdtTrfTxInf><PmtId><InstrId>${reference}</InstrId><EndToEndId>${reference}</EndToEndId></PmtId><Amt><InstdAmt Ccy="${currency}">${amount}</InstdAmt></Amt>${agent(party)}<Cdtr><Nm>${escapeXml(party.name)}</Nm></Cdtr><CdtrAcct><Id>${accountId(party.account)}</Id></CdtrAcct><RmtInf><Ustrd>${reference}</Ustrd></RmtInf></CdtTrfTxInf>
`;
}

/** Where the bank is known by the IBAN alone, the creditor's agent is left out, as the EPC's guidelines have it. */
const agent = ({ bankCode, bankName }: Party): string =>
  bankCode === "" && bankName === "" ? "" : `<CdtrAgt>${institution(bankCode, bankName)}</CdtrAgt>`;

/** An IBAN by its own name, any other account's number as it is. */
const accountId = (account: string): string =>
  looksLikeIban(account) && isIban(account) ? `<IBAN>${account}</IBAN>` : `<Othr><Id>${escapeXml(account)}</Id></Othr>`;

/** 12 digits are China's CNAPS code, a member id of its clearing system; none is told as not provided. */
function institution(bankCode: string, bankName: string): string {
  const name = bankName === "" ? "" : `<Nm>${escapeXml(bankName)}</Nm>`;
  if (bankCode === "") return `<FinInstnId>${name}${name === "" ? "<Othr><Id>NOTPROVIDED</Id></Othr>" : ""}</FinInstnId>`;
  const id = /^\d{12}$/.test(bankCode)
    ? `<ClrSysMmbId><ClrSysId><Cd>CNAPS</Cd></ClrSysId><MmbId>${bankCode}</MmbId></ClrSysMmbId>`
    : `<BICFI>${escapeXml(bankCode)}</BICFI>`;
  return `<FinInstnId>${id}${name}</FinInstnId>`;
}
