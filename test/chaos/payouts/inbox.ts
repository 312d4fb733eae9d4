import { matchedEntriesCodec } from "../../../shared/payouts/bank-reports/model/bank-report.ts";
import { payoutIdOf, payoutIdOfMessage } from "../../../shared/payouts/model/reference.ts";
import { readPayment } from "../../../shared/payouts/steps/read-payout.ts";
import type { Chance } from "../chance.ts";
import type { Cloud } from "../cloud/cloud.ts";
import type { Faults } from "../cloud/faults.ts";
import type { Bank } from "./bank.ts";
import { type Asked, REFUSED, type WaitingOutcome } from "./desk.ts";
import { type Letter, Letters } from "./letters.ts";
import { Mistakes, type SaidByHand } from "./mistakes.ts";
import { PEOPLE } from "./world.ts";

/** What reading the bank's post needs of the story. */
export interface InboxDeps {
  readonly cloud: Cloud;
  readonly bank: Bank;
  readonly faults: Faults;
  readonly chance: Chance;
  ask(asked: Asked): Promise<unknown>;
  resume(delayMs: number, work: () => Promise<unknown>): void;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** What people of finance do with the bank's post: they upload it, record by hand what it can't tell, and fix what it told wrong. */
export class Inbox {
  /** What was wrong, a sentence each. */
  readonly wrong: string[] = [];
  readonly #deps: InboxDeps;
  readonly #letters: Letters;
  readonly #mistakes: Mistakes;
  readonly #uploaded = new Map<string, Letter>();

  constructor(deps: InboxDeps) {
    this.#deps = deps;
    this.#letters = new Letters(deps.bank, deps.chance.fork());
    this.#mistakes = new Mistakes({
      ...{ bank: deps.bank, chance: deps.chance.fork() },
      stateOf: (payoutId, advisorId) => this.#stateOf(payoutId, advisorId),
      paysAgain: async (payoutId, advisorId) => {
        const found = await readPayment(payoutId, advisorId, deps.cloud.inspect());
        return (found?.payment.again ?? []).map(({ reference }) => reference);
      },
      decide: (by, said, act) => this.#decideInTime(by, said, act),
    });
  }

  get isDone(): boolean {
    return this.#letters.isDone;
  }

  /** Hears from the bank what happened since, now and then twice. */
  hear(): void {
    const { chance, faults, resume } = this.#deps;
    // One after the other over a day, or all files at one moment.
    const withinMs = chance.pick([300, 30 * HOUR]);
    for (const letter of this.#letters.next()) {
      const times = faults.strikes("duplicate message") ? 2 : 1;
      for (let time = 0; time < times; time += 1) resume(chance.between(0, withinMs), () => this.#upload(letter));
    }
  }

  /** Someone says by hand of what a payout pays again that it was paid before, and is wrong. */
  async mistake(by: string, again: string): Promise<void> {
    await this.#mistakes.make(by, again);
  }

  /** Someone sees at the bank what its reports will say, too; or that something isn't true; or is wrong about it. */
  async recordSome(by: string): Promise<void> {
    const { bank, chance } = this.#deps;
    if (chance.hits(0.7) && (await this.#mistakes.correct(by))) return;
    if (chance.hits(0.4) && (await this.#mistakes.make(by))) return;
    const seen = bank.happened.filter(({ outcome, payoutId }) => outcome !== "paid" || bank.tellsPaid(payoutId));
    for (const says of chance.shuffled(seen).slice(0, 12)) {
      const state = await this.#stateOf(says.payoutId, says.advisorId);
      if (state !== "in-transit" && !(state === "paid" && says.outcome === "returned")) continue;
      const result = await this.#decideInTime(by, says, "record");
      if (result === REFUSED && says.outcome === "paid" && (await this.#stateOf(says.payoutId, says.advisorId)) === "in-transit")
        this.wrong.push(`paid of ${says.advisorId} in ${says.payoutId} is refused, and it is what the bank says`);
      return;
    }
  }

  /** Nobody says that all is paid before the bank is through, and what it rejected is recorded. */
  async isConfirmable(payoutId: string): Promise<boolean> {
    const { bank } = this.#deps;
    if (!bank.isThrough(payoutId)) return false;
    for (const { line, state } of bank.ordersOf(payoutId))
      if (state === "rejected" && (await this.#stateOf(payoutId, line.advisorId)) !== "rejected") return false;
    return true;
  }

  /** The references of what the bank says has failed, once one asks it: nothing else is looked at as failed. */
  failedReferences(): string[] {
    const { bank } = this.#deps;
    const orders = bank.payoutIds.flatMap((payoutId) => bank.ordersOf(payoutId));
    return orders.filter(({ state }) => state === "rejected" || state === "returned").map(({ line }) => line.reference);
  }

  /** Two people go through all payments with the bank, and record or correct what reports could not tell. */
  async settle(by: string, second: string): Promise<void> {
    const { bank } = this.#deps;
    for (const payoutId of bank.payoutIds)
      for (const { line, state, isDisputed } of bank.ordersOf(payoutId)) {
        const recorded = await this.#stateOf(payoutId, line.advisorId);
        if (recorded === state || (recorded === "in-transit" && state === "paid")) continue;
        const says = bank.happened.findLast(({ reference }) => reference === line.reference);
        if (says === undefined) continue;
        if (!isDisputed && !says.ofBatch)
          this.wrong.push(`${line.reference} is ${recorded}, and the bank has said in its reports that it is ${state}`);
        const act = recorded === "in-transit" || (recorded === "paid" && state === "returned") ? "record" : "correct";
        if ((await this.#decide(by, says, act, second)) === REFUSED)
          this.wrong.push(`${line.reference} can't be made ${state}: it is ${recorded}, and everything is calm`);
      }
    await this.#uploadOpen(by);
  }

  /** Uploads once more what is listed for a person; then only that may be listed which no report can tell. */
  async #uploadOpen(by: string): Promise<void> {
    const { bankReports } = this.#deps.cloud.inspect();
    for (const { reportId, openKey } of await bankReports.list()) {
      const letter = this.#uploaded.get(reportId);
      if (letter !== undefined && openKey !== undefined && !letter.staysOpen) await this.#upload(letter, by);
    }
  }

  /** What is listed for a person at the end, and should not be. */
  async findOpen(): Promise<string[]> {
    const { bank, cloud } = this.#deps;
    const { bankReports, archive } = cloud.inspect();
    const found: string[] = [];
    for (const { reportId, openKey } of await bankReports.list()) {
      const letter = this.#uploaded.get(reportId);
      if (openKey === undefined || letter?.staysOpen === true) continue;
      for (const { entry, match } of matchedEntriesCodec.decode((await archive.get(openKey)) ?? "")) {
        const payoutId = payoutIdOf(entry.reference) ?? payoutIdOfMessage(entry.reference);
        const isDisputed = bank.ordersOf(payoutId ?? "").some((order) => order.isDisputed);
        if (payoutId !== undefined && !isDisputed)
          found.push(`${letter?.name} says ${entry.kind} of ${entry.reference}, and it is listed as ${match}`);
      }
    }
    return found;
  }

  async #upload(letter: Letter, by = this.#deps.chance.pick(PEOPLE)): Promise<void> {
    const { ask, bank } = this.#deps;
    const { name, bytes, facts } = letter;
    const keptAs = await ask({ kind: "preview", by, name, file: Buffer.from(bytes).toString("base64") });
    const answer = keptAs === REFUSED ? REFUSED : await ask({ kind: "apply", by, keptAs: String(keptAs) });
    if (answer === REFUSED) return void this.wrong.push(`a report of the bank is refused: ${name}`);
    const { reportId, status, isOpen } = answer as { readonly reportId: string; readonly status: string; readonly isOpen: boolean };
    this.#uploaded.set(reportId, letter);
    if (status !== "applied" || isOpen) return;
    for (const { reference, payoutId, advisorId, outcome } of facts) {
      const state = await this.#stateOf(payoutId, advisorId);
      const isRecorded = state === outcome || (outcome === "paid" && state === "returned");
      if (!isRecorded && bank.order(reference)?.isDisputed !== true)
        this.wrong.push(`${name} says ${outcome} of ${reference} and is applied, and the payment is ${state}`);
    }
  }

  /** What makes an amount payable again, and every correction, takes a second person. */
  async #decide(
    by: string,
    { payoutId, advisorId, outcome, code }: SaidByHand,
    act: "record" | "correct",
    second: string,
  ): Promise<unknown> {
    return this.#deps.ask({ kind: "outcome", by, second, payoutId, advisorId, outcome, code, act });
  }

  /** The same while nobody hurries: at once, or hours later, after others have tried who may not. */
  async #decideInTime(by: string, said: SaidByHand, act: "record" | "correct"): Promise<unknown> {
    const { ask, chance, cloud } = this.#deps;
    const { payoutId, advisorId, outcome, code } = said;
    const second = this.#another(by);
    const asked = { kind: "outcome", by, payoutId, advisorId, outcome, code } as const;
    if ((outcome === "paid" && act === "record") || chance.hits(0.4)) return this.#decide(by, said, act, second);
    if (outcome !== "paid" && chance.hits(0.3) && (await ask({ ...asked, act: "alone" })) !== REFUSED)
      this.wrong.push(`${by} alone has recorded ${outcome} of ${advisorId} in ${payoutId}`);
    const waiting = (await ask({ ...asked, act })) as WaitingOutcome | typeof REFUSED | null;
    if (waiting === REFUSED || waiting === null) return waiting;
    for (const nobody of [by, advisorId])
      if (chance.hits(0.5) && (await ask({ ...waiting, kind: "decide", by: nobody })) !== REFUSED)
        this.wrong.push(`${nobody} has approved ${outcome} of ${advisorId} in ${payoutId}, which ${by} proposed`);
    await cloud.clockwork.wait(chance.between(0, chance.pick([2_000, 20 * HOUR])));
    return ask({ ...waiting, kind: "decide", by: second });
  }

  #another(by: string): string {
    return this.#deps.chance.pick(PEOPLE.filter((each) => each !== by));
  }

  async #stateOf(payoutId: string, advisorId: string): Promise<string | undefined> {
    return (await readPayment(payoutId, advisorId, this.#deps.cloud.inspect()))?.state;
  }
}
