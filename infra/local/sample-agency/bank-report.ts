/** What the sample's bank says of payments: a notification of its entries, camt.054. */

/** A payment as the bank books it. */
export interface BankEntry {
  readonly reference: string;
  /** Fen. */
  readonly amount: bigint;
  readonly kind: "paid" | "returned";
  /** Why it came back, by ISO 20022. */
  readonly code?: string;
  readonly note?: string;
}

/** A bank's notification of a day. */
export function makeBankReport(id: string, on: string, currency: string, entries: readonly BankEntry[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08">
<BkToCstmrDbtCdtNtfctn>
<GrpHdr><MsgId>${id}</MsgId><CreDtTm>${on}T18:00:00+08:00</CreDtTm></GrpHdr>
<Ntfctn><Id>${id}-1</Id><CreDtTm>${on}T18:00:00+08:00</CreDtTm><Acct><Id><Othr><Id>1001234567890123</Id></Othr></Id></Acct>
${entries.map((entry) => entryXml(entry, on, currency)).join("\n")}
</Ntfctn>
</BkToCstmrDbtCdtNtfctn>
</Document>
`;
}

function entryXml({ reference, amount, kind, code, note }: BankEntry, on: string, currency: string): string {
  const sum = `<Amt Ccy="${currency}">${amount / 100n}.${String(amount % 100n).padStart(2, "0")}</Amt><CdtDbtInd>${kind === "paid" ? "DBIT" : "CRDT"}</CdtDbtInd>`;
  const reason = code === undefined ? "" : `<Rsn><Cd>${code}</Cd></Rsn>`;
  const comment = kind === "paid" ? "" : `<RtrInf>${reason}${note === undefined ? "" : `<AddtlInf>${note}</AddtlInf>`}</RtrInf>`;
  return `<Ntry>${sum}<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>${on}</Dt></BookgDt><NtryDtls><TxDtls><Refs><EndToEndId>${reference}</EndToEndId></Refs>${sum}${comment}</TxDtls></NtryDtls></Ntry>`;
}
