import type { Change, LowLevelItem } from "../database/database.ts";

/** A payment as the table holds it, with what was recorded of it. */
interface Booked {
  readonly payoutId: string;
  readonly advisorId: string;
  /** Minor units. */
  readonly amount: bigint;
  readonly payeeVersion: number;
  /** When it was put, as commits count. */
  readonly putAt: number;
  /** From when to when it counted as failed, once for each time. */
  readonly failures: { readonly from: number; to: number }[];
  /** Since the last correction. */
  outcomes: string[];
  /** Why it failed, and whether people have decided that it is paid again. */
  code: string;
  cleared: string[];
}

/** Of the reasons that this bank gives: those that ask for new details, and the one that says that nothing is wrong. */
const NEW_DETAILS = ["AC04", "BE01"];
const BY_ITSELF = ["AM04"];

/**
 * Watches the table's commits while people pay, and knows by itself who is owed what: from statements, payments and
 * outcomes as they are put, with nothing imported from the engine.
 */
export class PaymentWitness {
  /** What was wrong right after a commit, a sentence each. */
  readonly violations: string[] = [];
  /** Whether the bank has said this of a payment, so that a report may have it recorded. */
  isTold: (payoutId: string, advisorId: string, kind: string) => boolean = () => true;
  /** Payable of all statements by advisor, minor units. */
  readonly stated = new Map<string, bigint>();
  readonly #statuses = new Map<string, string>();
  readonly #payments = new Map<string, Booked>();
  readonly #payees = new Map<string, number>();
  readonly #held = new Set<string>();
  /** What each statement brought forward, by advisor, the earliest month first. */
  readonly #brought = new Map<string, { readonly month: string; readonly brought: bigint }[]>();
  /** Who wrote and submitted a proposal. */
  readonly #authors = new Map<string, readonly string[]>();
  /** Proposals of the adjustments of an advisor's month, by both. */
  readonly #adjustedBy = new Map<string, readonly string[]>();
  #commits = 0;

  /** Looks at one commit. */
  see(changes: readonly Change[]): void {
    this.#commits += 1;
    for (const change of changes) this.#note(change);
    for (const { pk, sk, before, after } of changes)
      if (pk === "PAYOUTS" && sk !== "GATE" && after !== undefined) this.#check(sk, read(before, "payout"), read(after, "payout"));
  }

  /** Payments of an advisor that may be paid or are, less nothing that came back; minor units. */
  standing(advisorId: string): bigint {
    let total = 0n;
    for (const payment of this.#payments.values()) if (payment.advisorId === advisorId && this.#stands(payment)) total += payment.amount;
    return total;
  }

  #note({ pk, sk, before, after }: Change): void {
    if (pk === "HOLDS") {
      if (after === undefined) this.#held.delete(sk);
      else this.#held.add(sk);
    }
    if (pk.startsWith("PROPOSAL#")) {
      const { authors = [], submission } = read(after, "proposal") as { authors?: string[]; submission?: { by: string } };
      this.#authors.set(pk.slice("PROPOSAL#".length), [...authors, ...(submission === undefined ? [] : [submission.by])]);
    }
    if (pk === "PAYOUTS" && sk !== "GATE") this.#statuses.set(sk, String(read(after, "payout").status));
    if (!pk.startsWith("A#")) return;
    const advisorId = pk.slice("A#".length);
    const isPut = /^(s#|p\.[ep]#|p\.o#)/.test(sk);
    if (isPut && before !== undefined && JSON.stringify(before) !== JSON.stringify(after))
      this.violations.push(`${pk} ${sk} is put once, and was changed from ${JSON.stringify(before)} to ${JSON.stringify(after)}`);
    if (after === undefined || before !== undefined) return;
    if (sk.startsWith("s#")) {
      const payable = BigInt(String(read(after, "statement").payable));
      this.stated.set(advisorId, (this.stated.get(advisorId) ?? 0n) + payable);
      const brought = BigInt(String(read(after, "statement").broughtForward ?? 0));
      this.#brought.set(advisorId, [...(this.#brought.get(advisorId) ?? []), { month: sk.slice("s#".length), brought }]);
    }
    const [, adjustedBy] = /^v\.m#m-(.+)-\d+$/.exec(sk) ?? [];
    if (adjustedBy !== undefined) {
      const place = `${advisorId} ${read(after, "fact").month}`;
      this.#adjustedBy.set(place, [...(this.#adjustedBy.get(place) ?? []), adjustedBy]);
    }
    if (sk.startsWith("p.e#"))
      this.#payees.set(advisorId, Math.max(this.#payees.get(advisorId) ?? 0, Number(read(after, "payee").version)));
    if (sk.startsWith("p.p#")) {
      const { payoutId, amount, payeeVersion } = read(after, "payment");
      const booked = { payoutId: String(payoutId), advisorId, amount: BigInt(String(amount)), payeeVersion: Number(payeeVersion) };
      this.#payments.set(`${advisorId} ${payoutId}`, {
        ...booked,
        putAt: this.#commits,
        failures: [],
        outcomes: [],
        code: "",
        cleared: [],
      });
    }
    if (sk.startsWith("p.o#")) {
      const [, payoutId = ""] = sk.split("#");
      const { kind, code = "", reportId, corrects, ofWhole, by, approvedBy = "" } = read(after, "outcome");
      const payment = this.#payments.get(`${advisorId} ${payoutId}`);
      if (reportId !== undefined && !this.isTold(payoutId, advisorId, String(kind)))
        this.violations.push(`${kind} of ${advisorId} in ${payoutId} is recorded by ${reportId}, and the bank never said so`);
      const needsTwo = corrects !== undefined || (kind !== "paid" && reportId === undefined);
      if (needsTwo && ["", by, advisorId].includes(approvedBy))
        this.violations.push(`${kind} of ${advisorId} in ${payoutId} is said by ${by}, and approved by "${approvedBy}"`);
      if (payment === undefined) return;
      const hadFailed = !this.#stands(payment);
      payment.outcomes = [...(corrects === undefined ? payment.outcomes : []), String(kind)];
      const last = payment.failures.at(-1);
      if (hadFailed && this.#stands(payment) && last !== undefined) {
        last.to = this.#commits;
        this.#checkCorrection(advisorId, payment);
      }
      if (kind === "paid") return;
      // What is said of a whole batch tells nothing of one payee.
      const ownCode = ofWhole === true && NEW_DETAILS.includes(String(code)) ? "" : String(code);
      Object.assign(payment, { code: ownCode, cleared: [] });
      if (!hadFailed) payment.failures.push({ from: this.#commits, to: Number.POSITIVE_INFINITY });
    }
    if (sk.startsWith("p.c#")) {
      const [, payoutId = ""] = sk.split("#");
      this.#payments.get(`${advisorId} ${payoutId}`)?.cleared.push(String(read(after, "clearance").kind));
    }
  }

  /** What must hold right after a payout was approved, exported, or its file was fetched for the first time. */
  #check(payoutId: string, before: Record<string, unknown>, after: Record<string, unknown>): void {
    if (after.status === "withdrawn" && before.downloaded !== undefined) {
      const [first, second] = [before.withdrawal, after.withdrawn].map((each) => (each as { by?: string } | undefined)?.by);
      if (first === undefined || first === second) this.violations.push(`${payoutId} was fetched, and ${second} alone has withdrawn it`);
    }
    const isFetched = before.downloaded === undefined && after.downloaded !== undefined;
    if (before.status === after.status && !isFetched) return;
    const status = isFetched ? "fetched" : String(after.status);
    if (!["approved", "exported", "fetched"].includes(status)) return;
    for (const { advisorId, payeeVersion, ...payment } of this.#payments.values()) {
      if (payment.payoutId !== payoutId) continue;
      if (this.#held.has(advisorId)) this.violations.push(`${payoutId} is ${status} with ${advisorId}, who is held`);
      if (payeeVersion !== this.#payees.get(advisorId))
        this.violations.push(`${payoutId} is ${status} with version ${payeeVersion} of ${advisorId}'s payee, and there is a later one`);
      const [is, may] = [this.standing(advisorId), this.stated.get(advisorId) ?? 0n];
      if (is > may) this.violations.push(`with ${payoutId} ${status} ${advisorId} has ${is} paid or on the way, and is owed ${may}`);
      if (status !== "approved") continue;
      const { by } = after.approved as { by: string };
      if (this.#authorsOf(advisorId, payoutId).includes(by))
        this.violations.push(`${payoutId} is approved by ${by}, who proposed an adjustment that it pays to ${advisorId}`);
      const waits = this.#waits(advisorId, payoutId);
      if (waits !== undefined)
        this.violations.push(`${payoutId} is approved with ${advisorId}, whose payment in ${waits} failed and waits`);
    }
  }

  /** Who proposed what a payment pays for the first time: since the payout before it, and back to where a balance that was carried began. */
  #authorsOf(advisorId: string, payoutId: string): readonly string[] {
    const monthOf = (of: string) => of.slice(0, "2026-01".length);
    const before = [...this.#payments.values()].filter((each) => each.advisorId === advisorId && each.payoutId !== payoutId);
    const left = before.filter((each) => ["approved", "exported", "confirmed"].includes(this.#statuses.get(each.payoutId) ?? ""));
    const paid =
      left
        .map((each) => monthOf(each.payoutId))
        .sort()
        .at(-1) ?? "";
    const statements = this.#brought.get(advisorId) ?? [];
    let first = statements.findIndex(({ month }) => month > paid);
    if (first < 0) return [];
    while (first > 0 && statements[first]?.brought !== 0n) first -= 1;
    const months = statements.slice(first).filter(({ month }) => month <= monthOf(payoutId));
    const proposals = months.flatMap(({ month }) => this.#adjustedBy.get(`${advisorId} ${month}`) ?? []);
    return proposals.flatMap((proposalId) => this.#authors.get(proposalId) ?? []);
  }

  /** What was paid again may not be corrected to paid while the other payment can still be kept from going out. */
  #checkCorrection(advisorId: string, corrected: Booked): void {
    const again = [...this.#payments.values()].filter((each) => each.advisorId === advisorId && this.#paysAgain(each, corrected));
    const isKept = again.some(({ payoutId }) => this.#statuses.get(payoutId) === "approved");
    if (isKept && this.standing(advisorId) > (this.stated.get(advisorId) ?? 0n))
      this.violations.push(`${corrected.payoutId} is corrected to paid for ${advisorId}, and an approved payout pays it again`);
  }

  /** Whether a payment that stands was put while another one counted as failed. */
  #paysAgain(later: Booked, { failures }: Booked): boolean {
    return this.#stands(later) && failures.some(({ from, to }) => later.putAt > from && later.putAt < to);
  }

  /** The payout of a payment of theirs that failed, that nothing put later pays again, and that nobody has cleared. */
  #waits(advisorId: string, inPayout: string): string | undefined {
    const own = [...this.#payments.values()].filter((payment) => payment.advisorId === advisorId);
    return own.find((failed) => {
      const { failures, code, cleared, payeeVersion } = failed;
      if (failures.length === 0 || this.#stands(failed) || BY_ITSELF.includes(code)) return false;
      if (own.some((later) => later.payoutId !== inPayout && this.#paysAgain(later, failed))) return false;
      if (!NEW_DETAILS.includes(code)) return cleared.length === 0;
      return !cleared.includes("confirmed") && (this.#payees.get(advisorId) ?? 0) <= payeeVersion;
    })?.payoutId;
  }

  #stands({ payoutId, outcomes }: Booked): boolean {
    const status = this.#statuses.get(payoutId) ?? "";
    return ["approved", "exported", "confirmed"].includes(status) && !outcomes.includes("returned") && !outcomes.includes("rejected");
  }
}

/** An item's subject. Amounts in it are far below 2^53 here. */
function read(item: LowLevelItem | undefined, name: string): Record<string, unknown> {
  return JSON.parse(item?.[name]?.S ?? "{}") as Record<string, unknown>;
}
