import { FILE_MAKERS } from "../../functions/_platform/render/file-generators.ts";
import type { FilePieces } from "../../shared/payouts/files/store.ts";
import { exportedPayout, FINANCE, lineBatches, paidBatches } from "../support/payout-lines.ts";

/** Makes one file, FORMAT of COUNT payees, and prints what it took; "none" reads the lines and makes nothing of them. */

const [format = "", count = ""] = process.argv.slice(2);
const payees = Number(count);
const payout = exportedPayout(payees, 100);
const template = FINANCE.templates.find(({ id }) => id === format);

async function* nothing(): FilePieces {
  let read = 0;
  for await (const batch of paidBatches(payees)) read += batch.length;
  yield Buffer.alloc(0);
  return { count: read, amount: 0n };
}

function make(): FilePieces {
  if (template !== undefined) return FILE_MAKERS.text(template, payout, paidBatches(payees), "CNY");
  switch (format) {
    case "none":
      return nothing();
    case "pain.001":
      return FILE_MAKERS.pain001(payout, paidBatches(payees), { debtor: FINANCE.debtor, currency: "CNY" });
    case "xlsx":
      return FILE_MAKERS.xlsx(payout, lineBatches(payees, 100), "CNY");
    default:
      return FILE_MAKERS.csv(payout, lineBatches(payees, 100), "CNY");
  }
}

const began = process.cpuUsage();
let bytes = 0;
for await (const piece of make()) bytes += piece.length;
const { user, system } = process.cpuUsage(began);
process.stdout.write(JSON.stringify({ seconds: (user + system) / 1e6, peakMb: process.resourceUsage().maxRSS / 1024, bytes }));
