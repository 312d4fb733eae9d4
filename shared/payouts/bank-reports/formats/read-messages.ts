import type { BankReportEntry, BankReportFormat } from "../model/bank-report.ts";
import { CamtReader } from "./camt.ts";
import { toldText } from "./masked-text.ts";
import { type BankReportError, type EntryList, type MessageReader, reportError } from "./message.ts";
import { Pain002Reader } from "./pain002.ts";
import { XmlDocuments, type XmlError, type XmlVisitor } from "./parse-xml.ts";

type XmlFormat = Exclude<BankReportFormat, "csv" | "several">;

/** Messages by the element that holds them; the first versions are called by their number. */
const MESSAGES: readonly (readonly [RegExp, XmlFormat])[] = [
  [/^(?:CstmrPmtStsRpt|pain\.002\.001\.\d\d)$/, "pain.002"],
  [/^(?:BkToCstmrAcctRpt(?:V\d\d)?|camt\.052\.001\.\d\d)$/, "camt.052"],
  [/^(?:BkToCstmrStmt(?:V\d\d)?|camt\.053\.001\.\d\d)$/, "camt.053"],
  [/^(?:BkToCstmrDbtCdtNtfctn(?:V\d\d)?|camt\.054\.001\.\d\d)$/, "camt.054"],
];
const NONE: ReadonlySet<string> = new Set();
/** Messages that we don't read are told, and not one by one without end. */
const MAX_FOREIGN = 20;

/** What a file of XML holds: the formats of its messages, and the names of those that aren't read here. */
export interface MessagesRead {
  readonly formats: readonly XmlFormat[];
  readonly foreign: readonly string[];
}

/**
 * Reads all messages of a file: one document, several one after the other, or within an envelope.
 * @param currency the agency's, of control sums.
 * @throws BankReportError, XmlError
 */
export function readMessages(pieces: Iterable<string>, currency: string, list: EntryList): MessagesRead {
  const visitor = new MessagesVisitor(currency, list);
  const documents = new XmlDocuments(visitor);
  for (const piece of pieces) documents.write(piece);
  documents.end();
  return visitor;
}

class MessagesVisitor implements XmlVisitor, MessagesRead {
  readonly formats: XmlFormat[] = [];
  readonly foreign: string[] = [];
  readonly #currency: string;
  readonly #list: EntryList;
  #reader: { readonly name: string; readonly reader: MessageReader } | undefined;
  #isInDocument = false;

  constructor(currency: string, list: EntryList) {
    this.#currency = currency;
    this.#list = list;
  }

  opened(name: string): ReadonlySet<string> {
    if (this.#reader !== undefined) return this.#reader.reader.names;
    const format = MESSAGES.find(([pattern]) => pattern.test(name))?.[1];
    if (format !== undefined) {
      this.formats.push(format);
      const reader = format === "pain.002" ? new Pain002Reader(this.#currency, this.#list) : new CamtReader(this.#list);
      this.#reader = { name, reader };
    } else if (this.#isInDocument && this.foreign.length < MAX_FOREIGN) this.foreign.push(toldText(name, 40));
    this.#isInDocument = name === "Document";
    return NONE;
  }

  taken(...[element, around]: Parameters<MessageReader["take"]>): void {
    this.#reader?.reader.take(element, around);
  }

  closed(name: string): void {
    if (this.#reader?.name !== name) return;
    this.#reader.reader.finish();
    this.#reader = undefined;
  }
}

/** Stands for the status of what isn't read here. */
export const UNREAD = "UNREAD";

/** What is listed of a file or message that isn't read here, so that a person knows of it. */
export const foreignEntry = (what: string): Omit<BankReportEntry, "number"> => ({
  reference: what,
  isWhole: false,
  kind: "unknown",
  code: UNREAD,
});

/** Why a file can't be read, as it is told. */
export const xmlRefusal = ({ code, message }: XmlError): BankReportError =>
  reportError(code, code === "xml-malformed" ? { detail: toldText(message, 200) } : {});
