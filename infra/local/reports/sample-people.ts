import type { Statement } from "../../../shared/engine/statement/statement.ts";
import { STAFF } from "../identity/staff.ts";
import type { Results } from "../scenario/results.ts";

/** Whom to sign in as, and why. */
export interface SamplePerson {
  readonly username: string;
  readonly what: string;
}

/** What is looked at of an advisor. */
interface Listed {
  readonly advisorId: string;
  readonly name: string;
  readonly managers?: readonly { readonly managerId: string | null }[] | undefined;
}

const managersOf = (advisors: readonly Listed[]) =>
  new Set(advisors.flatMap(({ managers = [] }) => managers.map(({ managerId }) => managerId)));

const staff: readonly SamplePerson[] = STAFF.map(({ username, what }) => ({ username, what }));

/** People of a run whose pages show most: two sellers, a manager, and those who may see all. */
export function samplePeople({ entries }: Results, advisors: readonly Listed[]): SamplePerson[] {
  const lastMonth = entries.at(-1)?.month;
  const managerIds = managersOf(advisors);
  const statements = entries
    .flatMap(({ month, statement }) => (month === lastMonth && statement !== undefined ? [statement] : []))
    .sort((left, right) => Number(right.earnings - left.earnings));
  const sellers = statements.filter(({ advisorId }) => !managerIds.has(advisorId));
  // The stars stand at the top of every ladder: whoever follows them has a next step to reach.
  const climbing = sellers.slice(Math.floor(sellers.length / 4)).sort((left, right) => showsMore(right) - showsMore(left))[0];
  const star = sellers.find(({ equityEligible }) => equityEligible) ?? sellers[0];
  const manager = statements.find(({ advisorId }) => managerIds.has(advisorId));
  const named = (statement: Statement | undefined, what: string): SamplePerson[] => {
    if (statement === undefined) return [];
    const { name } = advisors.find(({ advisorId }) => advisorId === statement.advisorId) ?? {};
    return [{ username: statement.advisorId, what: `${name ?? statement.advisorId}, ${what}` }];
  };
  return [
    ...named(climbing, "an advisor: a next step to reach, refunds and late changes"),
    ...named(star, star?.equityEligible ? "a star: eligible for equity" : "a star"),
    ...named(manager, "a manager: overrides on others' sales"),
    ...staff,
  ];
}

/** How many advisors of a scenario are named. */
const MAX_NAMED = 4;

/** People of any scenario: those of its advisors who earned most in the last month that was closed, and the staff. */
export function scenarioPeople({ entries }: Results, advisors: readonly Listed[]): SamplePerson[] {
  const lastMonth = entries.at(-1)?.month;
  const managerIds = managersOf(advisors);
  const earned = new Map(
    entries.flatMap(({ month, advisorId, statement }) => (month === lastMonth && statement ? [[advisorId, statement.earnings]] : [])),
  );
  const most = [...advisors].sort((left, right) => Number((earned.get(right.advisorId) ?? -1n) - (earned.get(left.advisorId) ?? -1n)));
  const named = most.slice(0, MAX_NAMED).map(({ advisorId, name }) => ({
    username: advisorId,
    what: `${name}, ${managerIds.has(advisorId) ? "a manager" : "an advisor"}`,
  }));
  return [...named, ...staff];
}

/** What changed in earlier months is what others have less of; beyond that, the more components the better. */
const showsMore = ({ adjustments, components }: Statement): number => 100 * adjustments.length + components.length;
