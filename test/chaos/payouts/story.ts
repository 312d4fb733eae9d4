import { plainlySealed } from "../../support/plain-vault.ts";
import { auditAtEnd } from "../audit-at-end.ts";
import type { Chance } from "../chance.ts";
import { closeMonth } from "../cloud/close-execution.ts";
import type { Cloud } from "../cloud/cloud.ts";
import type { Faults } from "../cloud/faults.ts";
import { bodyOf, type FactKind } from "../world/sending.ts";
import type { Bank } from "./bank.ts";
import { type Asked, REFUSED, type Seen } from "./desk.ts";
import { Inbox } from "./inbox.ts";
import { DEEDS, type DeedKind, type Event, type PayWorld, PEOPLE } from "./world.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** How often someone who heard nothing, or that it is busy, asks for the very same again. */
const PATIENCE = 40;
/** How often someone looks whether a file is made. */
const LOOKS = 20;

/** What happens at the desk of finance: months are closed and paid, by people who click twice and at the same time, and a bank that is late. */
export class PayStory {
  /** What was refused though everything was calm, and what the auditor found at the end, a sentence each: there must be nothing. */
  readonly stuck: string[] = [];
  readonly #world: PayWorld;
  readonly #cloud: Cloud;
  readonly #bank: Bank;
  readonly #faults: Faults;
  readonly #chance: Chance;
  readonly #closed: string[] = [];
  readonly #payees = new Map<string, number>();
  readonly #inbox: Inbox;
  /** Payouts whose file somebody is about to send, and those that people are about to withdraw: who does one doesn't do the other. */
  readonly #sending = new Set<string>();
  readonly #withdrawing = new Set<string>();
  #underWay = 0;
  #isSettling = false;

  constructor(world: PayWorld, cloud: Cloud, bank: Bank, faults: Faults, chance: Chance) {
    this.#world = world;
    this.#cloud = cloud;
    this.#bank = bank;
    this.#faults = faults;
    this.#chance = chance;
    const ask = (asked: Asked) => this.#ask(asked);
    const resume = (delayMs: number, work: () => Promise<unknown>) => this.#resume(delayMs, work);
    this.#inbox = new Inbox({ cloud, bank, faults, chance: chance.fork(), ask, resume });
  }

  /** Lives through all of it, until whatever is owed has been paid. */
  async live(): Promise<void> {
    this.#keepHearing();
    for (const [period, month] of this.#world.months.entries()) {
      for (const { kind, content } of this.#of(period))
        if (!isDeed(kind)) this.#cloud.facts.send(bodyOf({ period, kind: kind as FactKind, content }), this.#chance.between(0, 2 * MINUTE));
      await this.#cloud.clockwork.wait(3 * MINUTE);
      await this.#cloud.untilQuiet();
      if (period === 0)
        for (const advisorId of this.#world.advisorIds) if (this.#chance.hits(0.8)) await this.#putPayee("fay", advisorId, -10 * DAY);
      if (this.#world.carries) await this.#adjustSome(month);
      await closeMonth(this.#cloud, month);
      this.#closed.push(month);
      for (const event of this.#of(period + 1)) if (isDeed(event.kind)) this.#resume(Number(event.content.delayMs), () => this.#do(event));
      // The next month may be closed while this one is still being paid.
      await this.#cloud.clockwork.wait(this.#chance.between(0, this.#chance.pick([1, 4]) * DAY));
    }
    await this.#untilDone();
    this.#isSettling = true;
    this.#faults.heal();
    this.#bank.isCalm = true;
    await this.#settleAll();
    this.stuck.push(...this.#inbox.wrong, ...(await this.#inbox.findOpen()), ...(await auditAtEnd(this.#cloud)));
  }

  #of(period: number): Event[] {
    return this.#world.sendings.filter((event) => event.period === period);
  }

  /** Does something later, beside all else. */
  #resume(delayMs: number, work: () => Promise<unknown>): void {
    this.#underWay += 1;
    this.#cloud.clockwork.call(delayMs, () => {
      void work()
        .catch((error: unknown) => this.stuck.push(`${(error as Error).stack ?? error}`))
        .finally(() => {
          this.#underWay -= 1;
        });
    });
  }

  async #untilDone(): Promise<void> {
    const began = this.#cloud.clockwork.now;
    while (this.#underWay > 0 || !this.#bank.isQuiet || !this.#inbox.isDone) {
      if (this.#cloud.clockwork.now - began > 30 * DAY) throw new Error("people and bank don't come to an end within thirty days");
      await this.#cloud.clockwork.wait(HOUR);
      if (this.#underWay === 0) this.#inbox.hear();
    }
    await this.#cloud.untilQuiet();
  }

  async #do({ kind, content }: Event): Promise<void> {
    const [by, advisorId, which] = [String(content.by), String(content.advisorId), Number(content.which)];
    const pick = <Item>(items: readonly Item[]) => items[Math.floor(which * items.length)];
    switch (kind as DeedKind) {
      case "begin": {
        // Mostly of the latest month; of an earlier one it may be refused.
        const month = which < 0.85 ? this.#closed.at(-1) : pick(this.#closed);
        return this.#begin(by, month ?? "");
      }
      case "hold":
        return this.#hold(by, advisorId);
      case "release":
        return void (await this.#ask({ kind: "release", by, advisorId }));
      case "payee":
        return this.#putPayee(by, advisorId, this.#chance.hits(0.7) ? -3 * DAY : 0);
      case "outcome":
        return this.#inbox.recordSome(by);
      case "look": {
        const [second] = this.#chance.shuffled(PEOPLE.filter((each) => each !== by));
        const failed = this.#inbox.failedReferences();
        return void (await this.#ask({ kind: "look", by, advisorId, failed, ...(second !== undefined && which < 0.7 && { second }) }));
      }
      default:
        return this.#step(kind as Step, by, pick);
    }
  }

  async #begin(by: string, month: string): Promise<void> {
    if (this.#chance.hits(0.5)) this.#atOnce(() => this.#inbox.recordSome(by));
    const begun = await this.#ask({ kind: "begin", by, month });
    if (begun === REFUSED) return;
    const { payoutId } = begun as Seen;
    const draft = (await this.#list(by)).find((each) => each.payoutId === payoutId && each.status === "draft");
    if (draft?.payments === 0) await this.#ask({ ...draft, kind: "withdraw", by });
  }

  /** Takes a step of a payout that stands at it; whoever exports sends the file. Another may come in the same moment. */
  async #step(kind: Step, by: string, pick: (payouts: readonly Seen[]) => Seen | undefined): Promise<void> {
    const payout = pick((await this.#list(by)).filter((each) => this.#isOpenTo(each, kind)));
    if (payout === undefined || (kind === "confirm" && !(await this.#inbox.isConfirmable(payout.payoutId)))) return;
    const { payoutId, lockVersion } = payout;
    if (this.#chance.hits(0.6)) this.#rival(kind, payout);
    if (kind === "send") return this.#sendOrWithdraw(by, payoutId);
    if (kind === "withdraw") return this.#withdraw(by, payout);
    const result = await this.#ask({ kind, by, payoutId, lockVersion });
    if (kind === "approve" && result === REFUSED && payout.payments > 0) return this.#draftAnew(payout, by);
    if (kind === "approve" && result !== REFUSED) this.#atOnce(() => this.#inbox.mistake(this.#another(by), payoutId));
    // Mostly whoever exports sends the file.
    if (kind === "export" && result !== REFUSED && this.#chance.hits(0.85)) await this.#sendOrWithdraw(by, payoutId);
  }

  /** What another does about the same payout, in the same moment. */
  #rival(kind: Step, { payoutId, lockVersion }: Seen): void {
    const [by, advisorId] = [this.#chance.pick(PEOPLE), this.#chance.pick(this.#world.advisorIds)];
    const others: Readonly<Record<Step, readonly (() => Promise<unknown>)[]>> = {
      approve: [
        () => this.#hold(by, advisorId),
        () => this.#putPayee(by, advisorId, -3 * DAY),
        () => this.#ask({ kind: "withdraw", by, payoutId, lockVersion }),
        () => this.#inbox.mistake(by, payoutId),
      ],
      export: [
        () => this.#hold(by, advisorId),
        () => this.#ask({ kind: "withdraw", by, payoutId, lockVersion }),
        () => this.#inbox.mistake(by, payoutId),
      ],
      withdraw: [() => this.#ask({ kind: "approve", by, payoutId, lockVersion })],
      confirm: [() => this.#inbox.recordSome(by), () => this.#ask({ kind: "confirm", by, payoutId, lockVersion })],
      send: [() => this.#inbox.recordSome(by)],
    };
    this.#atOnce(this.#chance.pick(others[kind]));
  }

  #atOnce(work: () => Promise<unknown>): void {
    this.#resume(this.#chance.between(0, this.#chance.pick([20, 200, 2_000])), work);
  }

  async #hold(by: string, advisorId: string): Promise<void> {
    await this.#ask({ kind: "hold", by, advisorId });
    // Mostly it is soon cleared up, whatever it was.
    this.#resume(this.#chance.between(0, this.#chance.pick([2_000, 20 * HOUR])), () => this.#ask({ kind: "release", by, advisorId }));
  }

  /** What can't be approved any more is withdrawn and drafted anew; another approves that. */
  async #draftAnew(payout: Seen, by: string): Promise<void> {
    await this.#ask({ ...payout, kind: "withdraw", by });
    const begun = await this.#ask({ kind: "begin", by, month: payout.month });
    const [approver = ""] = this.#chance.shuffled(PEOPLE.filter((each) => each !== by));
    if (begun !== REFUSED) await this.#ask({ ...(begun as Seen), kind: "approve", by: approver });
  }

  #isOpenTo({ payoutId, status }: Seen, kind: Step): boolean {
    switch (kind) {
      case "approve":
        return status === "draft";
      case "export":
        return status === "approved";
      case "send":
        return status === "exported";
      case "withdraw":
        return ["drafting", "draft", "approved"].includes(status) || (status === "exported" && this.#isKept(payoutId));
      case "confirm":
        return status === "exported" && this.#bank.isThrough(payoutId);
    }
  }

  /** Whether the bank has no file of it, and nobody is about to send it. */
  #isKept(payoutId: string): boolean {
    return !this.#bank.has(payoutId) && !this.#sending.has(payoutId);
  }

  /** Has the file made, fetches it and gives it to the bank. @returns whether that went through. */
  async #send(by: string, payoutId: string): Promise<boolean> {
    if (this.#withdrawing.has(payoutId)) return false;
    this.#sending.add(payoutId);
    try {
      for (let look = 0; look < LOOKS; look += 1) {
        const key = await this.#ask({ kind: "file", by, payoutId });
        if (key === REFUSED) return false;
        if (key !== null) {
          this.#bank.receive(payoutId, this.#cloud.objects.get(String(key)) ?? "");
          return true;
        }
        await this.#cloud.clockwork.wait(this.#chance.between(1_000, 3 * MINUTE));
      }
      return false;
    } finally {
      this.#sending.delete(payoutId);
    }
  }

  /** What may not be sent any more, by hold or payee, is withdrawn. */
  async #sendOrWithdraw(by: string, payoutId: string): Promise<void> {
    if (await this.#send(by, payoutId)) return;
    const payout = (await this.#list(by)).find((each) => each.payoutId === payoutId);
    if (payout?.status === "exported") await this.#withdraw(by, payout);
  }

  /** Withdraws a payout that no bank got: of one whose file was fetched, another says so as well, or it goes on. */
  async #withdraw(by: string, { payoutId, lockVersion, status }: Seen, second = this.#another(by)): Promise<void> {
    if (status === "exported" && !this.#isKept(payoutId)) return;
    this.#withdrawing.add(payoutId);
    try {
      const asked = await this.#ask({ kind: "withdraw", by, payoutId, lockVersion });
      if (asked === REFUSED || (asked as Seen).withdrawnBy === undefined) return;
      const kind = this.#chance.hits(0.8) || this.#isSettling ? "confirm-withdrawal" : "cancel-withdrawal";
      await this.#ask({ ...(asked as Seen), kind, by: second });
    } finally {
      this.#withdrawing.delete(payoutId);
    }
  }

  #another(by: string): string {
    return this.#chance.pick(PEOPLE.filter((each) => each !== by));
  }

  async #putPayee(by: string, advisorId: string, approvedMs: number): Promise<void> {
    const version = (this.#payees.get(advisorId) ?? 0) + 1;
    this.#payees.set(advisorId, version);
    const approvedAt = new Date(this.#cloud.clockwork.now + approvedMs).toISOString();
    const sealed = plainlySealed({ holder: `${advisorId} ${version}`, account: "6200000000001234" });
    const account = { accountLast4: "1234", accountTag: `tag-${advisorId}-${version}` };
    const payee = { advisorId, version, sealed, ...account, proposalId: `p-${advisorId}-${version}`, approvedBy: by, approvedAt };
    await this.#ask({ kind: "payee", by, payee });
  }

  /** One person proposes all adjustments of a month that is still open, so that the authors of two months differ; others approve them. */
  async #adjustSome(month: string): Promise<void> {
    const by = this.#chance.pick(PEOPLE);
    for (const advisorId of this.#world.advisorIds)
      if (this.#chance.hits(0.5))
        await this.#ask({ kind: "adjust", by, second: this.#another(by), advisorId, month, amount: this.#chance.between(1, 40_000) });
  }

  #keepHearing(): void {
    this.#cloud.clockwork.call(this.#chance.between(MINUTE, this.#chance.pick([1, 6, 60]) * HOUR), () => {
      if (this.#isSettling) return;
      this.#inbox.hear();
      this.#keepHearing();
    });
  }

  async #list(by: string): Promise<Seen[]> {
    return (await this.#ask({ kind: "list", by })) as Seen[];
  }

  /** Asks until there is an answer, with the very same request; now and then someone clicks twice. */
  async #ask(asked: Asked): Promise<unknown> {
    const isTwice = this.#faults.strikes("duplicate message");
    if (isTwice) this.#resume(this.#chance.between(0, 2_000), () => this.#askOnce(asked));
    return this.#askOnce(asked);
  }

  async #askOnce(asked: Asked): Promise<unknown> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#cloud.invoke("desk", asked);
      } catch (error) {
        if ((error as Error).name === "RefusedError") return REFUSED;
        if (attempt === PATIENCE) throw new Error(`${asked.kind} by ${asked.by} comes to no end: ${error}`);
        await this.#cloud.clockwork.wait(this.#chance.between(500, 2 * MINUTE));
      }
    }
  }

  /** Nothing goes wrong any more: what is open is ended, and what is owed is paid, month by month as often as it takes. */
  async #settleAll(): Promise<void> {
    const [drafter = ""] = PEOPLE;
    // Whoever brought a report of the bank can't approve what it made payable again, and by now that may be all of them.
    const approver = "zoe";
    for (const { advisorId } of await this.#cloud.inspect().payouts.holds()) await this.#ask({ kind: "release", by: drafter, advisorId });
    for (const advisorId of this.#world.advisorIds) if (!this.#payees.has(advisorId)) await this.#putPayee(drafter, advisorId, 0);
    await this.#cloud.clockwork.wait(3 * DAY);
    for (const payout of await this.#list(drafter))
      if (payout.withdrawnBy !== undefined) await this.#ask({ ...payout, kind: "cancel-withdrawal", by: drafter });
    await this.#untilDone();
    await this.#inbox.settle(drafter, approver);
    for (const payout of await this.#list(drafter)) {
      if (this.#isOpenTo(payout, "withdraw")) await this.#withdraw(drafter, payout, approver);
      else if (payout.status === "exported") await this.#finish(payout.payoutId, approver);
    }
    for (let round = 0; round < 3; round += 1) {
      if ((await this.#ask({ kind: "look", by: drafter, second: approver, failed: this.#inbox.failedReferences() })) === REFUSED)
        return void this.stuck.push("what came back can't be cleared, though everything is calm");
      const begun = (await this.#ask({ kind: "begin", by: drafter, month: this.#closed.at(-1) ?? "" })) as Seen | typeof REFUSED;
      await this.#cloud.untilQuiet();
      const draft = (await this.#list(drafter)).find(({ status }) => status === "draft");
      if (begun === REFUSED || draft === undefined) return void this.stuck.push("no payout can be begun, though nothing is open");
      if (draft.payments === 0) return void (await this.#ask({ ...draft, kind: "withdraw", by: drafter }));
      const approved = (await this.#ask({ ...draft, kind: "approve", by: approver })) as Seen | typeof REFUSED;
      const exported = approved === REFUSED ? REFUSED : await this.#ask({ ...approved, kind: "export", by: approver });
      if (exported === REFUSED)
        return void this.stuck.push(`${draft.payoutId} can't be approved and exported, though nothing is in its way`);
      await this.#finish(draft.payoutId, approver);
    }
  }

  /** The bank has the file, pays, says so, and the payout is confirmed. */
  async #finish(payoutId: string, by: string): Promise<void> {
    // What the bank has already may be fetched again, or no more.
    if (!(await this.#send(by, payoutId)) && !this.#bank.has(payoutId))
      return void this.stuck.push(`the file of ${payoutId} is refused, though nothing is in its way`);
    await this.#untilDone();
    const payout = (await this.#list(by)).find((each) => each.payoutId === payoutId);
    if (payout === undefined || (await this.#ask({ ...payout, kind: "confirm", by })) === REFUSED)
      this.stuck.push(`${payoutId} can't be confirmed, though the bank is through with it`);
  }
}

type Step = "approve" | "export" | "confirm" | "withdraw" | "send";

const isDeed = (kind: string): boolean => (DEEDS as readonly string[]).includes(kind);
