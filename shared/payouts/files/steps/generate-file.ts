import { monthOfDay } from "../../../base/calendar/month.ts";
import { type Refusal, RefusedError, refusal, refuse } from "../../../base/issues/issue.ts";
import type { CountAndAmount } from "../../../base/money/money.ts";
import { instantOf } from "../../../base/runtime/runtime.ts";
import { BankFileError, type BankFileIssue } from "../../bank-files/bank-file-issue.ts";
import { debtorIssue } from "../../bank-files/debtor.ts";
import { dayPassed, notAtBank } from "../../model/transitions.ts";
import { checkBasis, isStillToLeave } from "../../steps/check-basis.ts";
import { findPayout } from "../../steps/commit-step.ts";
import { BANK_FILES, FILES, type FileFormat, type FileOf } from "../model/file-kind.ts";
import type { FilePieces, MadeFile } from "../store.ts";
import { readJournal } from "./read-journal.ts";
import { positionBatches, readWhole } from "./read-payables.ts";
import { lineBatches, paidBatches } from "./read-payment-lines.ts";
import { type FileDeps, fileAsked } from "./request-file.ts";

/**
 * Makes a file that is wanted, and notes it with its count and control sum; done where it is made already. Where it can't
 * be made as it is asked for, why is noted instead.
 * @returns the file as it stands then; undefined where nobody wants it.
 * @throws Error where its lines don't come to what its payout says: nothing is noted then.
 */
export async function makeFile(of: string, format: string, deps: FileDeps): Promise<MadeFile | undefined> {
  const wanted = await deps.fileRegister.find(of, format);
  if (wanted === undefined || wanted.made !== undefined) return wanted;
  const { issues: _issues, ...file } = wanted;
  await deps.fileRegister.note(await generateOrFail(file, deps));
  return deps.fileRegister.find(of, format);
}

/** Records that a requested file could not be made, whatever was tried: it can be requested again. Nothing where it is made. */
export async function failFile(
  of: string,
  format: string,
  refusals: readonly Refusal[],
  { fileRegister }: Pick<FileDeps, "fileRegister">,
): Promise<void> {
  const wanted = await fileRegister.find(of, format);
  if (wanted !== undefined && wanted.made === undefined) await fileRegister.note({ ...wanted, issues: refusals });
}

async function generateOrFail(file: MadeFile, deps: FileDeps): Promise<MadeFile> {
  try {
    const [of, format] = fileAsked(file, deps);
    const checkedAt = await checkRelease(of, format, deps);
    const { pieces, expected } = await piecesOf(of, format, deps);
    const sums = { count: 0, amount: 0n };
    const key = newKey(file, format, deps);
    const stored = await deps.files.put(key, summed(pieces, sums), format.contentType);
    if (expected !== undefined && (sums.count !== expected.count || sums.amount !== expected.amount))
      throw new Error(`${file.name} has ${sums.count} payments of ${sums.amount}, its payout ${expected.count} of ${expected.amount}`);
    return { ...file, made: { at: instantOf(deps), key, ...stored, count: sums.count, controlSum: sums.amount, ...checkedAt } };
  } catch (error) {
    // Neither names what was typed of a payee.
    if (error instanceof RefusedError) return { ...file, issues: error.issues };
    if (error instanceof BankFileError) return { ...file, issues: [bankFileRefusal(error.issue)] };
    throw error;
  }
}

/** Where the gate stood when a file's payments were checked, and the security hold by which they were. */
type CheckedAt = Partial<Pick<NonNullable<MadeFile["made"]>, "gate" | "securityHoldDays">>;

/**
 * Checks again what a file by which money leaves rests on: that it may go out, the agency's own account, its day, and of
 * every payment what its approval rested on.
 * @returns by what it was checked; nothing of a file that is only a record. @throws RefusedError where something holds no more, with the advisors by name.
 */
async function checkRelease(of: FileOf, { isForPayment, isForBank }: FileFormat, deps: FileDeps): Promise<CheckedAt> {
  if (of.kind !== "payout" || !isForPayment) return {};
  const gate = await deps.payouts.gate();
  const payout = await findPayout(of.payoutId, deps);
  const notSent = notAtBank(payout, "file-not-exported");
  if (notSent !== undefined) refuse(notSent);
  const issue = isForBank ? debtorIssue(deps.finance.debtor, deps.agency.currency) : undefined;
  if (issue !== undefined) refuse(refusal("debtor-unset", { issue }));
  if (!(await isStillToLeave(payout, deps))) return {};
  const basis = [...dayPassed(payout, deps.rating.localDay(instantOf(deps))), ...(await checkBasis(payout, deps))];
  if (basis.length > 0) refuse(...basis);
  return { gate, securityHoldDays: deps.finance.securityHoldDays };
}

/** Passes bytes on, and notes what they came to when they end. */
async function* summed(pieces: FilePieces, sums: { count: number; amount: bigint }): AsyncGenerator<Uint8Array> {
  Object.assign(sums, yield* pieces);
}

interface Pieces {
  readonly pieces: FilePieces;
  readonly expected?: CountAndAmount;
}

async function piecesOf(of: FileOf, format: FileFormat, deps: FileDeps): Promise<Pieces> {
  const { currency } = deps.agency;
  switch (of.kind) {
    case "payout":
      return payoutPieces(of.payoutId, format, deps);
    case "journal": {
      const documents = (await readJournal(deps)).filter(({ day }) => monthOfDay(day) === of.month);
      return { pieces: deps.fileMakers.journal(of.month, documents, currency) };
    }
    case "positions": {
      const whole = await readWhole(deps);
      return { pieces: deps.fileMakers.payables(of.day, positionBatches(whole, deps), whole.expected, currency) };
    }
  }
}

async function payoutPieces(payoutId: string, { format, isForPayment, template }: FileFormat, deps: FileDeps): Promise<Pieces> {
  const { fileMakers, finance } = deps;
  const { currency } = deps.agency;
  const { content, exported, ...payout } = await findPayout(payoutId, deps);
  if (content === undefined) refuse(refusal("file-not-drafted", { payoutId }));
  const expected = content.payments;
  if (!isForPayment) {
    const make = format === "xlsx" ? fileMakers.xlsx : fileMakers.csv;
    return { pieces: make({ ...payout, content }, lineBatches(payoutId, deps), currency), expected };
  }
  if (exported === undefined) refuse(refusal("file-not-exported", { payoutId }));
  const lines = paidBatches(payoutId, deps);
  const sent = { ...payout, content, exported };
  const pieces =
    template === undefined
      ? fileMakers.pain001(sent, lines, { debtor: finance.debtor, currency })
      : fileMakers.text(template, sent, lines, currency);
  return { pieces, expected };
}

/** Each try has a key of its own, as a key's bytes never change and positions do: what is noted first counts. */
function newKey({ of, format, wanted }: MadeFile, { containsPayees }: FileFormat, { surroundings }: FileDeps): string {
  const chance = Math.floor(surroundings.random() * 36 ** 8).toString(36);
  return `${containsPayees ? BANK_FILES : FILES}${of.replace(":", "/")}/${format}/${wanted.at.replace(/[^0-9]/g, "")}-${chance}`;
}

const bankFileRefusal = ({ format, code, column }: BankFileIssue): Refusal =>
  refusal("format-impossible", { format, issue: code, ...(column !== undefined && { column }) });
