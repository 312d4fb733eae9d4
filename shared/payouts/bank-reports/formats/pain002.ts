import type { AnswerEntry } from "../model/bank-report.ts";
import { amountOf, dayAt, exactly, type RawEntry, reasonOf } from "./message.ts";
import { elementAt, takeElements, textAt, type XmlElement } from "./parse-xml.ts";
import { kindOfStatus } from "./status-codes.ts";

/** The status of many payments at once: of the message, or of a batch in it. */
interface WholeStatus {
  readonly reference: string | undefined;
  readonly status: string | undefined;
  readonly controlSum: string | undefined;
  readonly reason: Pick<RawEntry, "code" | "note">;
}

const NAMES: ReadonlySet<string> = new Set(["GrpHdr", "OrgnlGrpInfAndSts", "OrgnlPmtInfAndSts", "TxInfAndSts"]);

/**
 * Reads a payment status report, pain.002, of any version: what it says of single payments, and of all of a message where
 * it says nothing else of any of them.
 * @param currency of control sums, which carry none.
 */
export function readPain002(text: string, currency: string): RawEntry[] {
  const transactions: RawEntry[] = [];
  const batches: WholeStatus[] = [];
  let group: WholeStatus | undefined;
  let created: XmlElement | undefined;
  takeElements(text, NAMES, (element) => {
    if (element.name === "GrpHdr") created = elementAt(element, "CreDtTm");
    else if (element.name === "TxInfAndSts") transactions.push(transactionOf(element));
    else if (element.name === "OrgnlGrpInfAndSts") group = wholeOf(element, "OrgnlMsgId", "GrpSts");
    else batches.push(wholeOf(element, "OrgnlPmtInfId", "PmtInfSts"));
  });
  const whole = wholes(group, batches, transactions).map((each): RawEntry => {
    const amount = each.controlSum === undefined ? {} : { amount: exactly(each.controlSum, currency, "OrgnlCtrlSum"), currency };
    return {
      reference: each.reference,
      isWhole: true,
      kind: each.kind,
      ...amount,
      ...withStatus(each.kind, each.status ?? "", each.reason),
    };
  });
  const on = dayAt(created);
  return [...whole, ...transactions].map((entry) => ({ ...on, ...entry }));
}

function transactionOf(element: XmlElement): RawEntry {
  const status = textAt(element, "TxSts") ?? "";
  const kind = kindOfStatus(status);
  const day = elementAt(element, "FctvIntrBkSttlmDt") ?? elementAt(element, "AccptncDtTm");
  return {
    reference: textAt(element, "OrgnlEndToEndId") ?? textAt(element, "OrgnlInstrId"),
    isWhole: false,
    kind,
    ...amountOf(elementAt(element, "OrgnlTxRef", "Amt", "InstdAmt")),
    ...dayAt(day),
    ...withStatus(kind, status, reasonOf(element, "StsRsnInf")),
  };
}

/** A status that we don't know is told as the code. */
function withStatus(kind: AnswerEntry["kind"], status: string, reason: Pick<RawEntry, "code" | "note">): Pick<RawEntry, "code" | "note"> {
  return kind === "unknown" ? { ...reason, code: [status, reason.code].filter(Boolean).join(" ") } : reason;
}

function wholeOf(element: XmlElement, id: string, status: string): WholeStatus {
  return {
    reference: textAt(element, id),
    status: textAt(element, status),
    controlSum: textAt(element, "OrgnlCtrlSum"),
    reason: reasonOf(element, "StsRsnInf"),
  };
}

/**
 * What is said of all payments of a message. A status that parts of the message gainsay is none that we know: banks say
 * PART then, and where one doesn't a person has to look.
 */
function wholes(
  group: WholeStatus | undefined,
  batches: readonly WholeStatus[],
  transactions: readonly RawEntry[],
): (WholeStatus & { readonly kind: AnswerEntry["kind"] })[] {
  const parts = [
    ...batches.flatMap(({ status }) => (status === undefined ? [] : [kindOfStatus(status)])),
    ...transactions.map(({ kind }) => kind),
  ];
  const said = group?.status !== undefined ? [group] : batches.filter(({ status }) => status !== undefined);
  return said.flatMap((each) => {
    const kind = kindOfStatus(each.status ?? "");
    const isFinal = kind === "paid" || kind === "rejected";
    const gainsaid = (each === group ? parts : transactions.map((entry) => entry.kind)).some((part) => part !== kind);
    // That some went another way than others, or that all wait, the payments tell themselves.
    if (!isFinal && transactions.length > 0) return [];
    return [{ ...each, kind: isFinal && gainsaid ? ("unknown" as const) : kind }];
  });
}
