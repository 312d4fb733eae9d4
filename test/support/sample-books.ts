import type { Wiring } from "../../functions/_platform/wiring.ts";
import { makeSampleAgency, type SampleAgencyOptions } from "../../infra/local/sample-agency/sample-agency.ts";
import type { Step } from "../../infra/local/scenario/parse-scenario.ts";
import { Events } from "../../infra/local/scenario/to-events.ts";
import type { LocalEvent } from "../../infra/local/start.ts";
import { addMonths, type Month } from "../../shared/base/calendar/month.ts";
import { localDayIn } from "../../shared/base/calendar/time-zone.ts";
import { ratedFacets } from "../../shared/engine/facts/agency.ts";
import { beginClose } from "../../shared/ledger/close/begin-close.ts";
import { finishClose } from "../../shared/ledger/close/finish-close.ts";
import { settleShard } from "../../shared/ledger/close/settle-shard.ts";
import { deriveCredits } from "../../shared/ledger/derive/derive-credits.ts";
import { recordFacts } from "../../shared/ledger/record/record-batch.ts";
import { PAYEE_FIELDS, type Payee, type PayeeDetails } from "../../shared/payees/model/payee.ts";
import { body, gatherAll, type Ledger } from "./ledger.ts";

/** The sample agency's books as its months are closed one after the other, at the times at which they are. */
export interface SampleBooks {
  /** Its clock stands where it was set, and moves on by a millisecond each time it is looked at. */
  readonly p: Wiring;
  setClock(instant: string): void;
}

/** How many events are recorded at a time. */
const BATCH = 200;

/**
 * Plays a sample agency on a ledger.
 * @param closed what is done after each close, before anything later is recorded.
 */
export async function playSample(
  ledger: Ledger,
  options: SampleAgencyOptions,
  closed: (month: Month, books: SampleBooks) => Promise<void>,
): Promise<SampleBooks> {
  const { plans, advisors, steps, ...sample } = makeSampleAgency(options);
  const agency = { ...sample.agency, facets: [...sample.agency.facets] };
  let nowMs = Date.parse("2026-05-01T00:00:00Z");
  const now = () => {
    nowMs += 1;
    return nowMs;
  };
  const p: Wiring = {
    ...ledger.wiring,
    agency,
    rating: { ratedFacets: ratedFacets(agency), localDay: localDayIn(agency.timeZone) },
    surroundings: { ...ledger.wiring.surroundings, now },
  };
  const setClock = (instant: string) => {
    nowMs = Date.parse(instant);
  };
  const books = { p, setClock };
  const events = new Events();
  let waiting: LocalEvent[] = [];
  const record = async () => {
    for (let start = 0; start < waiting.length; start += BATCH) {
      const bodies = waiting.slice(start, start + BATCH).map(({ detailType, detail }) => body(detailType, JSON.parse(detail as string)));
      await recordFacts(bodies, p);
    }
    waiting = [];
  };
  waiting.push(...plans.map((plan) => events.ofPlan(plan)), ...advisors.flatMap((advisor) => events.ofAdvisor(advisor)));
  await record();
  await deriveCredits(p, () => true);
  for (const step of steps as readonly Step[]) {
    if (!("close" in step)) {
      waiting.push(...events.of(step));
      continue;
    }
    await record();
    const month = step.close as Month;
    books.setClock(`${addMonths(month, 1)}-08T10:00:00Z`);
    const close = await beginClose(month, p, () => true);
    await gatherAll(close, p);
    for (let shard = 0; shard < p.shards; shard += 1) await settleShard(close, shard, p);
    await finishClose(close, p, p.shards);
    await closed(month, books);
  }
  return books;
}

/** A payee whose details are sealed by the wiring's own vault, approved long ago. */
export async function sealedPayee(advisorId: string, details: PayeeDetails, { vault }: Pick<Wiring, "vault">, version = 1): Promise<Payee> {
  const texts = PAYEE_FIELDS.map((field) => ({ place: { advisorId, version, field }, text: details[field] }));
  const [sealed, [accountTag = ""]] = await Promise.all([vault.seal(texts), vault.tag([details.account])]);
  return {
    advisorId,
    version,
    sealed: Object.fromEntries(PAYEE_FIELDS.map((field, index) => [field, sealed[index] ?? ""])) as Payee["sealed"],
    accountLast4: details.account.slice(-4),
    accountTag,
    proposalId: "p1",
    approvedBy: "ann",
    approvedAt: "2026-01-01T00:00:00.000Z",
  };
}
