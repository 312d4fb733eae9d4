import { messageIdsIn } from "../../model/reference.ts";
import type { BankReportEntry } from "../model/bank-report.ts";
import {
  amountOf,
  dayAt,
  type EntryList,
  findReference,
  isProvided,
  type MessageReader,
  type RawEntry,
  type Reason,
  readAmountIn,
  reasonOf,
} from "./message.ts";
import { elementAt, textAt, textsBelow, type XmlElement } from "./parse-xml.ts";
import { kindOfStatus } from "./status-codes.ts";
import { compareLevels, type PaymentStatus, type WholeStatus } from "./status-levels.ts";

/**
 * Reads a payment status report, pain.002, of any version: what it says of single payments, of batches and of the whole
 * message. Every level counts: a batch that is rejected within a message that is accepted is rejected, and what the
 * levels say of the same payments differently is marked, for a person to look at.
 */
export class Pain002Reader implements MessageReader {
  readonly names: ReadonlySet<string> = new Set(["GrpHdr", "OrgnlGrpInfAndSts", "OrgnlPmtInfAndSts", "TxInfAndSts"]);
  readonly #currency: string;
  readonly #list: EntryList;
  readonly #payments: PaymentStatus[] = [];
  readonly #batches: WholeStatus[] = [];
  #group: WholeStatus | undefined;
  #created: { readonly on?: string } = {};

  /** @param currency of control sums, which carry none. */
  constructor(currency: string, list: EntryList) {
    this.#currency = currency;
    this.#list = list;
  }

  take(element: XmlElement, around: readonly XmlElement[]): void {
    if (element.name === "GrpHdr") this.#created = dayAt(elementAt(element, "CreDtTm"));
    else if (element.name === "OrgnlGrpInfAndSts") this.#group = this.#wholeOf(element, "file");
    else if (element.name === "OrgnlPmtInfAndSts") this.#batches.push(this.#wholeOf(element, "batch"));
    else {
      this.#list.checkCount(this.#payments.length);
      const isInBatch = around.some(({ name }) => name === "OrgnlPmtInfAndSts");
      this.#payments.push({ entry: paymentOf(element), ...(isInBatch && { batch: this.#batches.length }) });
    }
  }

  finish(): void {
    for (const entry of compareLevels(this.#group, this.#batches, this.#payments)) this.#list.add({ ...this.#created, ...entry });
  }

  #wholeOf(element: XmlElement, level: "file" | "batch"): WholeStatus {
    const [message] = messageIdsIn(this.#group?.reference ?? "");
    const named = textAt(element, level === "file" ? "OrgnlMsgId" : "OrgnlPmtInfId");
    // A batch without an id of its own is the message's only one.
    const reference = isProvided(named) ? (messageIdsIn(named)[0] ?? named) : (message ?? named);
    const status = textAt(element, level === "file" ? "GrpSts" : "PmtInfSts");
    const sum = elementAt(element, "OrgnlCtrlSum");
    const count = textAt(element, "OrgnlNbOfTxs");
    return {
      level,
      reference,
      status,
      reason: reasonOf(element, "StsRsnInf", kindOfStatus(status ?? "")),
      totals: {
        ...(sum !== undefined && readAmountIn(sum.text, this.#currency)),
        ...(count !== undefined && { count: readCount(count) }),
      },
      told: toldCounts(element),
    };
  }
}

const readCount = (text: string): number => (/^\d{1,15}$/.test(text) ? Number(text) : -1);

/** How many payments are said to have each status. */
function toldCounts(element: XmlElement): Map<BankReportEntry["kind"], number> {
  const told = new Map<BankReportEntry["kind"], number>();
  for (const each of element.children.filter(({ name }) => name === "NbOfTxsPerSts")) {
    const kind = kindOfStatus(textAt(each, "DtldSts") ?? "");
    told.set(kind, (told.get(kind) ?? 0) + Math.max(0, readCount(textAt(each, "DtldNbOfTxs") ?? "")));
  }
  return told;
}

function paymentOf(element: XmlElement): RawEntry {
  const status = textAt(element, "TxSts") ?? "";
  const kind = kindOfStatus(status);
  const original = elementAt(element, "OrgnlTxRef");
  const ids = ["OrgnlEndToEndId", "OrgnlInstrId", "OrgnlTxId"].map((name) => textAt(element, name));
  const reason = reasonOf(element, "StsRsnInf", kind);
  // A payout's message id isn't looked for here: what is said of one payment is never said of all.
  const found = findReference(
    element.children.map(({ text }) => text),
    [...textsBelow(elementAt(original, "RmtInf")), reason.note],
  );
  return {
    reference: ids.find(isProvided) ?? ids.find((id) => id !== undefined),
    ...(found?.isWhole === false && found),
    isWhole: false,
    kind,
    ...amountOf(elementAt(original, "Amt", "InstdAmt")),
    ...dayAt(elementAt(element, "FctvIntrBkSttlmDt") ?? elementAt(element, "AccptncDtTm")),
    ...withStatus(kind, status, reason),
  };
}

/** A status that we don't know is told as the code. */
function withStatus(kind: BankReportEntry["kind"], status: string, reason: Reason): Reason {
  return kind === "unknown" ? { ...reason, code: [status, reason.code].filter(Boolean).join(" ") } : reason;
}
