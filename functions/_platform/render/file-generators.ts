import type { CountAndAmount } from "../../../shared/base/money/money.ts";
import { pain001 } from "../../../shared/payouts/bank-files/pain001.ts";
import { textFile } from "../../../shared/payouts/bank-files/text-file.ts";
import type { FileMakers, FilePieces } from "../../../shared/payouts/files/store.ts";
import { encoderOf } from "./encodings.ts";
import { journalCsv } from "./journal-csv.ts";
import { payablesCsv } from "./payables-csv.ts";
import { payoutCsv } from "./payout-csv.ts";
import { payoutXlsx } from "./payout-xlsx.ts";

/** Makes files. Only who makes them carries this: encodings and formats are large, and other functions start faster without. */
export const FILE_MAKERS: FileMakers = {
  csv: (payout, lines, currency) => inUtf8(payoutCsv(payout, lines, currency)),
  xlsx: payoutXlsx,
  pain001: (payout, lines, how) => inUtf8(pain001(payout, lines, how)),
  text: (template, payout, lines, currency) => textFile(template, payout, lines, { currency, encode: encoderOf(template.encoding) }),
  journal: (month, documents, currency) => inUtf8(journalCsv(month, documents, currency)),
  payables: (day, lines, expected, currency) => inUtf8(payablesCsv(day, lines, expected, currency)),
};

/** A generator of texts as one of bytes, UTF-8. */
export async function* inUtf8(texts: AsyncGenerator<string, CountAndAmount>): FilePieces {
  for (;;) {
    const next = await texts.next();
    if (next.done) return next.value;
    yield Buffer.from(next.value);
  }
}
