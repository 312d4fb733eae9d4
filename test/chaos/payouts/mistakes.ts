import type { OutcomeKind } from "../../../shared/payouts/model/payment.ts";
import type { Chance } from "../chance.ts";
import type { Bank } from "./bank.ts";

/** What people say of a payment by hand. */
export interface SaidByHand {
  readonly payoutId: string;
  readonly advisorId: string;
  readonly outcome: OutcomeKind;
  readonly code: string;
}

/** What mistakes need of the story. */
export interface MistakesDeps {
  readonly bank: Bank;
  readonly chance: Chance;
  stateOf(payoutId: string, advisorId: string): Promise<string | undefined>;
  /** The references of what an advisor's payment in a payout pays again. */
  paysAgain(payoutId: string, advisorId: string): Promise<readonly string[]>;
  decide(by: string, said: SaidByHand, act: "record" | "correct"): Promise<unknown>;
}

/** Reasons by which an amount isn't paid again before somebody asked the bank, which would know of the mistake. */
const NEEDS_A_LOOK = ["MS03", "XT99", ""] as const;
const HAS_FAILED = ["rejected", "returned"];

/** What people record by hand and isn't so, and what they correct later, as the bank's own books say. */
export class Mistakes {
  readonly #deps: MistakesDeps;
  /** References of payments: nobody is wrong about one twice. */
  readonly #made = new Set<string>();

  constructor(deps: MistakesDeps) {
    this.#deps = deps;
  }

  /**
   * Records of one payment what isn't so, or corrects to it what is.
   * @param again a payout: of what it pays again alone. @returns whether there was one.
   */
  async make(by: string, again?: string): Promise<boolean> {
    const { bank, chance } = this.#deps;
    for (const { payoutId, state, line } of chance.shuffled(this.#orders())) {
      if (state === "taken" || this.#made.has(line.reference)) continue;
      if (again !== undefined && !(await this.#deps.paysAgain(again, line.advisorId)).includes(line.reference)) continue;
      const recorded = await this.#deps.stateOf(payoutId, line.advisorId);
      if (recorded !== "in-transit" && recorded !== state) continue;
      const outcome = state === "paid" ? chance.pick(["rejected", "returned"] as const) : "paid";
      // That paid money came back is recorded, and corrects nothing.
      const act = recorded === "in-transit" || outcome === "returned" ? "record" : "correct";
      this.#made.add(line.reference);
      bank.dispute(line.reference);
      const code = outcome === "paid" ? "" : chance.pick(NEEDS_A_LOOK);
      await this.#deps.decide(by, { payoutId, advisorId: line.advisorId, outcome, code }, act);
      return true;
    }
    return false;
  }

  /** Corrects one payment of which something untrue is recorded. @returns whether there was one. */
  async correct(by: string): Promise<boolean> {
    const { bank, chance } = this.#deps;
    for (const { line, payoutId, state, isDisputed } of chance.shuffled(this.#orders())) {
      if (!isDisputed || state === "taken") continue;
      const recorded = await this.#deps.stateOf(payoutId, line.advisorId);
      if (recorded === state || (recorded !== "paid" && !HAS_FAILED.includes(recorded ?? ""))) continue;
      const code = bank.happened.findLast(({ reference }) => reference === line.reference)?.code ?? "";
      const act = recorded === "paid" && state === "returned" ? "record" : "correct";
      await this.#deps.decide(by, { payoutId, advisorId: line.advisorId, outcome: state, code }, act);
      return true;
    }
    return false;
  }

  #orders() {
    const { bank } = this.#deps;
    return bank.payoutIds.flatMap((payoutId) => bank.ordersOf(payoutId));
  }
}
