/**
 * What changes among the people while the months pass, each change as the whole advisor anew: the
 * registrations, three leavers, a move to another store, a manager corrected in retrospect, and one
 * who goes over to the plan "online". Known on time where life makes it so, and late where it doesn't.
 */

import { ONLINE_STORE_ID, type Person } from "./people.ts";
import { type Advisor, DAY_S, dateIn, dayOf, officeS, type Period, type TimedStep } from "./period.ts";

/** Who changes, as a part of the sellers from the best (0) to the weakest (1): they sell enough. */
const CHANGERS = {
  leavers: [0.12, 0.2, 0.27],
  storeMover: 0.16,
  managerCorrected: 0.23,
  planChanger: 0.31,
};

export interface Personnel {
  /** Known before the first step. */
  readonly advisors: readonly Advisor[];
  readonly steps: readonly TimedStep[];
  /** The last day of each leaver, by advisorId. */
  readonly lastDays: ReadonlyMap<string, number>;
}

export function changePersonnel(period: Period, people: readonly Person[]): Personnel {
  const { leavers, storeMover, managerCorrected, planChanger } = chooseChangers(people);
  const departures = leavers.map((leaver, index) => leave(period, leaver, index));
  return {
    advisors: people.filter(isKnownFromTheStart).map((person) => person.advisor),
    steps: [
      ...people.filter((person) => !isKnownFromTheStart(person)).map(register),
      ...departures,
      moveStore(period, storeMover, otherStore(people, storeMover)),
      correctManager(period, managerCorrected, otherStore(people, managerCorrected)),
      changePlan(period, planChanger),
    ],
    lastDays: new Map(departures.map(({ step }) => [step.advisor.advisorId, dayOf(step.advisor.leftOn as string)])),
  };
}

function isKnownFromTheStart(person: Person): boolean {
  return person.registeredS === undefined;
}

type AdvisorStep = TimedStep & { readonly step: { readonly advisor: Advisor } };

function register(person: Person): AdvisorStep {
  return { atS: person.registeredS as number, step: { advisor: recordOf(person) } };
}

/** An advisor as a step tells of them: only the list known from the start carries attributes. */
function recordOf({ advisor }: Person): Advisor {
  const { months: _, ...record } = advisor;
  return record;
}

function chooseChangers(people: readonly Person[]) {
  const eligible = people
    .filter(isKnownFromTheStart)
    .filter((person) => person.advisor.advisorId.startsWith("adv-"))
    .filter((person) => person.storeId !== ONLINE_STORE_ID)
    .sort((one, other) => one.rank - other.rank);
  const at = (part: number) => eligible.splice(Math.floor(part * eligible.length), 1)[0] as Person;
  return {
    leavers: CHANGERS.leavers.map(at),
    storeMover: at(CHANGERS.storeMover),
    managerCorrected: at(CHANGERS.managerCorrected),
    planChanger: at(CHANGERS.planChanger),
  };
}

/**
 * Two give notice; of the third the system hears only after the month of leaving is closed, so that
 * trips which were settled as usual turn into trips after leaving.
 */
function leave(period: Period, leaver: Person, index: number): AdvisorStep {
  const isHeardLate = index === CHANGERS.leavers.length - 1;
  const leftOn = dateIn(period, index, 12 + 3 * index);
  return {
    atS: isHeardLate ? officeS(period, index + 1, 12) : dayOf(leftOn) * DAY_S - 5 * DAY_S,
    step: { advisor: { ...recordOf(leaver), leftOn } },
  };
}

function moveStore(period: Period, mover: Person, to: Person): AdvisorStep {
  const advisor = recordOf(mover);
  const from = dateIn(period, 2, 16);
  return {
    atS: officeS(period, 2, 13),
    step: {
      advisor: {
        ...advisor,
        managers: [...(advisor.managers ?? []), { managerId: to.advisor.advisorId, from }],
        stores: [...(advisor.stores ?? []), { storeId: to.storeId as string, from }],
      },
    },
  };
}

/** A seller worked under another store's manager from the second month on; HR says so only in the third. */
function correctManager(period: Period, lent: Person, to: Person): AdvisorStep {
  const advisor = recordOf(lent);
  const from = dateIn(period, 1, 1);
  return {
    atS: officeS(period, 2, 20),
    step: {
      advisor: {
        ...advisor,
        managers: [...(advisor.managers ?? []), { managerId: to.advisor.advisorId, from }],
      },
    },
  };
}

function changePlan(period: Period, changer: Person): AdvisorStep {
  const assignments = [{ planId: "online", from: dateIn(period, 3, 1) }];
  return {
    atS: officeS(period, 2, 27),
    step: { advisor: { ...recordOf(changer), assignments } },
  };
}

/** The manager of a store that is neither the person's own nor the service centre, of their region if there is one. */
function otherStore(people: readonly Person[], { advisor, storeId }: Person): Person {
  const regionOf = (managerId: string | null | undefined) =>
    people.find((person) => person.advisor.advisorId === managerId)?.advisor.managers?.[0]?.managerId;
  const region = regionOf(advisor.managers?.[0]?.managerId);
  const others = people
    .filter((person) => person.advisor.advisorId.startsWith("mgr-"))
    .filter((person) => person.storeId !== storeId && person.storeId !== ONLINE_STORE_ID);
  const near = others.find((person) => regionOf(person.advisor.advisorId) === region);
  return near ?? (others[0] as Person);
}
