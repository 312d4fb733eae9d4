import { currentMonth } from "../../account/model/account.ts";
import type { ForecastMonth } from "../../account/model/forecast.ts";
import { expectClose } from "../../account/steps/explain-expected.ts";
import { type AccountDeps, type OpenAccount, openAccount } from "../../account/steps/open-account.ts";
import { getForecast } from "../../account/steps/read-month.ts";
import type { ActivityEntry } from "../../activity/model/activity-entry.ts";
import type { Day, Month } from "../../base/calendar/month.ts";
import { formatDecimal } from "../../base/money/money.ts";
import { compare } from "../../base/text/compare.ts";
import { tenureMonths } from "../../engine/earnings/attribute-lookup.ts";
import { attributeOf } from "../../engine/earnings/inputs.ts";
import { type Advisor, managerOn, planIdOn, storeOn } from "../../engine/facts/advisor.ts";
import { hasLeftBy } from "../../engine/facts/spells.ts";
import type { Plan } from "../../engine/plan/schema.ts";
import type { Settlement } from "../../engine/statement/settle.ts";
import type { FactReader } from "../../ledger/store/fact-store.ts";
import { type UnassignedCredits, type UnassignedCreditsStore, unassignedCreditsOf } from "../../ledger/unassigned/list-unassigned.ts";
import type { ProposalKinds } from "../../proposals/kind.ts";
import { OPEN_STATUSES, type Proposal } from "../../proposals/model/proposal.ts";
import type { ProposalStore } from "../../proposals/store.ts";

/** Dependencies of opening an advisor's file. */
export interface AdvisorFiles extends AccountDeps {
  readonly kinds: Pick<ProposalKinds, "of">;
  readonly proposals: Pick<ProposalStore, "list" | "activity">;
  readonly waitingList: UnassignedCreditsStore["waitingList"];
  readonly ledger: Pick<FactReader, "advisors">;
}

/** How an advisor stands today. Ids where nobody or nothing of that id is known. */
export interface CurrentOverview {
  readonly planId?: string;
  /** The version in force; none where the advisor has no plan in force. */
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
  /** At their highest revision. */
  readonly advisor: Advisor;
  /** All revisions, the highest first. */
  readonly revisions: readonly Advisor[];
  readonly today: Day;
  /** Whether credits are still being derived anew: `expected` and `toCome` are those of before the change until then. */
  readonly isDeriving: boolean;
  readonly standing: CurrentOverview;
  /** Carried by their last statement, minor units; debts are negative. */
  readonly balance: bigint;
  /** What a close of the month that is next to be closed would make of the facts now. */
  readonly expected: Settlement & { readonly month: Month };
  /** Trips booked and not yet travelled, by month. */
  readonly upcoming: readonly ForecastMonth[];
  /** What waits for the advisor, as they have no plan in force on the day of booking. */
  readonly waiting: UnassignedCredits | undefined;
  readonly activity: readonly ActivityEntry[];
  /** Proposals about the advisor, or their scores, that are neither published nor withdrawn; the latest changed first. */
  readonly proposals: readonly Proposal[];
}

/** Opens an advisor's file. @returns undefined where nobody of that id is registered. */
export async function openAdvisorFile(advisorId: string, deps: AdvisorFiles): Promise<AdvisorFile | undefined> {
  const account = await openAccount(advisorId, deps);
  if (account === undefined) return undefined;
  const { advisor } = account.books;
  const [upcoming, waiting, activity, open, standing] = await Promise.all([
    getForecast(account, deps),
    unassignedCreditsOf(advisorId, advisor, deps),
    deps.proposals.activity(`advisor:${advisorId}`),
    deps.proposals.list(OPEN_STATUSES),
    standingOf(account, deps),
  ]);
  return {
    advisor,
    revisions: account.record.advisors.map(({ fact }) => fact).sort((left, right) => right.revision - left.revision),
    today: account.today,
    isDeriving: account.isDeriving,
    standing,
    balance: account.settled.carriedForward,
    expected: expectClose(account),
    upcoming,
    waiting,
    activity,
    proposals: open.filter(({ content }) => deps.kinds.of(content).concerns(content, advisorId)),
  };
}

async function standingOf(account: OpenAccount, { ledger }: AdvisorFiles): Promise<CurrentOverview> {
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
    hasLeft: hasLeftBy(advisor, today),
  };
}

function attributesOf(account: OpenAccount, storeId: string | undefined): CurrentOverview["attributes"] {
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
