import { contentHash } from "../../shared/base/json/hash.ts";
import type { Change } from "./database/database.ts";
import type { OracleFact } from "./oracle/facts.ts";
import type { FactKind, Sending } from "./world/sending.ts";

/** A fact that was taken over, and in which period of the ledger. */
export interface Taken {
  readonly period: number;
  readonly sending: Sending;
}

/**
 * Watches the database's commits, and notes which facts were taken over in which period: what was sent when, and what
 * came through first, is nobody's to decide in advance. It trusts nothing but the order of commits.
 */
export class Witness {
  #period = 0;
  /** In the order in which they were taken over. */
  #taken: Taken[] = [];
  readonly #sent = new Map<string, Sending>();

  constructor(sendings: readonly Sending[]) {
    for (const sending of sendings.map(readable))
      this.#sent.set(nameOf(sending.kind, sending.content, contentHash(sending.content)), sending);
  }

  get taken(): readonly Taken[] {
    return this.#taken;
  }

  /** Whether a fact was taken over, or of a spoilt one what it was corrected to. */
  isTaken({ kind, content, corrected }: Sending): boolean {
    const sent = this.#sent.get(nameOf(kind, corrected ?? content, contentHash(corrected ?? content)));
    return this.#taken.some(({ sending }) => sending === sent);
  }

  /** The facts as the oracle takes them, by period. */
  factsOf(period: number): OracleFact[] {
    return this.#taken.filter((each) => each.period === period).map(({ sending: { kind, content } }) => ({ kind, content }));
  }

  /** Where it stands, to go back to. */
  mark(): { readonly period: number; readonly count: number } {
    return { period: this.#period, count: this.#taken.length };
  }

  goBack({ period, count }: { readonly period: number; readonly count: number }): void {
    this.#period = period;
    this.#taken = this.#taken.slice(0, count);
  }

  /** Looks at one commit. */
  see(changes: readonly Change[]): void {
    // A fact counts for the period in which its commit was; the close's own raises it for all that follow.
    for (const change of changes) for (const name of factsIn(change)) this.#note(name);
    const state = changes.find(({ pk }) => pk === "LEDGER");
    if (state?.after?.period?.N !== undefined) this.#period = Number(state.after.period.N);
  }

  #note(name: string): void {
    const sending = this.#sent.get(name);
    if (sending === undefined) throw new Error(`the table holds a fact that was never sent: ${name}`);
    this.#taken.push({ period: this.#period, sending });
  }
}

/** What of a sending can be taken over. */
const readable = (sending: Sending): Sending => (sending.corrected === undefined ? sending : { ...sending, content: sending.corrected });

/** A fact by its kind, id, revision and content. */
function nameOf(kind: FactKind, content: Sending["content"], hash: string): string {
  const { orderId, advisorId, storeId, month, planId, adjustmentId, revision, version } = content;
  switch (kind) {
    case "order":
      return JSON.stringify([kind, orderId, revision, hash]);
    case "advisor":
      return JSON.stringify([kind, advisorId, revision, hash]);
    case "attributes":
      return JSON.stringify([kind, advisorId ?? null, storeId ?? null, month, revision, hash]);
    case "plan":
      return JSON.stringify([kind, planId, version, hash]);
    case "adjustment":
      return JSON.stringify([kind, adjustmentId, hash]);
  }
}

/** The names of the facts that a change of an item takes over. */
function factsIn({ pk, sk, before, after }: Change): string[] {
  if (after === undefined) return [];
  if (pk.startsWith("O#")) {
    const known = before === undefined ? {} : (JSON.parse(before.seen?.S ?? "{}") as Record<string, string>);
    const seen = JSON.parse(after.seen?.S ?? "{}") as Record<string, string>;
    const fresh = Object.entries(seen).filter(([revision, hash]) => known[revision] !== hash);
    return fresh.map(([revision, hash]) => nameOf("order", { orderId: pk.slice(2), revision: Number(revision) }, hash));
  }
  const kind = kindOf(pk, sk);
  if (kind === undefined) return [];
  return [nameOf(kind, JSON.parse(after.fact?.S ?? "{}") as Sending["content"], after.hash?.S ?? "")];
}

function kindOf(pk: string, sk: string): Exclude<FactKind, "order"> | undefined {
  if (sk.startsWith("v.a#")) return "advisor";
  if (sk.startsWith("v.b#")) return "attributes";
  if (pk === "PLANS") return "plan";
  return pk.startsWith("ADJUSTMENT#") ? "adjustment" : undefined;
}
