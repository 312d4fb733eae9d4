import { plainAmount } from "../../../shared/base/money/format-amount.ts";
import { plainlySealed } from "../../support/plain-vault.ts";
import { auditAtEnd } from "../audit-at-end.ts";
import type { Chance } from "../chance.ts";
import { closeMonth } from "../cloud/close-execution.ts";
import type { Cloud } from "../cloud/cloud.ts";
import type { Faults } from "../cloud/faults.ts";
import { bodyOf, type FactKind } from "../world/sending.ts";
import type { Bank, Says } from "./bank.ts";
import type { Asked, FileLine, Seen } from "./desk.ts";
import { DEEDS, type DeedKind, type Event, type PayWorld, PEOPLE } from "./world.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** How often someone who heard nothing, or that it is busy, asks for the very same again. */
const PATIENCE = 40;
/** Of a story whose people give up for now. */
const REFUSED = Symbol("refused");

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
  /** What the bank said, and whether it is recorded. */
  #told = 0;
  readonly #recorded = new Set<Says>();
  #underWay = 0;
  #isSettling = false;

  constructor(world: PayWorld, cloud: Cloud, bank: Bank, faults: Faults, chance: Chance) {
    this.#world = world;
    this.#cloud = cloud;
    this.#bank = bank;
    this.#faults = faults;
    this.#chance = chance;
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
      await closeMonth(this.#cloud, month);
      this.#closed.push(month);
      for (const event of this.#of(period + 1)) if (isDeed(event.kind)) this.#goOn(Number(event.content.delayMs), () => this.#do(event));
      // The next month may be closed while this one is still being paid.
      await this.#cloud.clockwork.wait(this.#chance.between(0, this.#chance.pick([1, 4]) * DAY));
    }
    await this.#untilDone();
    this.#isSettling = true;
    this.#faults.heal();
    this.#bank.calm();
    await this.#settleAll();
    this.stuck.push(...(await auditAtEnd(this.#cloud)));
  }

  #of(period: number): Event[] {
    return this.#world.sendings.filter((event) => event.period === period);
  }

  /** Does something later, beside all else. */
  #goOn(delayMs: number, work: () => Promise<unknown>): void {
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
    while (this.#underWay > 0 || !this.#bank.isQuiet || this.#told < this.#bank.happened.length) {
      if (this.#cloud.clockwork.now - began > 30 * DAY) throw new Error("people and bank don't come to an end within thirty days");
      await this.#cloud.clockwork.wait(HOUR);
      if (this.#underWay === 0) this.#hear();
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
        return this.#recordSome(by);
      case "look": {
        const [second] = this.#chance.shuffled(PEOPLE.filter((each) => each !== by));
        return void (await this.#ask({ kind: "look", by, advisorId, ...(second !== undefined && which < 0.7 && { second }) }));
      }
      default:
        return this.#step(kind as Step, by, pick);
    }
  }

  async #begin(by: string, month: string): Promise<void> {
    if (this.#chance.hits(0.5)) this.#atOnce(() => this.#recordSome(by));
    const begun = await this.#ask({ kind: "begin", by, month });
    if (begun === REFUSED) return;
    const { payoutId } = begun as Seen;
    const draft = (await this.#list(by)).find((each) => each.payoutId === payoutId && each.status === "draft");
    if (draft?.payments === 0) await this.#ask({ ...draft, kind: "withdraw", by });
  }

  /** Takes a step of a payout that stands at it; whoever exports sends the file. Another may come in the same moment. */
  async #step(kind: Step, by: string, pick: (payouts: readonly Seen[]) => Seen | undefined): Promise<void> {
    const payout = pick((await this.#list(by)).filter((each) => this.#isOpenTo(each, kind)));
    if (payout === undefined) return;
    const { payoutId, edition } = payout;
    if (this.#chance.hits(0.6)) this.#rival(kind, payout);
    if (kind === "send") return this.#send(by, payoutId);
    const result = await this.#ask({ kind, by, payoutId, edition });
    if (kind === "approve" && result === REFUSED && payout.payments > 0) return this.#draftAnew(payout, by);
    if (kind === "export" && result !== REFUSED) await this.#send(by, payoutId);
  }

  /** What another does about the same payout, in the same moment. */
  #rival(kind: Step, { payoutId, edition }: Seen): void {
    const [by, advisorId] = [this.#chance.pick(PEOPLE), this.#chance.pick(this.#world.advisorIds)];
    const others: Readonly<Record<Step, readonly (() => Promise<unknown>)[]>> = {
      approve: [
        () => this.#hold(by, advisorId),
        () => this.#putPayee(by, advisorId, -3 * DAY),
        () => this.#ask({ kind: "withdraw", by, payoutId, edition }),
      ],
      export: [() => this.#hold(by, advisorId), () => this.#ask({ kind: "withdraw", by, payoutId, edition })],
      withdraw: [() => this.#ask({ kind: "approve", by, payoutId, edition })],
      confirm: [() => this.#recordSome(by), () => this.#ask({ kind: "confirm", by, payoutId, edition })],
      send: [() => this.#recordSome(by)],
    };
    this.#atOnce(this.#chance.pick(others[kind]));
  }

  #atOnce(work: () => Promise<unknown>): void {
    this.#goOn(this.#chance.between(0, this.#chance.pick([20, 200, 2_000])), work);
  }

  async #hold(by: string, advisorId: string): Promise<void> {
    await this.#ask({ kind: "hold", by, advisorId });
    // Mostly it is soon cleared up, whatever it was.
    this.#goOn(this.#chance.between(0, this.#chance.pick([2_000, 20 * HOUR])), () => this.#ask({ kind: "release", by, advisorId }));
  }

  /** Someone sees at the bank what its answers will say, too. */
  async #recordSome(by: string): Promise<void> {
    const seen = this.#bank.happened.filter(({ outcome, payoutId }) => outcome !== "paid" || this.#bank.tellsPaid(payoutId));
    const fresh = seen.filter((says) => !this.#recorded.has(says));
    const failed = fresh.filter(({ outcome }) => outcome !== "paid");
    const open = [failed, fresh, seen].find(({ length }) => length > 0);
    if (open !== undefined) await this.#record(by, this.#chance.pick(open));
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
        return ["drafting", "draft", "approved"].includes(status);
      case "confirm":
        return status === "exported" && this.#isConfirmable(payoutId);
    }
  }

  /** Nobody says that all is paid before the bank is through, and what it rejected is recorded. */
  #isConfirmable(payoutId: string): boolean {
    const failed = this.#bank.happened.filter((says) => says.payoutId === payoutId && says.outcome === "rejected");
    return this.#bank.isThrough(payoutId) && failed.every((says) => this.#recorded.has(says));
  }

  async #send(by: string, payoutId: string): Promise<void> {
    const lines = await this.#ask({ kind: "file", by, payoutId });
    if (lines === REFUSED) return void this.stuck.push(`the file of ${payoutId} is refused, though it is exported`);
    this.#bank.receive(payoutId, lines as FileLine[]);
  }

  async #putPayee(by: string, advisorId: string, approvedMs: number): Promise<void> {
    const version = (this.#payees.get(advisorId) ?? 0) + 1;
    this.#payees.set(advisorId, version);
    const approvedAt = new Date(this.#cloud.clockwork.now + approvedMs).toISOString();
    const sealed = plainlySealed({ holder: `${advisorId} ${version}`, account: "6200000000001234" });
    const account = { last4: "1234", accountTag: `tag-${advisorId}-${version}` };
    const payee = { advisorId, version, sealed, ...account, proposalId: `p-${advisorId}-${version}`, approvedBy: by, approvedAt };
    await this.#ask({ kind: "payee", by, payee });
  }

  /** Hears from the bank what happened since, in parts, in no order, now and then twice. */
  #hear(): void {
    const fresh = this.#chance.shuffled(this.#bank.happened.slice(this.#told)).filter(({ outcome, payoutId }) => {
      return outcome !== "paid" || this.#bank.tellsPaid(payoutId);
    });
    this.#told = this.#bank.happened.length;
    // One after the other over a day, or all files at one moment.
    const withinMs = this.#chance.pick([300, 30 * HOUR]);
    while (fresh.length > 0) {
      const part = fresh.splice(0, this.#chance.pick([1, 1, 4]));
      const times = this.#faults.strikes("duplicate message") ? 2 : 1;
      for (let time = 0; time < times; time += 1)
        this.#goOn(this.#chance.between(0, withinMs), () => this.#upload(time === 0 ? part : this.#chance.shuffled(part)));
    }
  }

  #keepHearing(): void {
    this.#cloud.clockwork.call(this.#chance.between(MINUTE, this.#chance.pick([6, 60]) * HOUR), () => {
      if (this.#isSettling) return;
      this.#hear();
      this.#keepHearing();
    });
  }

  async #upload(says: readonly Says[]): Promise<void> {
    const lines = says.map(
      ({ reference, outcome, amount, code }) => `${reference},${outcome},${plainAmount(amount, 2)},2026-06-01,${code}`,
    );
    const text = `reference,outcome,amount,date,code\n${lines.join("\n")}\n`;
    const answer = await this.#ask({ kind: "answer", by: this.#chance.pick(PEOPLE), text });
    if (answer === REFUSED) return void this.stuck.push(`an answer of the bank is refused: ${text}`);
    if ((answer as { status: string }).status === "applied") for (const each of says) this.#recorded.add(each);
  }

  async #record(by: string, says: Says): Promise<void> {
    const { payoutId, advisorId, outcome, code } = says;
    const [second = ""] = this.#chance.shuffled(PEOPLE.filter((each) => each !== by));
    const result = await this.#ask({ kind: "outcome", by, second, payoutId, advisorId, outcome, code });
    // What two decided is refused where a report said something of the payment meanwhile: the report says the rest.
    if (result === REFUSED && outcome !== "paid") return;
    if (result === REFUSED) this.stuck.push(`${outcome} of ${advisorId} in ${payoutId} is refused, and it is what the bank says`);
    else this.#recorded.add(says);
  }

  async #list(by: string): Promise<Seen[]> {
    return (await this.#ask({ kind: "list", by })) as Seen[];
  }

  /** Asks until there is an answer, with the very same request; now and then someone clicks twice. */
  async #ask(asked: Asked): Promise<unknown> {
    const isTwice = this.#faults.strikes("duplicate message");
    if (isTwice) this.#goOn(this.#chance.between(0, 2_000), () => this.#askOnce(asked));
    return this.#askOnce(asked);
  }

  async #askOnce(asked: Asked): Promise<unknown> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#cloud.invoke("desk", asked);
      } catch (error) {
        if ((error as Error).name === "RefusedError") return REFUSED;
        if (attempt === PATIENCE) throw error;
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
    for (const payout of await this.#list(drafter)) {
      if (this.#isOpenTo(payout, "withdraw")) await this.#ask({ ...payout, kind: "withdraw", by: drafter });
      if (payout.status === "exported") await this.#finish(payout.payoutId, approver);
    }
    for (let round = 0; round < 3; round += 1) {
      if ((await this.#ask({ kind: "look", by: drafter, second: approver })) === REFUSED)
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
    await this.#send(by, payoutId);
    await this.#untilDone();
    const payout = (await this.#list(by)).find((each) => each.payoutId === payoutId);
    if (payout === undefined || (await this.#ask({ ...payout, kind: "confirm", by })) === REFUSED)
      this.stuck.push(`${payoutId} can't be confirmed, though the bank is through with it`);
  }
}

type Step = "approve" | "export" | "confirm" | "withdraw" | "send";

const isDeed = (kind: string): boolean => (DEEDS as readonly string[]).includes(kind);
