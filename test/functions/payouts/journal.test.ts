import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, expect, test } from "vitest";
import { FILE_MAKERS } from "../../../functions/_platform/render/file-generators.ts";
import type { Wiring } from "../../../functions/_platform/wiring.ts";
import { monthOfDay } from "../../../shared/base/calendar/month.ts";
import { balancesOf, turnoverOf } from "../../../shared/payouts/accounting/balances.ts";
import { formatsOf, readFileOf } from "../../../shared/payouts/files/model/file-kind.ts";
import { makeFile } from "../../../shared/payouts/files/steps/generate-file.ts";
import { readJournal } from "../../../shared/payouts/files/steps/read-journal.ts";
import { readWhole } from "../../../shared/payouts/files/steps/read-payables.ts";
import { type FileDeps, requestFile } from "../../../shared/payouts/files/steps/request-file.ts";
import type { OutcomeKind } from "../../../shared/payouts/model/payment.ts";
import { addPayables, NO_PAYABLES } from "../../../shared/payouts/reconciliation/model/advisor-payables.ts";
import { payablesOfAdvisor } from "../../../shared/payouts/reconciliation/steps/advisor-payables.ts";
import { totalPayables } from "../../../shared/payouts/reconciliation/steps/total-payables.ts";
import { approvePayout } from "../../../shared/payouts/steps/approve-payout.ts";
import { confirmPayout } from "../../../shared/payouts/steps/confirm-payout.ts";
import { exportPayout } from "../../../shared/payouts/steps/export-payout.ts";
import { payoutLines, readPayout } from "../../../shared/payouts/steps/read-payout.ts";
import { recordOutcomes } from "../../../shared/payouts/steps/record-outcomes.ts";
import { type Ledgers, startLedgers, wiringWith } from "../../support/ledger.ts";
import { FINANCE as SETTINGS } from "../../support/payout-lines.ts";
import { all, draftNow, FINANCE, seen } from "../../support/payouts.ts";
import { playSample, type SampleBooks, sealedPayee } from "../../support/sample-books.ts";

let ledgers: Ledgers;
let books: SampleBooks;
let p: Omit<Wiring, "files"> & FileDeps;
const made = new Map<string, Buffer>();
const fay = FINANCE("fay");
const gus = FINANCE("gus");

/** Six months are closed, each is paid, and of each some payments come back: before it is confirmed, and after. */
beforeAll(async () => {
  ledgers = await startLedgers("simulated");
  const ledger = await ledgers.open();
  books = await playSample(ledger, { advisors: 40, months: 7, orders: 300 }, async (month, { p: ofBooks, setClock }) => {
    const p = wiringWith(ofBooks, { finance: { ...SETTINGS, calendar: { ...SETTINGS.calendar, weekend: [] } } });
    const next = month === "2026-12" ? "2027-01" : `2026-${String(Number(month.slice(5)) + 1).padStart(2, "0")}`;
    const ids = await p.accounts.advisorIds();
    if (month === "2026-05") await p.payouts.putPayees(await Promise.all(ids.map((id, index) => sealedPayee(id, detailsOf(index), p))));
    await draftNow({ month }, fay, p);
    const draft = await readPayout(`${month}-1`, p);
    setClock(`${next}-10T02:00:00Z`);
    const approved = await approvePayout(seen(draft.payout), gus, p);
    const exported = await exportPayout({ ...seen(approved), executeOn: `${next}-12` }, fay, p);
    // The last one is left in flight.
    if (month === "2026-10") return;
    setClock(`${next}-13T02:00:00Z`);
    const paid = (await all(payoutLines(exported.payoutId, p))).flatMap((line) => (line.kind === "payment" ? [line.advisorId] : []));
    await say(exported.payoutId, "paid", paid.slice(0, 6), p);
    await say(exported.payoutId, "rejected", paid.slice(6, 8), p);
    await say(exported.payoutId, "returned", paid.slice(5, 6), p);
    await say(exported.payoutId, "returned", paid.slice(8, 9), p);
    if (month === "2026-09") return;
    await confirmPayout({ ...seen(exported), comment: "the bank's statement" }, fay, p);
    setClock(`${next}-29T02:00:00Z`);
    await say(exported.payoutId, "returned", paid.slice(10, 12), p, "7");
  });
  p = { ...books.p, finance: SETTINGS, fileMakers: FILE_MAKERS, files: { put: keep } };
}, 120_000);
afterAll(() => ledgers.stop());

const detailsOf = (index: number) => ({
  holder: `户名${index}`,
  account: `62000000000${String(100_000 + index)}`,
  bankCode: "102301099996",
  bankName: "中国工商银行",
});

async function say(payoutId: string, kind: OutcomeKind, advisorIds: readonly string[], on: Wiring, charges?: string): Promise<void> {
  const at = new Date(on.surroundings.now()).toISOString();
  const results = await recordOutcomes(
    payoutId,
    advisorIds.map((advisorId) => ({ advisorId, outcome: { kind, at, by: "fay", ...(charges !== undefined && { charges }) } })),
    on,
  );
  expect([...results.values()]).toEqual(advisorIds.map(() => "recorded"));
}

async function keep(key: string, chunks: AsyncIterable<Uint8Array>): Promise<{ bytes: number; sha256: string }> {
  const bytes = Buffer.concat(await all(chunks));
  made.set(key, bytes);
  return { bytes: bytes.length, sha256: "" };
}

/** "-1234.50" as minor units; nothing is 0. */
const minor = (text = ""): bigint => (text === "" ? 0n : BigInt(text.replace(".", "")));

async function make(of: string, format: string) {
  await requestFile({ of, format }, fay, p);
  const file = await makeFile(of, format, p);
  if (file?.made === undefined) throw new Error(`${of} ${format} was not made: ${JSON.stringify(file?.issues)}`);
  return { ...file.made, content: made.get(file.made.key) ?? Buffer.of() };
}
const rowsOf = (content: Buffer) => parse(content, { bom: true, columns: true }) as Record<string, string>[];

test("journal: each document of the journal balances, and so does each month, over six months with returns", async () => {
  const documents = await readJournal(p);
  for (const document of documents) {
    const { debits, credits } = turnoverOf([document]);
    expect(debits, document.documentId).toBe(credits);
  }
  expect(new Set(documents.map(({ documentId }) => documentId)).size).toBe(documents.length);
  expect(new Set(documents.map(({ kind }) => kind))).toEqual(new Set(["close", "export", "paid", "confirm", "rejected", "returned"]));
  expect(documents.filter(({ kind }) => kind === "close")).toHaveLength(6);
  expect(documents.map(({ day }) => day)).toEqual(documents.map(({ day }) => day).sort());
});

test("journal: what the accounts come to is what the advisors' positions come to, to the fen", async () => {
  const balances = balancesOf(await readJournal(p));
  const ids = await p.accounts.advisorIds();
  const payables = await Promise.all(ids.map((id) => payablesOfAdvisor(id, p)));
  const total = payables.reduce(addPayables, NO_PAYABLES);
  expect(total.returned).toBeGreaterThan(0n);
  expect(total.rejected).toBeGreaterThan(0n);
  expect(total.inTransit).toBeGreaterThan(0n);
  expect(total.paid).toBeGreaterThan(0n);
  expect((await readWhole(p)).expected).toEqual(total);
  expect(-balances.payable).toBe(total.outstanding + total.approved + total.carriedForward);
  expect(-balances.inTransit).toBe(total.inTransit);
  expect(total.charges).toBeGreaterThan(0n);
  expect(balances.charges).toBe(total.charges);
  expect(-balances.bank).toBe(total.paid + total.charges);
  expect((await totalPayables(p)).checks.filter(({ left, right }) => left !== right)).toEqual([]);
  const closes = await p.accounts.closes();
  expect(balances.earnings).toBe(closes.reduce((sum, { summary }) => sum + summary.earnings, 0n));
});

test("journal: the files of all months together are the journal, each with equal debits and credits", async () => {
  const documents = await readJournal(p);
  const months = [...new Set(documents.map(({ day }) => monthOfDay(day)))];
  let debits = 0n;
  for (const month of months) {
    const { content, count, controlSum } = await make(`journal:${month}`, "journal");
    const rows = rowsOf(content);
    const lines = rows.filter(({ kind }) => kind !== "total");
    const sumOf = (side: "debit" | "credit") => lines.reduce((sum, row) => sum + minor(row[side]), 0n);
    expect(sumOf("debit")).toBe(sumOf("credit"));
    expect([rows.at(-1)?.kind, minor(rows.at(-1)?.debit), minor(rows.at(-1)?.credit)]).toEqual(["total", sumOf("debit"), sumOf("credit")]);
    expect([count, controlSum]).toEqual([lines.length, sumOf("debit")]);
    debits += sumOf("debit");
  }
  expect(debits).toBe(turnoverOf(documents).debits);
});

test("journal: the file of positions has a line for each advisor with a statement, and comes to what closes and payouts say", async () => {
  const today = p.rating.localDay(new Date(p.surroundings.now()).toISOString());
  const { content, controlSum } = await make(`positions:${today}`, "positions");
  const rows = rowsOf(content);
  const lines = rows.filter(({ kind }) => kind === "advisor");
  for (const { advisorId = "", stated, owed, carried, returned } of lines) {
    const payables = await payablesOfAdvisor(advisorId, p);
    expect([minor(stated), minor(owed), minor(carried), minor(returned)]).toEqual([
      payables.statementTotal,
      payables.outstanding,
      payables.carriedForward,
      payables.returned,
    ]);
  }
  const [expected, total] = rows.slice(-2);
  for (const figure of ["stated", "owed", "approved", "inFlight", "paid", "rejected", "returned", "charges", "carried", "advances"]) {
    expect(total?.[figure], figure).toBe(expected?.[figure]);
    expect(minor(total?.[figure])).toBe(lines.reduce((sum, row) => sum + minor(row[figure]), 0n));
  }
  expect(controlSum).toBe(minor(total?.stated));
});

test("journal: every file of every payout carries its control totals, and the bank is told of the accounts that were sealed", async () => {
  for (const { payoutId, content } of await p.payouts.list()) {
    const of = `payout:${payoutId}`;
    for (const { format } of formatsOf(readFileOf(of) ?? expect.unreachable(), SETTINGS)) {
      const { count, controlSum } = await make(of, format);
      expect({ count, amount: controlSum }, `${of} ${format}`).toEqual(content?.payments);
    }
  }
  const { content } = await make("payout:2026-05-1", "pain.001");
  const accounts = [...content.toString().matchAll(/<CdtrAcct><Id><Othr><Id>(\d+)</g)].map(([, account]) => account);
  expect(new Set(accounts).size).toBe(accounts.length);
  for (const account of accounts) expect(account).toMatch(/^62000000000100\d{3}$/);
  const shown = (await make("payout:2026-05-1", "csv")).content.toString();
  for (const account of accounts) expect(shown).not.toContain(account);
});
