import { canonicalJson } from "../../../../shared/base/json/exact-json.ts";
import { inParallel } from "../../../../shared/base/runtime/parallel.ts";
import type { ObjectStore } from "../../../../shared/base/runtime/runtime.ts";
import type { Proposal } from "../../../../shared/proposals/model/proposal.ts";
import type { ProposalStore } from "../../../../shared/proposals/store.ts";
import { activityActions, activityItem, added, hourlyActivityItem } from "../activity/activity-store.ts";
import { activityRange, type ProposalPlace, proposalKey, proposalList, proposalListKey } from "../keys.ts";
import type { LargeText } from "../large-text.ts";
import type { Action, Item, Table } from "../table.ts";
import { decodeEntry, decodeProposal, encodeProposal, type ProposalTexts } from "./proposal-codec.ts";

/** More of one status and kind than this nobody looks through. */
const MAX_LISTED = 1_000;

/**
 * Proposals and the activity log in the table; what is long lies in the archive.
 * @param kinds the names of all kinds: each has lists of its own.
 */
export function proposalStore(table: Table, archive: ObjectStore, kinds: readonly string[]): ProposalStore {
  return {
    find: async (proposalId) => {
      const item = await table.get(proposalKey(proposalId));
      return item && decodeProposal(textsOf(item), archive);
    },
    list: async (statuses, kind) => {
      const places = statuses.flatMap((status) => (kind === undefined ? kinds : [kind]).map((each) => proposalList(status, each)));
      const listed = (await inParallel(places, 4, (range) => table.some(range, MAX_LISTED, "last"))).flat();
      const items = await table.getAll(listed.map(({ sk }) => proposalKey(sk.slice(sk.indexOf("#") + 1))));
      const found = await inParallel(items, 8, (item) => decodeProposal(textsOf(item), archive));
      // One that was moved on between the two reads is as it is now.
      return found.filter(({ status }) => statuses.includes(status)).sort(latestFirst);
    },
    commit: async (proposal, entries) => {
      const texts = await encodeProposal(proposal, archive);
      const stored = await table.get(proposalKey(proposal.proposalId));
      if (stored !== undefined && isSame(stored, texts)) return "committed";
      if (Number(stored?.lockVersion ?? 0) !== proposal.lockVersion - 1) return "stale";
      const actions = [...moveOf(proposal, texts, stored), ...(await activityActions(entries, archive))];
      return table.commit(actions, `the proposal ${proposal.proposalId}`);
    },
    activity: async (subject) => {
      const items = await table.query(activityRange(subject));
      const entries = await inParallel(items, 8, ({ entry }) => decodeEntry(entry as LargeText, archive));
      // What is noted once an hour has the hour in its key; the sort keeps the order of what was done at one instant.
      return entries.sort((left, right) => (left.at < right.at ? -1 : left.at > right.at ? 1 : 0));
    },
    note: async (entry) => {
      await table.add(await activityItem(entry, 0, archive));
    },
    noteOncePerHour: async (entry) => {
      await table.add(await hourlyActivityItem(entry, archive));
    },
  };
}

const textsOf = ({ proposal, content }: Item): ProposalTexts => ({ proposal: proposal as string, content: content as LargeText });

const isSame = (stored: Item, texts: ProposalTexts): boolean => canonicalJson(textsOf(stored)) === canonicalJson(texts);

/** The proposal's next lock version, and its place in the lists; from there it finds back to what it moves away from. */
function moveOf(proposal: Proposal, texts: ProposalTexts, stored: Item | undefined): Action[] {
  const { proposalId, lockVersion, status, changedAt, content } = proposal;
  const place: ProposalPlace = { proposalId, status, changedAt, kind: content.kind };
  const item = { ...proposalKey(proposalId), lockVersion, place, ...texts };
  const listed: Action = { Put: { Item: proposalListKey(place) } };
  if (stored === undefined) return [added(item), listed];
  const before = proposalListKey(stored.place as ProposalPlace);
  const condition = { ConditionExpression: "lockVersion = :before", ExpressionAttributeValues: { ":before": lockVersion - 1 } };
  const isMoved = before.pk !== proposalListKey(place).pk || before.sk !== proposalListKey(place).sk;
  return [{ Put: { Item: item, ...condition } }, listed, ...(isMoved ? [{ Delete: { Key: { ...before } } }] : [])];
}

const latestFirst = (left: Proposal, right: Proposal): number =>
  left.changedAt === right.changedAt ? (left.proposalId < right.proposalId ? -1 : 1) : left.changedAt < right.changedAt ? 1 : -1;
