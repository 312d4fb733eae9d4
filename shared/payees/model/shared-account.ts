/** By what an advisor has an account: the payee as it is now, an entry of the same file or proposal, or another proposal that waits. */
export type AccountUse = "current" | "same-proposal" | "other-proposal";

/** An advisor who has the account that an entry gives to somebody else. */
export interface AccountSharer {
  readonly advisorId: string;
  /** As registered; "" where nobody is registered under the id. */
  readonly name: string;
  readonly use: AccountUse;
}

/** Who else has the account of an advisor's entry. */
export interface SharedAccount {
  readonly advisorId: string;
  /** The first of them by id: see `MAX_SHARERS`. */
  readonly others: readonly AccountSharer[];
  /** How many there are. */
  readonly count: number;
}

/** So many others are named of each account: a file of thousands of rows may have one account in all of them. */
export const MAX_SHARERS = 10;

/** Advisors and how each has an account. */
export type AccountUses = ReadonlyMap<string, AccountUse>;

/**
 * Which entries have an account that somebody else has too, in the order of the entries.
 * @param usesOf who has the account with a tag, the entries' own advisors included.
 */
export function sharedAccounts(
  entries: readonly { readonly advisorId: string; readonly accountTag: string }[],
  usesOf: ReadonlyMap<string, AccountUses>,
  nameOf: (advisorId: string) => string | undefined,
): SharedAccount[] {
  const sorted = new Map([...usesOf].map(([tag, uses]) => [tag, [...uses].sort(byId).slice(0, MAX_SHARERS + 1)]));
  return entries.flatMap(({ advisorId, accountTag }): SharedAccount[] => {
    const uses = usesOf.get(accountTag);
    const count = (uses?.size ?? 0) - (uses?.has(advisorId) ? 1 : 0);
    if (count === 0) return [];
    const others = (sorted.get(accountTag) ?? []).filter(([id]) => id !== advisorId).slice(0, MAX_SHARERS);
    return [{ advisorId, others: others.map(([id, use]) => ({ advisorId: id, name: nameOf(id) ?? "", use })), count }];
  });
}

const byId = ([a]: readonly [string, AccountUse], [b]: readonly [string, AccountUse]): number => (a < b ? -1 : a > b ? 1 : 0);
