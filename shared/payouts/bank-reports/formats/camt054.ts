import { payoutIdOfMessage } from "../../model/reference.ts";
import type { AnswerEntry } from "../model/bank-report.ts";
import { amountOf, dayAt, type RawEntry, reasonOf } from "./message.ts";
import { elementAt, takeElements, textAt, type XmlElement } from "./parse-xml.ts";

const NAMES: ReadonlySet<string> = new Set(["Ntry", "TxDtls"]);

/**
 * Reads a debit and credit notification, camt.054, of any version: what was booked of our payments, and what came back.
 * An entry without details that names a batch of ours is told of the whole payout.
 */
export function readCamt054(text: string): RawEntry[] {
  const entries: RawEntry[] = [];
  /** Of the entry that is being read. */
  let details: RawEntry[] = [];
  takeElements(text, NAMES, (element, around) => {
    if (element.name === "TxDtls") {
      const booking = around.find(({ name }) => name === "Ntry");
      if (booking !== undefined) details.push(detailOf(element, booking));
      return;
    }
    entries.push(...finish(details, element));
    details = [];
  });
  return entries;
}

function detailOf(element: XmlElement, booking: XmlElement): RawEntry {
  const amount =
    elementAt(element, "Amt") ?? elementAt(element, "AmtDtls", "TxAmt", "Amt") ?? elementAt(element, "AmtDtls", "InstdAmt", "Amt");
  const reason = reasonOf(element, "RtrInf");
  const note = [reason.note, ...texts(elementAt(element, "RmtInf"), "Ustrd"), textAt(element, "AddtlTxInf")].filter(Boolean).join(" ");
  return {
    reference: textAt(element, "Refs", "EndToEndId") ?? textAt(element, "Refs", "InstrId"),
    isWhole: false,
    kind: kindOf(booking, { direction: textAt(element, "CdtDbtInd"), isReturn: elementAt(element, "RtrInf") !== undefined }),
    ...amountOf(amount),
    ...bookedOn(booking),
    ...reason,
    note,
  };
}

const texts = (element: XmlElement | undefined, name: string): string[] =>
  (element?.children ?? []).filter((child) => child.name === name).map(({ text }) => text);

/** Debits that are booked were paid; what comes back to us says that it is a return, or reverses the debit. */
function kindOf(
  booking: XmlElement,
  { direction, isReturn }: { readonly direction?: string | undefined; readonly isReturn: boolean },
): AnswerEntry["kind"] {
  const status = textAt(booking, "Sts", "Cd") ?? textAt(booking, "Sts");
  // Only announced, or pending: nothing has moved.
  if (status === "PDNG" || status === "INFO") return "accepted";
  if (status !== "BOOK") return "unknown";
  const isReversal = textAt(booking, "RvslInd") === "true" || textAt(booking, "RvslInd") === "1";
  const side = direction ?? textAt(booking, "CdtDbtInd");
  if (side === "DBIT") return isReturn || isReversal ? "unknown" : "paid";
  return side === "CRDT" && (isReturn || isReversal) ? "returned" : "unknown";
}

const bookedOn = (booking: XmlElement) => dayAt(elementAt(booking, "BookgDt") ?? elementAt(booking, "ValDt"));

/** An entry that is read: its details; where it has none, what it says itself. */
function finish(details: readonly RawEntry[], booking: XmlElement): RawEntry[] {
  const [only, ...more] = details;
  if (only !== undefined) {
    // What is booked for one payment alone is its amount.
    return more.length === 0 && only.amount === undefined ? [{ ...only, ...amountOf(elementAt(booking, "Amt")) }] : [...details];
  }
  const batch = elementAt(booking, "NtryDtls", "Btch");
  const named = [textAt(batch, "MsgId"), textAt(batch, "PmtInfId")].filter((each) => each !== undefined);
  const ours = named.find((each) => payoutIdOfMessage(each) !== undefined);
  return [
    {
      reference: ours ?? named[0] ?? textAt(booking, "NtryRef") ?? textAt(booking, "AcctSvcrRef"),
      isWhole: ours !== undefined,
      kind: kindOf(booking, { isReturn: false }),
      ...amountOf(elementAt(booking, "Amt")),
      ...bookedOn(booking),
      note: textAt(booking, "AddtlNtryInf"),
    },
  ];
}
