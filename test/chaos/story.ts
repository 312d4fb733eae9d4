import { recordId } from "../../shared/ledger/record/parse-event.ts";
import { auditAtEnd } from "./audit-at-end.ts";
import type { Chance } from "./chance.ts";
import { closeMonth } from "./cloud/close-execution.ts";
import type { Cloud } from "./cloud/cloud.ts";
import type { Faults } from "./cloud/faults.ts";
import type { Snapshot } from "./database/database.ts";
import type { Witness } from "./witness.ts";
import { bodyOf, type Sending } from "./world/sending.ts";
import type { World } from "./world/world.ts";

const MINUTE = 60_000;

/** The table as it was once, with what had been taken over by then. */
interface Backup {
  readonly table: Snapshot;
  readonly mark: ReturnType<Witness["mark"]>;
  /** How many closes were through. */
  readonly closed: number;
}

/** What happens to an agency: facts are sent, months closed, tables restored, held records released. */
export class Story {
  /** Close summaries that differ from the first of their month: there must be none. */
  readonly disagreements: string[] = [];
  /** What the auditor found at the end: there must be nothing. */
  auditFindings: string[] = [];
  readonly months: string[] = [];
  readonly #world: World;
  readonly #cloud: Cloud;
  readonly #witness: Witness;
  readonly #faults: Faults;
  readonly #chance: Chance;
  readonly #summaries = new Map<string, string>();
  readonly #sent: Sending[] = [];
  #backups: Backup[] = [];
  #onTheWay = 0;

  constructor(world: World, cloud: Cloud, witness: Witness, faults: Faults, chance: Chance) {
    this.#world = world;
    this.#cloud = cloud;
    this.#witness = witness;
    this.#faults = faults;
    this.#chance = chance;
  }

  /** Lives through all of it, until everything that was sent is done and one more month is closed over it. */
  async live(): Promise<void> {
    for (const [period, month] of this.#world.months.entries()) {
      await this.#sendAll(this.#world.sendings.filter((sending) => sending.period === period));
      if (!this.#faults.strikes("close under fire")) await this.#cloud.untilQuiet();
      else await this.#cloud.clockwork.wait(this.#chance.between(0, this.#chance.pick([2_000, 60_000, 25 * MINUTE])));
      await this.#close(month);
      if (this.#faults.strikes("close again")) await this.#close(this.#chance.pick(this.months));
      if (this.#chance.hits(0.3)) await this.#release();
      if (this.#faults.strikes("restore")) await this.#restore();
    }
    while (this.#onTheWay > 0) await this.#cloud.clockwork.wait(10 * MINUTE);
    this.#faults.heal();
    await this.#cloud.untilQuiet();
    await this.#expectNoneAwaited();
    await this.#release();
    await this.#cloud.untilQuiet();
    const last = monthAfter(this.#world.months.at(-1) ?? "");
    await this.#close(last);
    await this.#close(last);
    this.auditFindings = await auditAtEnd(this.#cloud);
  }

  /** Told of each commit: now and then the table is backed up as it stands after it. */
  committed(): void {
    if (!this.#chance.hits(0.03)) return;
    this.#backups.push({ table: this.#cloud.database.snapshot(), mark: this.#witness.mark(), closed: this.months.length });
  }

  /** An adjustment of an open month must not be held any more once its advisor is registered. */
  async #expectNoneAwaited(): Promise<void> {
    const closed = this.months.at(-1) ?? "";
    const registered = new Set(this.#witness.taken.map(({ sending: { kind, content } }) => (kind === "advisor" ? content.advisorId : "")));
    const held = new Map((await this.#cloud.inspect().quarantine.list()).map(({ id, released }) => [id, released]));
    for (const sending of this.#sent) {
      const { advisorId, month } = sending.content;
      const isAwaited = sending.kind === "adjustment" && registered.has(advisorId) && String(month) > closed;
      if (isAwaited && held.get(recordId(bodyOf(sending))) === false)
        this.disagreements.push(`still held, though ${advisorId} is registered: ${bodyOf(sending)}`);
    }
  }

  async #sendAll(sendings: readonly Sending[]): Promise<void> {
    const isFrame = ({ kind }: Sending) => kind === "plan" || kind === "advisor";
    const [first, rest] = this.#chance.hits(0.7) ? [sendings.filter(isFrame), sendings.filter((each) => !isFrame(each))] : [[], sendings];
    // All at once, so that much happens at the same time, or spread over a while.
    const withinMs = this.#world.isCrowded ? 500 : this.#chance.pick([500, 10_000, 15 * MINUTE]);
    for (const sending of this.#chance.shuffled(first)) this.#send(sending, withinMs);
    if (first.length > 0) await this.#cloud.clockwork.wait(this.#chance.between(0, 2 * withinMs));
    for (const sending of this.#chance.shuffled(rest)) this.#send(sending, withinMs);
  }

  #send(sending: Sending, withinMs: number): void {
    this.#sent.push(sending);
    const delay = this.#chance.between(0, this.#faults.strikes("late message") ? 300 * MINUTE : withinMs);
    this.#onTheWay += 1;
    this.#cloud.clockwork.call(delay, () => {
      this.#onTheWay -= 1;
      this.#cloud.facts.send(bodyOf(sending));
    });
  }

  async #close(month: string): Promise<void> {
    const isRivalled = this.#faults.strikes("close by two at once");
    const later = async () => {
      await this.#cloud.clockwork.wait(this.#chance.between(0, 500));
      return closeMonth(this.#cloud, month);
    };
    const runs = [closeMonth(this.#cloud, month), ...(isRivalled ? [later()] : [])];
    for (const summary of await Promise.all(runs)) {
      const text = JSON.stringify(summary);
      const known = this.#summaries.get(month) ?? text;
      if (known !== text) this.disagreements.push(`the close of ${month} gave ${known} first and ${text} when it was run again`);
      this.#summaries.set(month, known);
    }
    if (!this.months.includes(month)) this.months.push(month);
    await this.#cloud.sumUpForecasts();
  }

  /** Reprocesses what is held: as it is, or corrected by two people where it can't be read. */
  async #release(): Promise<void> {
    const held = (await this.#cloud.inspect().quarantine.list()).filter(({ released }) => !released);
    const sent = new Map(this.#sent.map((sending) => [recordId(bodyOf(sending)), sending]));
    for (const { id } of held) {
      const sending = sent.get(id);
      if (sending?.corrected === undefined) await this.#untilDone(() => this.#cloud.invoke("reprocess-quarantine", { id }));
      else {
        const body = bodyOf({ ...sending, content: sending.corrected });
        await this.#untilDone(() => this.#cloud.invoke("correcting-desk", { id, body }));
      }
    }
  }

  /** Goes back to a moment since the last close, and tells all facts again: they come from the bus's archive. */
  async #restore(): Promise<void> {
    await this.#cloud.untilQuiet();
    // What a dead function still had on the wire goes to a table that nobody reads any more.
    await this.#cloud.clockwork.wait(15 * MINUTE);
    await this.#cloud.untilQuiet();
    const usable = this.#backups.filter(({ closed, mark }) => closed === this.months.length && mark.period === this.#witness.mark().period);
    if (usable.length === 0) return;
    const backup = this.#chance.pick(usable);
    this.#cloud.database.restore(backup.table);
    this.#witness.goBack(backup.mark);
    this.#backups = this.#backups.filter(({ mark }) => mark.count <= backup.mark.count);
    // A restored table is another table, so the functions start anew.
    this.#cloud.functions.redeploy();
    for (const sending of this.#chance.shuffled(this.#sent)) this.#cloud.facts.send(bodyOf(sending), this.#chance.between(0, 20 * MINUTE));
  }

  async #untilDone(call: () => Promise<unknown>): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await call();
        return;
      } catch (error) {
        if ((error as Error).name === "RefusedError" || attempt === 30) throw error;
        await this.#cloud.clockwork.wait(MINUTE);
      }
    }
  }
}

function monthAfter(month: string): string {
  const [year = 0, number = 0] = month.split("-").map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, "0")}`;
}
