import type { Advisor } from "../../../shared/engine/facts/advisor.ts";
import type { Wiring } from "../wiring.ts";

/** How long names are remembered. A registration is seen at once, another name after this time. */
const KEPT_MS = 300_000;

/** Who is registered, by id: what staff choose from. */
class Directory {
  /** By the ledger that it was read from. */
  readonly #kept = new WeakMap<
    Wiring["ledger"],
    { readonly epoch: number; readonly readAt: number; readonly advisors: readonly Advisor[] }
  >();

  /** All whose id or name contains the text, ascending by id. Reads every advisor, but only where something may have changed. */
  async search(text: string, wiring: Wiring): Promise<readonly Advisor[]> {
    const wanted = text.trim().toLowerCase();
    const advisors = await this.#read(wiring);
    return advisors.filter(({ advisorId, name }) => advisorId.toLowerCase().includes(wanted) || name.toLowerCase().includes(wanted));
  }

  async #read({ ledger, accounts, surroundings }: Wiring): Promise<readonly Advisor[]> {
    const { epoch } = await ledger.state();
    const now = surroundings.now();
    const kept = this.#kept.get(ledger);
    if (kept?.epoch === epoch && now - kept.readAt < KEPT_MS) return kept.advisors;
    const found = await ledger.advisors(await accounts.advisorIds());
    const advisors = [...found.values()].sort((left, right) => (left.advisorId < right.advisorId ? -1 : 1));
    this.#kept.set(ledger, { epoch, readAt: now, advisors });
    return advisors;
  }
}

/** One for all pages of a function. */
export const directory = new Directory();
