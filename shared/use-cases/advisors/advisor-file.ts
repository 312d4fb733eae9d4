import type { Proposal, ProposalContent, ProposalStatus } from "../../approval/proposal.ts";
import type { TrailEntry } from "../../approval/trail.ts";
import type { Day, Month } from "../../calendar/month.ts";
import { compare } from "../../credits/recipients.ts";
import { tenureMonths } from "../../earnings/attribute-lookup.ts";
import { attributeOf } from "../../earnings/books.ts";
import { type Advisor, managerOn, planIdOn, storeOn } from "../../facts/advisor.ts";
import { formatDecimal } from "../../money/decimal.ts";
import type { ForecastMonth } from "../../outlook/forecast.ts";
import { currentMonth } from "../../outlook/state-of-month.ts";
import type { Plan } from "../../plan/schema.ts";
import type { Settlement } from "../../statement/settle.ts";
import { expectClose } from "../look-up/expect-close.ts";
import { lookUpForecast } from "../look-up/look-up-outlook.ts";
import { type Looking, type OpenAccount, openAccount } from "../look-up/open-account.ts";
import type { FactReader } from "../ports/ledger.ts";
import type { ProposalStore } from "../ports/proposals.ts";
import { type Waiting, type WaitingLists, waitingFor } from "./list-waiting.ts";

/** What opening an advisor's file needs from outside. */
export interface AdvisorFiles extends Looking {
  readonly proposals: Pick<ProposalStore, "list" | "trail">;
  readonly waitingList: WaitingLists["waitingList"];
  readonly ledger: Pick<FactReader, "advisors">;
}

/** How an advisor stands today. Ids where nobody or nothing of that id is known. */
export interface StandingToday {
  readonly planId?: string;
  /** The version in force; none where she has no plan in force. */
  readonly plan?: Plan;
  readonly managerId?: string;
  readonly managerName?: string;
  readonly storeId?: string;
  /** Decimals as text by attribute, as they are looked up for the month that is next to be closed, with where each comes from. */
  readonly attributes: Readonly<Record<string, { readonly value: string; readonly month: Month; readonly storeId?: string }>>;
  readonly tenureMonths: number;
  readonly hasLeft: boolean;
}

/** All that HR sees of an advisor. */
export interface AdvisorFile {
  /** At her highest revision. */
  readonly advisor: Advisor;
  /** All revisions, the highest first. */
  readonly revisions: readonly Advisor[];
  readonly today: Day;
  readonly standing: StandingToday;
  /** Carried by her last statement, minor units; debts are negative. */
  readonly balance: bigint;
  /** What a close of the month that is next to be closed would make of the facts now. */
  readonly expected: Settlement & { readonly month: Month };
  /** Trips booked and not yet travelled, by month. */
  readonly toCome: readonly ForecastMonth[];
  /** What waits for her, as she has no plan in force on the day of booking. */
  readonly waiting: Waiting | undefined;
  readonly trail: readonly TrailEntry[];
  /** Proposals about her, or her scores, that are neither published nor withdrawn; the latest changed first. */
  readonly proposals: readonly Proposal[];
}

/** What is neither published nor withdrawn. */
const OPEN: readonly ProposalStatus[] = ["draft", "submitted", "approved", "publishing"];

/** Opens an advisor's file. @returns undefined where nobody of that id is registered. */
export async function openAdvisorFile(advisorId: string, p: AdvisorFiles): Promise<AdvisorFile | undefined> {
  const account = await openAccount(advisorId, p);
  if (account === undefined) return undefined;
  const { advisor } = account.books;
  const [toCome, waiting, trail, open, standing] = await Promise.all([
    lookUpForecast(account, p),
    waitingFor(advisorId, advisor, p),
    p.proposals.trail(`advisor:${advisorId}`),
    p.proposals.list(OPEN),
    standingOf(account, p),
  ]);
  return {
    advisor,
    revisions: account.record.advisors.map(({ fact }) => fact).sort((a, b) => b.revision - a.revision),
    today: account.today,
    standing,
    balance: account.settled.carriedForward,
    expected: expectClose(account),
    toCome,
    waiting,
    trail,
    proposals: open.filter(({ content }) => isAbout(advisorId, content)),
  };
}

async function standingOf(account: OpenAccount, { ledger }: AdvisorFiles): Promise<StandingToday> {
  const { books, today } = account;
  const { advisor, terms } = books;
  const [planId, plan] = [planIdOn(advisor, today), terms.plans.forAdvisor(advisor, today)];
  const [managerId, storeId] = [managerOn(advisor, today), storeOn(advisor, today)];
  const manager = managerId === undefined ? undefined : (await ledger.advisors([managerId])).get(managerId);
  return {
    ...(planId === undefined ? {} : { planId }),
    ...(plan === undefined ? {} : { plan }),
    ...(managerId === undefined ? {} : { managerId }),
    ...(manager === undefined ? {} : { managerName: manager.name }),
    ...(storeId === undefined ? {} : { storeId }),
    attributes: attributesOf(account, storeId),
    tenureMonths: tenureMonths(advisor, account.thisMonth),
    hasLeft: advisor.leftOn !== undefined && advisor.leftOn < today,
  };
}

function attributesOf(account: OpenAccount, storeId: string | undefined): StandingToday["attributes"] {
  const { books } = account;
  const ofStore = storeId === undefined ? undefined : books.terms.storeHistory(storeId);
  const names = [...new Set([...books.attributes.keys(), ...(ofStore?.keys() ?? [])])].sort(compare);
  const found = names.flatMap((name) => {
    const known = attributeOf(books, name, currentMonth(account));
    if (known === undefined) return [];
    const store = "storeId" in known.from ? { storeId: known.from.storeId } : {};
    return [[name, { value: formatDecimal(known.value), month: known.month, ...store }] as const];
  });
  return Object.fromEntries(found);
}

function isAbout(advisorId: string, content: ProposalContent): boolean {
  if (content.kind === "advisor") return content.advisor.advisorId === advisorId;
  return content.kind === "scores" && content.entries.some((entry) => entry.advisorId === advisorId);
}
