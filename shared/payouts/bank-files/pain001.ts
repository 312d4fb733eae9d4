import { type CountAndAmount, countOf, NOTHING, plus } from "../../base/money/count-and-amount.ts";
import { decimalsOf, plainAmount } from "../../base/money/format-amount.ts";
import { isIban, looksLikeIban } from "../../base/text/account-number.ts";
import { messageIdOf } from "../model/reference.ts";
import { BankFileError, type BankFileIssue } from "./bank-file-issue.ts";
import type { Debtor } from "./debtor.ts";
import { creditorOf, escapeXml, isSepaCurrency, type Party, SEPA_NAME_LENGTH } from "./pain001-party.ts";
import { type ExportedPayout, executionDayOf, type PaidLine } from "./payment-line.ts";
import { toSepaTextWithPoints } from "./sepa-text.ts";

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
