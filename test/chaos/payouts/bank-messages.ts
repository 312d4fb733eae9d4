import { plainAmount } from "../../../shared/base/money/money.ts";

/** What a bank says at one level of a status report; "" where it says nothing. */
export interface Status {
  readonly status: string;
  /** A code of four letters and digits as such, any other text as a proprietary reason. */
  readonly reason: string;
}

/** What it says of one payment in a status report. */
export interface PaymentStatus extends Status {
  readonly reference: string;
  readonly place: "end-to-end" | "instruction";
}

/** A status report about one of our messages. */
export interface StatusReport {
  readonly id: number;
  /** Our message id. */
  readonly messageId: string;
  readonly group?: Status & { readonly count?: number; readonly sum?: bigint };
  readonly batch?: Status;
  readonly payments: readonly PaymentStatus[];
}

/** A booking of one payment, or what came back of it. Amounts in minor units of a currency with two decimals. */
export interface Booked {
  readonly reference: string;
  readonly place: "end-to-end" | "instruction" | "text" | "further text";
  readonly amount: bigint;
  /** What was taken off what came back; none of what was paid. */
  readonly charges: bigint;
  readonly isBack: boolean;
  readonly reason: string;
}

/** An entry of an account's report: of single payments, or of a batch as a whole. */
export interface Booking {
  readonly messageId?: string;
  readonly amount: bigint;
  readonly isBack: boolean;
  /** How many payments it says that it is of. */
  readonly count?: number;
  readonly payments: readonly Booked[];
}

const PAIN_002 = "urn:iso:std:iso:20022:tech:xsd:pain.002.001.10";
const ROOTS = { "camt.052": "BkToCstmrAcctRpt", "camt.053": "BkToCstmrStmt", "camt.054": "BkToCstmrDbtCdtNtfctn" } as const;
const BLOCKS = { "camt.052": "Rpt", "camt.053": "Stmt", "camt.054": "Ntfctn" } as const;
export type CamtKind = keyof typeof ROOTS;

const AT = "2026-06-01T10:00:00+08:00";
const money = (minor: bigint): string => plainAmount(minor, 2);
const amountOf = (minor: bigint, currency = "CNY"): string => `<Amt Ccy="${currency}">${money(minor)}</Amt>`;
const element = (name: string, text: string): string => (text === "" ? "" : `<${name}>${text}</${name}>`);
const codeOf = (reason: string): string =>
  /^[A-Z]{2}\d\d$|^[A-Z]{4}$/.test(reason) ? `<Rsn><Cd>${reason}</Cd></Rsn>` : `<Rsn><Prtry>${reason}</Prtry></Rsn>`;
const reasonOf = (name: string, reason: string): string => (reason === "" ? "" : `<${name}>${codeOf(reason)}</${name}>`);

/** A status report, pain.002. */
export function pain002({ id, messageId, group, batch, payments }: StatusReport): string {
  const sums =
    element("OrgnlNbOfTxs", group?.count?.toString() ?? "") + element("OrgnlCtrlSum", group?.sum === undefined ? "" : money(group.sum));
  const ofGroup = sums + element("GrpSts", group?.status ?? "") + reasonOf("StsRsnInf", group?.reason ?? "");
  const ofBatch =
    element("PmtInfSts", batch?.status ?? "") + reasonOf("StsRsnInf", batch?.reason ?? "") + payments.map(paymentStatus).join("");
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="${PAIN_002}"><CstmrPmtStsRpt><GrpHdr><MsgId>BANK-${id}</MsgId><CreDtTm>${AT}</CreDtTm></GrpHdr>
<OrgnlGrpInfAndSts><OrgnlMsgId>${messageId}</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>${ofGroup}</OrgnlGrpInfAndSts>
${ofBatch === "" ? "" : `<OrgnlPmtInfAndSts><OrgnlPmtInfId>${messageId}</OrgnlPmtInfId>${ofBatch}</OrgnlPmtInfAndSts>`}
</CstmrPmtStsRpt></Document>
`;
}

function paymentStatus({ reference, place, status, reason }: PaymentStatus): string {
  const ids =
    place === "end-to-end"
      ? element("OrgnlEndToEndId", reference)
      : element("OrgnlInstrId", reference) + element("OrgnlEndToEndId", "NOTPROVIDED");
  return `<TxInfAndSts>${ids}${element("TxSts", status)}${reasonOf("StsRsnInf", reason)}</TxInfAndSts>\n`;
}

/** A report of an account: camt.052, camt.053 or camt.054. @param foreign entries of others, as they stand. */
export function camt(kind: CamtKind, id: number, bookings: readonly Booking[], foreign = ""): string {
  const [root, block] = [ROOTS[kind], BLOCKS[kind]];
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:${kind}.001.08"><${root}><GrpHdr><MsgId>BANK-${id}</MsgId><CreDtTm>${AT}</CreDtTm></GrpHdr>
<${block}><Id>BANK-${id}</Id><Acct><Id><Othr><Id>6222000000000001</Id></Othr></Id></Acct>
${foreign}${bookings.map(entry).join("")}</${block}></${root}></Document>
`;
}

function entry({ messageId, amount, isBack, count, payments }: Booking): string {
  const btch = messageId === undefined ? "" : `<Btch><MsgId>${messageId}</MsgId>${element("NbOfTxs", count?.toString() ?? "")}</Btch>`;
  const details = btch + payments.map(transaction).join("");
  return `<Ntry>${amountOf(amount)}<CdtDbtInd>${isBack ? "CRDT" : "DBIT"}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-06-01</Dt></BookgDt>${element("NtryDtls", details)}</Ntry>
`;
}

function transaction({ reference, place, amount, charges, isBack, reason }: Booked): string {
  const isEnd = place === "end-to-end";
  const refs = `<Refs>${place === "instruction" ? element("InstrId", reference) : ""}${element("EndToEndId", isEnd ? reference : "NOTPROVIDED")}</Refs>`;
  const taken = charges > 0n ? `<Chrgs><TtlChrgsAndTaxAmt Ccy="CNY">${money(charges)}</TtlChrgsAndTaxAmt></Chrgs>` : "";
  const text = place === "text" ? `<RmtInf><Ustrd>commission ${reference} of May</Ustrd></RmtInf>` : "";
  // A return says so, with its reason or without.
  const back = isBack ? `<RtrInf>${reason === "" ? "" : codeOf(reason)}</RtrInf>` : "";
  const further = place === "further text" ? element("AddtlTxInf", `ref ${reference.toLowerCase()}`) : "";
  return `<TxDtls>${refs}${amountOf(amount - charges)}<CdtDbtInd>${isBack ? "CRDT" : "DBIT"}</CdtDbtInd>${taken}${text}${back}${further}</TxDtls>`;
}

/** Entries that are no payments of ours, or say what can't be read. */
export const FOREIGN: readonly string[] = [
  `<Ntry><Amt Ccy="USD">12.3456</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><NtryDtls><TxDtls><Refs><EndToEndId>RENT-1</EndToEndId></Refs></TxDtls></NtryDtls></Ntry>\n`,
  `<Ntry><Amt Ccy="CNY">+5</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts></Ntry>\n`,
  `<Ntry><Amt Ccy=""></Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>toString</Cd></Sts></Ntry>\n`,
];
