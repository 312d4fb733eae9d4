import { sha256Hex } from "../../../base/json/hash.ts";
import type { Booking } from "../../model/booking.ts";
import { messageIdsIn } from "../../model/reference.ts";
import type { BankReportEntry } from "../model/bank-report.ts";
import { amountOf, dayAt, type EntryList, findReference, isProvided, type MessageReader, type RawEntry, reasonOf } from "./message.ts";
import { elementAt, textAt, textsBelow, type XmlElement } from "./parse-xml.ts";
import { bookingStatus } from "./status-codes.ts";

/**
 * Reads a notification (camt.054), a statement (camt.053) or a report of an account (camt.052) of any version: what was
 * booked of our payments, and what came back. A booking that names a batch of ours and no payment is told of the payout,
 * or where it is booked in several parts, of a part of it.
 */
export class CamtReader implements MessageReader {
  readonly names: ReadonlySet<string> = new Set(["Ntry", "TxDtls"]);
  readonly #list: EntryList;
  /** Of the booking that is being read. */
  #details: DetailEntry[] = [];
  /** The account's report, statement or notification that is being read, its number in the file, and its entries so far. */
  #document: XmlElement | undefined;
  #documentNumber = 0;
  #bookings = 0;

  constructor(list: EntryList) {
    this.#list = list;
  }

  take(element: XmlElement, around: readonly XmlElement[]): void {
    if (element.name === "TxDtls") {
      const booking = around.find(({ name }) => name === "Ntry");
      this.#list.checkCount(this.#details.length);
      if (booking !== undefined) this.#details.push(detailOf(element, booking));
      return;
    }
    const document = around.find(({ name }) => DOCUMENTS.has(name));
    if (this.#documentNumber === 0 || document !== this.#document) {
      this.#document = document;
      this.#documentNumber = this.#list.nextDocument();
      this.#bookings = 0;
    }
    this.#bookings += 1;
    const told = bookingOf(element);
    for (const [index, { detailReference, ...entry }] of entriesOf(this.#details, element).entries()) {
      const place = `${this.#documentNumber}/${this.#bookings}/${index + 1}`;
      const booking = { place, ...told, ...(detailReference !== undefined && { detail: detailReference }) };
      this.#list.add({ ...entry, ...((entry.kind === "paid" || entry.kind === "returned") && { booking }) });
    }
    this.#details = [];
  }

  finish(): void {}
}

/** What tells each booking of an account once. */
const DOCUMENTS: ReadonlySet<string> = new Set(["Rpt", "Stmt", "Ntfctn"]);

/** An entry with what the bank calls the single payment, hashed. */
interface DetailEntry extends RawEntry {
  readonly detailReference?: string | undefined;
}

/** Fields in which banks return our references, in the order in which they are looked at. */
const REFERENCES = ["EndToEndId", "InstrId", "TxId", "PmtInfId", "MsgId", "ClrSysRef", "AcctOwnrTxId"];

function detailOf(element: XmlElement, booking: XmlElement): DetailEntry {
  const refs = elementAt(element, "Refs");
  const fields = [...REFERENCES.map((name) => textAt(refs, name)), textAt(refs, "Prtry", "Ref")];
  const kind = kindOf(booking, element);
  const reason = reasonOf(element, "RtrInf", kind);
  const remittance = elementAt(element, "RmtInf");
  const texts = [...textsBelow(remittance), ...textsBelow(elementAt(element, "RltdRmtInf")), textAt(element, "AddtlTxInf")];
  return {
    reference: fields.find(isProvided) ?? textAt(refs, "AcctSvcrRef") ?? fields.find((each) => each !== undefined),
    isWhole: false,
    ...findReference(textsBelow(refs), [...texts, reason.note]),
    kind,
    ...amountsOf(element, kind, amountOf(elementAt(booking, "Amt")).currency),
    ...bookedOn(booking),
    ...reason,
    note: [reason.note, ...texts].filter(Boolean).join(" "),
    detailReference: hashOf(textAt(refs, "AcctSvcrRef")),
  };
}

/**
 * An amount, and what was taken off it where it came back for less: as it is told, or by what was instructed.
 * @param booked in which currency it was booked: a detail may name its charges, and leave the amount to its booking.
 */
function amountsOf(
  element: XmlElement,
  kind: BankReportEntry["kind"],
  booked?: string,
): ReturnType<typeof amountOf> & Pick<BankReportEntry, "charges"> {
  const instructed = elementAt(element, "AmtDtls", "InstdAmt", "Amt");
  const read = amountOf(elementAt(element, "Amt") ?? elementAt(element, "AmtDtls", "TxAmt", "Amt") ?? instructed);
  if (kind !== "returned") return read;
  const original = amountOf(instructed);
  const told = chargesOf(element, read.currency ?? booked);
  const isComparable = original.currency === read.currency && original.amount !== undefined && read.amount !== undefined;
  const difference = isComparable ? (original.amount ?? 0n) - (read.amount ?? 0n) : 0n;
  const charges = told > 0n ? told : difference;
  return { ...read, ...(charges > 0n && { charges }) };
}

function chargesOf(element: XmlElement, currency: string | undefined): bigint {
  const charges = elementAt(element, "Chrgs");
  const total = elementAt(charges, "TtlChrgsAndTaxAmt");
  const each = [charges, ...(charges?.children.filter(({ name }) => name === "Rcrd") ?? [])].map((record) => elementAt(record, "Amt"));
  const amounts = (total === undefined ? each : [total]).map((amount) => amountOf(amount));
  return amounts.reduce((sum, read) => sum + (read.currency === currency ? (read.amount ?? 0n) : 0n), 0n);
}

/** Debits that are booked were paid; what comes back to us says that it is a return, or reverses the debit. */
function kindOf(booking: XmlElement, detail?: XmlElement): BankReportEntry["kind"] {
  const sts = elementAt(booking, "Sts");
  const status = bookingStatus(textAt(sts, "Cd") ?? textAt(sts, "Prtry") ?? sts?.text ?? "");
  if (status !== "booked") return status ?? "unknown";
  const reversal = textAt(booking, "RvslInd");
  const isBack =
    reversal === "true" || reversal === "1" || elementAt(detail, "RtrInf") !== undefined || [detail, booking].some(isReturnTransaction);
  const side = textAt(detail, "CdtDbtInd") ?? textAt(booking, "CdtDbtInd");
  if (side === "DBIT") return isBack ? "unknown" : "paid";
  return side === "CRDT" && isBack ? "returned" : "unknown";
}

/** ISO 20022 bank transaction codes of payments that came back: RRTN, a reversal due to a payment's return; RPCR, to its cancellation. */
const isReturnTransaction = (element: XmlElement | undefined): boolean => {
  const code = textAt(element, "BkTxCd", "Domn", "Fmly", "SubFmlyCd");
  return code === "RRTN" || code === "RPCR";
};

const bookedOn = (booking: XmlElement) => dayAt(elementAt(booking, "BookgDt") ?? elementAt(booking, "ValDt"));

/** Entries of a booking that is read: its details; where it has none, or they name no payment of ours, what it says itself. */
function entriesOf(details: readonly DetailEntry[], booking: XmlElement): DetailEntry[] {
  const [only, ...more] = details;
  if (only === undefined) return [wholeBooking(booking)];
  const kind = kindOf(booking);
  // What is booked for one payment alone is the entry's own.
  const told = more.length === 0 ? [completed(only, booking)] : details;
  const batch = batchOf(booking) ?? told.find(({ isWhole }) => isWhole)?.reference;
  if (batch === undefined) return [...told];
  const isOurs = ({ isWhole, reference = "" }: RawEntry) => !isWhole && findReference([reference], []) !== undefined;
  const amount = amountOf(elementAt(booking, "Amt"));
  if (told.some(isOurs)) return [...told, ...restOf(told, booking, batch, kind, amount)];
  const haveAmounts = told.every((each) => each.amount !== undefined);
  const parts = haveAmounts ? told : [{ ...only, ...amount, kind }];
  return parts.map((part) => ({
    ...part,
    reference: part.isWhole ? part.reference : batch,
    isWhole: true,
    ...countOf(parts, booking),
  }));
}

/** The only detail of a booking, with what only the booking says. */
function completed(only: DetailEntry, booking: XmlElement): DetailEntry {
  const own = only.amount === undefined && only.wrongAmount === undefined ? amountsOf(booking, only.kind) : netOf(only, booking);
  const isFound = findReference([only.reference], []) !== undefined;
  const found = isFound
    ? undefined
    : findReference(
        ["NtryRef", "AcctSvcrRef"].map((name) => textAt(booking, name)),
        [textAt(booking, "AddtlNtryInf")],
      );
  const known = only.charges ?? own.charges;
  const charges = known === undefined && only.kind === "returned" ? chargesOf(booking, only.currency) : 0n;
  return { ...only, ...own, ...found, ...(charges > 0n && { charges }) };
}

/** What came back as it was booked: a detail may name the amount before charges, and the booking what is left of it. */
function netOf({ kind, amount, currency }: RawEntry, booking: XmlElement): Pick<RawEntry, "amount" | "charges"> {
  const booked = amountOf(elementAt(booking, "Amt"));
  const isLess = kind === "returned" && amount !== undefined && booked.currency === currency && (booked.amount ?? amount) < amount;
  return isLess && booked.amount !== undefined ? { amount: booked.amount, charges: amount - booked.amount } : {};
}

/** The batch of ours that a booking names for all of its details. */
function batchOf(booking: XmlElement): string | undefined {
  const batches = booking.children.filter(({ name }) => name === "NtryDtls").map((details) => elementAt(details, "Btch"));
  const named = batches.flatMap((batch) => [textAt(batch, "MsgId"), textAt(batch, "PmtInfId")]);
  const [reference, other] = new Set(named.flatMap((each) => (each === undefined ? [] : messageIdsIn(each))));
  return other === undefined ? reference : undefined;
}

/** What a booking of a batch has beyond the payments that it names: it is booked too. */
function restOf(
  told: readonly RawEntry[],
  booking: XmlElement,
  batch: string,
  kind: BankReportEntry["kind"],
  { amount, currency }: ReturnType<typeof amountOf>,
): RawEntry[] {
  if (amount === undefined || currency === undefined || told.some((each) => each.currency !== currency || each.amount === undefined))
    return [];
  const rest = told.reduce((left, each) => left - (each.amount ?? 0n), amount);
  return rest > 0n ? [{ reference: batch, isWhole: true, kind, amount: rest, currency, ...bookedOn(booking) }] : [];
}

/** How many payments a batch is said to have, where one entry tells all of it. */
function countOf(parts: readonly RawEntry[], booking: XmlElement): Pick<BankReportEntry, "count"> {
  const batch = elementAt(booking, "NtryDtls", "Btch");
  const count = textAt(batch, "NbOfTxs");
  if (parts.length > 1 || count === undefined || batchOf(booking) === undefined) return {};
  return { count: /^\d{1,15}$/.test(count) ? Number(count) : -1 };
}

/** What tells a booking from others: reports of a day and the statement after it tell the same one. */
function bookingOf(booking: XmlElement): Omit<Booking, "place" | "detail"> {
  const reference = hashOf(textAt(booking, "AcctSvcrRef"));
  const own = textAt(booking, "NtryRef");
  const entryReference = own === undefined || own.length <= MAX_COUNTER_LENGTH ? undefined : hashOf(own);
  const { on: day } = dayAt(elementAt(booking, "BookgDt"));
  return {
    ...(reference !== undefined && { reference }),
    ...(entryReference !== undefined && { entryReference }),
    ...(day !== undefined && { day }),
  };
}

/** A shorter NtryRef may number the entries of one document. */
const MAX_COUNTER_LENGTH = 8;

/** A reference of the bank's, hashed. Where it repeats ours it names no booking: two of one payment would have the same. */
function hashOf(reference: string | undefined): string | undefined {
  if (!isProvided(reference) || findReference([reference], []) !== undefined) return undefined;
  return sha256Hex(reference).slice(0, 16);
}

/** A booking without details: of a batch of ours, of a payment of ours that its text names, or of something else. */
function wholeBooking(booking: XmlElement): RawEntry {
  const fields = ["NtryRef", "AcctSvcrRef"].map((name) => textAt(booking, name));
  const batch = elementAt(booking, "NtryDtls", "Btch");
  const named = [textAt(batch, "MsgId"), textAt(batch, "PmtInfId")];
  const note = textAt(booking, "AddtlNtryInf");
  const kind = kindOf(booking);
  const raw: RawEntry = {
    reference: named.find(isProvided) ?? fields.find(isProvided),
    isWhole: false,
    ...findReference([...named, fields[0]], [note]),
    kind,
    ...amountsOf(booking, kind),
    ...bookedOn(booking),
    note,
  };
  return raw.isWhole ? { ...raw, ...countOf([raw], booking) } : raw;
}
