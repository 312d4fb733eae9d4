import { stringify } from "csv-stringify/sync";
import { type Wiring, wiring } from "../../functions/_platform/wiring.ts";
import type { Person } from "../../shared/access/policy.ts";
import { addMonths, type Month } from "../../shared/base/calendar/month.ts";
import { PAYEE_COLUMNS, readPayeesFile } from "../../shared/payees/model/parse-file.ts";
import { previewPayees, proposePayees } from "../../shared/payees/steps/propose-payees.ts";
import { parseBankReport } from "../../shared/payouts/bank-reports/formats/parse-report.ts";
import { uploadBankReport } from "../../shared/payouts/bank-reports/steps/upload-report.ts";
import { downloadFile } from "../../shared/payouts/files/steps/download-file.ts";
import type { PaymentLine } from "../../shared/payouts/model/payment.ts";
import { approvePayout } from "../../shared/payouts/steps/approve-payout.ts";
import { findPayout } from "../../shared/payouts/steps/commit-step.ts";
import { confirmPayout } from "../../shared/payouts/steps/confirm-payout.ts";
import { createPayout } from "../../shared/payouts/steps/create-payout.ts";
import { exportPayout } from "../../shared/payouts/steps/export-payout.ts";
import { holdAdvisor } from "../../shared/payouts/steps/hold-payments.ts";
import { proposeOutcome } from "../../shared/payouts/steps/propose-outcome.ts";
import { payoutLines } from "../../shared/payouts/steps/read-payout.ts";
import { approveProposal } from "../../shared/proposals/steps/take-steps.ts";
import { makeBankReport } from "./sample-agency/bank-report.ts";
import { makePayees, type SamplePayee } from "./sample-agency/payees.ts";
import type { SampleAgency } from "./sample-agency/period.ts";
import type { Local } from "./start.ts";

const HR: Person = { username: "hr", roles: ["hr"] };
const FINANCE: Person = { username: "finance", roles: ["finance"] };
const SECOND: Person = { username: "finance-2", roles: ["finance"] };

/** Which of the first payout's payments come to something else than being paid; of the next ones others. */
const REJECTED = 3;
const RETURNED = [7, 20];
const FURTHER_ON = 30;
/** Who is not to be paid for now: the how manieth of the first payout. */
const HELD = 12;
/** How many of the last advisors have told nobody where they are paid to. */
const UNTOLD = 3;

/**
 * Pays what the sample's closes make payable, as its people would have done on the days after them. All but the last
 * payout are confirmed, each with a payment that the bank rejected and some that came back; the last waits for approval.
 */
export class SamplePayoutDeps {
  readonly #local: Local;
  readonly #payees: readonly SamplePayee[];
  /** Those that are closed. */
  readonly #months: readonly Month[];
  readonly #told = new Set<string>();

  constructor(local: Local, payees: readonly SamplePayee[], months: readonly Month[]) {
    this.#local = local;
    this.#payees = payees;
    this.#months = months;
  }

  static of({ advisors, steps }: SampleAgency, seed: number, local: Local): SamplePayoutDeps {
    const months = steps.flatMap((step) => ("close" in step ? [step.close] : []));
    const people = [...advisors, ...steps.flatMap((step) => ("advisor" in step ? [step.advisor] : []))];
    return new SamplePayoutDeps(local, makePayees(seed, people).slice(0, -UNTOLD), months);
  }

  /** Before a month is closed: whoever is registered by then tells where they are paid to; and the clock stands at the close. */
  async closing(month: Month): Promise<void> {
    const p = await this.#at(month, "05T10:00");
    const due = this.#payees.filter(({ advisorId }) => !this.#told.has(advisorId));
    const registered = await p.ledger.advisors(due.map(({ advisorId }) => advisorId));
    const telling = due.filter(({ advisorId }) => registered.has(advisorId));
    if (telling.length > 0) await describePayees(telling, p);
    for (const { advisorId } of telling) this.#told.add(advisorId);
    await this.#at(month, "08T18:00");
  }

  /** After a month was closed: it is paid. */
  async closed(month: Month): Promise<void> {
    const begun = await createPayout({ month }, FINANCE, await this.#at(month, "09T09:30"));
    await this.#local.drain();
    const drafted = (await wiring().payouts.find(begun.payoutId)) ?? begun;
    if (month !== this.#months.at(-1)) await this.#pay(month, drafted.payoutId, drafted.lockVersion);
    await this.#local.drain();
  }

  async #pay(month: Month, payoutId: string, lockVersion: number): Promise<void> {
    const approved = await approvePayout({ payoutId, lockVersion }, SECOND, await this.#at(month, "09T11:00"));
    const at = { payoutId, lockVersion: approved.lockVersion, executeOn: dayAfter(month, "10") };
    await exportPayout(at, FINANCE, await this.#at(month, "09T14:00"));
    await this.#local.drain();
    await downloadFile({ of: `payout:${payoutId}`, format: "pain.001" }, FINANCE, await this.#at(month, "09T14:30"));
    const lines = await paymentsOf(payoutId, wiring());
    await this.#hear(lines, month);
    const comment = "All but these are on the bank's list of the day";
    const { lockVersion: latest } = await findPayout(payoutId, wiring());
    await confirmPayout({ payoutId, lockVersion: latest, comment }, FINANCE, await this.#at(month, "12T10:00"));
  }

  /** What the bank tells of a few payments. */
  async #hear(lines: readonly PaymentLine[], month: Month): Promise<void> {
    const p = await this.#at(month, "11T10:00");
    const lineAt = (place: number) => lines[(place + this.#months.indexOf(month) * FURTHER_ON) % lines.length];
    const rejected = lineAt(REJECTED);
    if (rejected !== undefined) {
      const { payoutId, advisorId } = rejected;
      const comment = "The bank called: holder and account don't belong together";
      const said = { kind: "rejected", on: dayAfter(month, "10"), code: "BE01" } as const;
      const proposal = await proposeOutcome({ payoutId, advisorId, act: "record", ...said, comment, source: "form" }, FINANCE, p);
      await approveProposal(proposal, SECOND, p);
    }
    const returned = RETURNED.flatMap((place) => lineAt(place) ?? []);
    const entries = returned.map(
      ({ reference, amount }) => ({ reference, amount, kind: "returned", code: "AC04", note: "账户已销户" }) as const,
    );
    const report = makeBankReport(`N${month.replace("-", "")}`, dayAfter(month, "11"), p.agency.currency, entries);
    const read = await parseBankReport(new TextEncoder().encode(report), `camt054-${month.slice(5)}.xml`, p.agency.currency);
    if (!read.ok) throw new Error(`the sample's bank report can't be read: ${read.issues.map(({ code }) => code).join("; ")}`);
    if (entries.length > 0) await uploadBankReport(read.value, FINANCE, p);
    const held = lines[HELD];
    if (month !== this.#months[0] || held === undefined) return;
    await holdAdvisor({ advisorId: held.advisorId, reason: "The account is being checked after a complaint" }, FINANCE, p);
  }

  /** The functions' adapters on a day of the month after, at a local time. */
  async #at(month: Month, dayAndTime: string): Promise<Wiring> {
    await this.#local.setClock(`${addMonths(month, 1)}-${dayAndTime}:00+08:00`);
    return wiring();
  }
}

const dayAfter = (month: Month, day: string): string => `${addMonths(month, 1)}-${day}`;

/** As HR sends a file of them, and finance approves it. */
async function describePayees(payees: readonly SamplePayee[], deps: Wiring): Promise<void> {
  const header = Object.keys(PAYEE_COLUMNS);
  const rows = payees.map(({ advisorId, details }) => [advisorId, details.holder, details.account, details.bankCode, details.bankName]);
  const file = readPayeesFile(new TextEncoder().encode(stringify([header, ...rows])), "payees.csv");
  const { previewId, wrong } = await previewPayees(file, HR, deps);
  if (previewId === undefined || wrong.length > 0) throw new Error(`the sample's payees can't be read: ${JSON.stringify(wrong)}`);
  const { proposalId, lockVersion } = await proposePayees({ previewId, comment: "As they told us on joining" }, HR, deps);
  await approveProposal({ proposalId, lockVersion }, FINANCE, deps);
}

async function paymentsOf(payoutId: string, deps: Wiring): Promise<readonly PaymentLine[]> {
  const lines = await Array.fromAsync(payoutLines(payoutId, deps));
  return lines
    .flatMap((line) => (line.kind === "payment" ? [line] : []))
    .sort((left, right) => (left.advisorId < right.advisorId ? -1 : 1));
}
