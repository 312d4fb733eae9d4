import { plainAmount } from "../../shared/base/money/money.ts";

/** A payment as a bank speaks of it. Amounts in fen. */
export interface BankSays {
  readonly reference: string;
  readonly status: string;
  readonly amount?: bigint;
  readonly currency?: string;
  readonly on?: string;
  readonly code?: string;
  readonly text?: string;
}

const cny = (amount: bigint, currency = "CNY", name = "Amt") => `<${name} Ccy="${currency}">${plainAmount(amount, 2)}</${name}>`;
const reasonXml = ({ code, text }: BankSays, name: string) =>
  code === undefined && text === undefined
    ? ""
    : `<${name}>${code === undefined ? "" : `<Rsn><Cd>${code}</Cd></Rsn>`}${text === undefined ? "" : `<AddtlInf>${text}</AddtlInf>`}</${name}>`;

/** A payment status report, as banks send it. */
export function pain002(
  says: readonly BankSays[],
  group: { status?: string; messageId?: string; controlSum?: bigint; batch?: string } = {},
) {
  const { status, messageId = "FENRUN-2026-10-1", controlSum, batch } = group;
  const transactions = says.map(
    (each) =>
      `<TxInfAndSts><StsId>s</StsId><OrgnlInstrId>${each.reference}</OrgnlInstrId><OrgnlEndToEndId>${each.reference}</OrgnlEndToEndId><TxSts>${each.status}</TxSts>${reasonXml(each, "StsRsnInf")}${
        each.on === undefined ? "" : `<AccptncDtTm>${each.on}T23:30:00+08:00</AccptncDtTm>`
      }${each.amount === undefined ? "" : `<OrgnlTxRef><Amt>${cny(each.amount, each.currency, "InstdAmt")}</Amt></OrgnlTxRef>`}</TxInfAndSts>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
<GrpHdr><MsgId>b1</MsgId><CreDtTm>2026-11-06T09:00:00+08:00</CreDtTm></GrpHdr>
<OrgnlGrpInfAndSts><OrgnlMsgId>${messageId}</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>${
    controlSum === undefined ? "" : `<OrgnlCtrlSum>${plainAmount(controlSum, 2)}</OrgnlCtrlSum>`
  }${status === undefined ? "" : `<GrpSts>${status}</GrpSts>`}</OrgnlGrpInfAndSts>
<OrgnlPmtInfAndSts><OrgnlPmtInfId>${messageId}</OrgnlPmtInfId>${batch === undefined ? "" : `<PmtInfSts>${batch}</PmtInfSts>`}${transactions.join("\n")}</OrgnlPmtInfAndSts>
</CstmrPmtStsRpt></Document>`;
}

/** An entry of a notification: what was booked, in all or payment by payment. `returned` comes back as a credit. */
export interface Booking {
  readonly side: "DBIT" | "CRDT";
  readonly status?: string;
  readonly isReversal?: boolean;
  readonly amount: bigint;
  readonly details?: readonly (Omit<BankSays, "status"> & { readonly isReturn?: boolean })[];
  readonly batch?: string;
  /** How many payments the batch has; 3 where a test says nothing else. */
  readonly count?: number;
}

/** A debit and credit notification, as banks send it. */
export function camt054(bookings: readonly Booking[]) {
  const entries = bookings.map(({ side, status = "BOOK", isReversal, amount, details, batch, count = 3 }) => {
    const told = (details ?? []).map(
      (each) =>
        `<TxDtls><Refs><AcctSvcrRef>x</AcctSvcrRef><EndToEndId>${each.reference}</EndToEndId></Refs>${each.amount === undefined ? "" : cny(each.amount, each.currency)}<CdtDbtInd>${side}</CdtDbtInd>${
          each.isReturn === true ? reasonXml({ status: "", ...each, code: each.code ?? "AC04" }, "RtrInf") : ""
        }<RmtInf><Ustrd>${each.text ?? each.reference}</Ustrd></RmtInf></TxDtls>`,
    );
    const batchXml =
      batch === undefined ? "" : `<Btch><MsgId>${batch}</MsgId><PmtInfId>${batch}</PmtInfId><NbOfTxs>${count}</NbOfTxs></Btch>`;
    return `<Ntry><NtryRef>1</NtryRef>${cny(amount)}<CdtDbtInd>${side}</CdtDbtInd>${isReversal === true ? "<RvslInd>true</RvslInd>" : ""}<Sts><Cd>${status}</Cd></Sts><BookgDt><Dt>2026-11-07</Dt></BookgDt><ValDt><Dt>2026-11-08</Dt></ValDt><AcctSvcrRef>6222021234567890123</AcctSvcrRef>${
      told.length + batchXml.length === 0 ? "" : `<NtryDtls>${batchXml}${told.join("")}</NtryDtls>`
    }</Ntry>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<doc:Document xmlns:doc="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08" xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><doc:BkToCstmrDbtCdtNtfctn>
<GrpHdr><MsgId>n1</MsgId><CreDtTm>2026-11-07T09:00:00+08:00</CreDtTm></GrpHdr>
<Ntfctn><Id>1</Id><Acct><Id><Othr><Id>110060149012345678</Id></Othr></Id></Acct>${entries.join("\n")}</Ntfctn>
</doc:BkToCstmrDbtCdtNtfctn></doc:Document>`;
}
