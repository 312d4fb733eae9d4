import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { localVault } from "../../functions/_platform/vault/vault.ts";
import { PAYEE_FIELDS } from "../../shared/payees/model/payee.ts";
import { paidLine } from "../support/payout-lines.ts";

const PAYEES = 30_000;
const FEWER = 3_000;
const RUNS = 3;
const BATCH = 500;
const FORMATS = ["csv", "xlsx", "pain.001", "fixed-bank", "separated-bank"];
const ONE = fileURLToPath(new URL("./export-one.ts", import.meta.url));

/** What one file took, in a process of its own. */
interface Took {
  /** Of the processor: other work on the machine does not slow it. */
  readonly seconds: number;
  readonly peakMb: number;
  readonly bytes: number;
}

/** Measures what files of 30,000 payees take, each as a ratio to the CSV's, and how memory grows with their number; prints them. */
export async function benchExports(): Promise<void> {
  const source = await best("none", PAYEES);
  const csv = await best("csv", PAYEES);
  const ofCsv = csv.seconds - source.seconds;
  process.stdout.write(
    `exports of ${PAYEES.toLocaleString("en")} payees (making the lines takes ${source.seconds.toFixed(2)} s, and is left out):\n`,
  );
  for (const format of FORMATS) {
    const [many, few] = [format === "csv" ? csv : await best(format, PAYEES), await best(format, FEWER)];
    const seconds = many.seconds - source.seconds;
    process.stdout.write(
      `  ${format.padEnd(15)} ${seconds.toFixed(2)} s, ${(seconds / ofCsv).toFixed(1)} times the CSV, ${(many.bytes / 1e6).toFixed(1)} MB; ` +
        `peak memory ${many.peakMb.toFixed(0)} MB, with ${FEWER.toLocaleString("en")} payees ${few.peakMb.toFixed(0)} MB\n`,
    );
  }
  process.stdout.write(`  opening the details of ${PAYEES.toLocaleString("en")} payees: ${(await opening()).toFixed(2)} s\n`);
}

/** The quickest of some runs. */
async function best(format: string, payees: number): Promise<Took> {
  let best: Took | undefined;
  for (let run = 0; run < RUNS; run += 1) {
    const { stdout } = await promisify(execFile)(process.execPath, [ONE, format, String(payees)]);
    const took = JSON.parse(stdout) as Took;
    if (best === undefined || took.seconds < best.seconds) best = took;
  }
  if (best === undefined) throw new Error("nothing was measured");
  return best;
}

/** Seconds of the processor to open one batch as often as it takes. */
async function opening(): Promise<number> {
  const vault = localVault(Buffer.alloc(32, 7).toString("base64"));
  const texts = Array.from({ length: BATCH }, (_, index) => paidLine(index)).flatMap(({ advisorId, details }) =>
    PAYEE_FIELDS.map((field) => ({ place: { advisorId, version: 1, field }, text: details[field] })),
  );
  const sealed = (await vault.seal(texts)).map((each, index) => ({ place: texts[index]?.place ?? fail(), sealed: each }));
  const began = process.cpuUsage();
  for (let batch = 0; batch < PAYEES / BATCH; batch += 1) await vault.open(sealed);
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1e6;
}

function fail(): never {
  throw new Error("a text was not sealed");
}
