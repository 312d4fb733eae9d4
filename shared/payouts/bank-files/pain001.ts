import { countOf, NOTHING, plus } from "../../base/money/count-and-amount.ts";
import { decimalsOf, plainAmount } from "../../base/money/format-amount.ts";
import { isIban, looksLikeIban } from "../../base/text/account-number.ts";
import type { CountAndAmount } from "../model/payout.ts";
import { messageIdOf } from "../model/reference.ts";
import { escapeXml } from "./escape-xml.ts";
import { BankFileError, type ExportedPayout, executionDayOf, type PaidLine } from "./payment-line.ts";

/** Whose account payouts go out from. */
export interface Debtor {
  readonly name: string;
  readonly account: string;
  readonly bankCode: string;
}

/**
 * A payout as an ISO 20022 credit transfer initiation, pain.001.001.09: text, piece by piece, the same for the same
 * payout. Group and payment information carry its count and control sum as they were approved; they stand before the
 * payments, so whoever makes the file compares them with what is returned.
 * @param currency ISO 4217.
 * @returns what its payments came to.
 * @throws BankFileError where an account's check digits are wrong.
 */
export async function* pain001(
  payout: ExportedPayout,
  lines: AsyncIterable<readonly PaidLine[]>,
  { debtor, currency }: { readonly debtor: Debtor; readonly currency: string },
): AsyncGenerator<string, CountAndAmount> {
  const decimals = decimalsOf(currency);
  const debtorAccount = accountId(debtor.account, "the agency's own");
  const isSepa = currency === "EUR" && looksLikeIban(debtor.account);
  yield head(payout, debtor, debtorAccount, currency, decimals);
  let sums = NOTHING;
  for await (const batch of lines) {
    let text = "";
    for (const line of batch) text += transfer(line, currency, plainAmount(line.amount, decimals), isSepa);
    sums = plus(sums, countOf(batch));
    yield text;
  }
  yield "    </PmtInf>\n  </CstmrCdtTrfInitn>\n</Document>\n";
  return sums;
}

function head(payout: ExportedPayout, debtor: Debtor, debtorAccount: string, currency: string, decimals: number): string {
  const { payments } = payout.content;
  const messageId = messageIdOf(payout.payoutId);
  const sums = `<NbOfTxs>${payments.count}</NbOfTxs><CtrlSum>${plainAmount(payments.amount, decimals)}</CtrlSum>`;
  const name = escapeXml(debtor.name);
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09">
  <CstmrCdtTrfInitn>
    <GrpHdr><MsgId>${messageId}</MsgId><CreDtTm>${payout.exported.at}</CreDtTm>${sums}<InitgPty><Nm>${name}</Nm></InitgPty></GrpHdr>
    <PmtInf>
      <PmtInfId>${messageId}</PmtInfId><PmtMtd>TRF</PmtMtd><BtchBookg>true</BtchBookg>${sums}
      <ReqdExctnDt><Dt>${executionDayOf(payout)}</Dt></ReqdExctnDt>
      <Dbtr><Nm>${name}</Nm></Dbtr>
      <DbtrAcct><Id>${debtorAccount}</Id><Ccy>${currency}</Ccy></DbtrAcct>
      <DbtrAgt>${institution(debtor.bankCode, "")}</DbtrAgt>
`;
}

function transfer(line: PaidLine, currency: string, amount: string, isSepa: boolean): string {
  const { reference, details } = line;
  const account = accountId(details.account, `${line.advisorId}'s`);
  // The SEPA scheme knows IBANs alone, and charges that are shared.
  const ofSepa = isSepa && looksLikeIban(details.account);
  const type = ofSepa ? "<PmtTpInf><SvcLvl><Cd>SEPA</Cd></SvcLvl></PmtTpInf>" : "";
  const charges = ofSepa ? "<ChrgBr>SLEV</ChrgBr>" : "";
  return `      <CdtTrfTxInf><PmtId><InstrId>${reference}</InstrId><EndToEndId>${reference}</EndToEndId></PmtId>${type}<Amt><InstdAmt Ccy="${currency}">${amount}</InstdAmt></Amt>${charges}<CdtrAgt>${institution(details.bankCode, details.bankName)}</CdtrAgt><Cdtr><Nm>${escapeXml(details.holder)}</Nm></Cdtr><CdtrAcct><Id>${account}</Id></CdtrAcct><RmtInf><Ustrd>${reference}</Ustrd></RmtInf></CdtTrfTxInf>
`;
}

/** An IBAN by its own name, any other account's number as it is. */
function accountId(account: string, whose: string): string {
  if (!looksLikeIban(account)) return `<Othr><Id>${escapeXml(account)}</Id></Othr>`;
  if (isIban(account)) return `<IBAN>${account}</IBAN>`;
  throw new BankFileError(`${whose} IBAN has wrong check digits: correct it, then make the file again`);
}

/** 12 digits are China's CNAPS code, a member id of its clearing system; anything else is a BIC. */
function institution(bankCode: string, bankName: string): string {
  const id = /^\d{12}$/.test(bankCode)
    ? `<ClrSysMmbId><ClrSysId><Cd>CNAPS</Cd></ClrSysId><MmbId>${bankCode}</MmbId></ClrSysMmbId>`
    : `<BICFI>${escapeXml(bankCode)}</BICFI>`;
  return `<FinInstnId>${id}${bankName === "" ? "" : `<Nm>${escapeXml(bankName)}</Nm>`}</FinInstnId>`;
}
