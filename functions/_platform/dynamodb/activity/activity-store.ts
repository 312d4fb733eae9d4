import { randomBytes } from "node:crypto";
import type { SubjectEntry } from "../../../../shared/activity/model/activity-entry.ts";
import type { ObjectStore } from "../../../../shared/base/runtime/runtime.ts";
import { activityKey } from "../keys.ts";
import { encodeEntry } from "../proposals/proposal-codec.ts";
import { ABSENT, type Action, type Item } from "../table.ts";

/**
 * Lines of one instant keep the order in which one machine wrote them, whose clock may stand still, and of one step their
 * own; the random tail tells others apart.
 */
export async function activityItem(subjectEntry: SubjectEntry, place: number, archive: ObjectStore): Promise<Item> {
  const written = String(process.hrtime.bigint()).padStart(20, "0");
  const tail = `${written}#${String(place).padStart(3, "0")}#${randomBytes(6).toString("hex")}`;
  return { ...activityKey(subjectEntry.subject, subjectEntry.entry.at, tail), ...(await encodeEntry(subjectEntry, archive)) };
}

/** A line that is there once for its action, its person and the full hour of its instant. */
export async function hourlyActivityItem(subjectEntry: SubjectEntry, archive: ObjectStore): Promise<Item> {
  const { subject, entry } = subjectEntry;
  const hour = `${entry.at.slice(0, "2026-01-01T00".length)}:00:00.000Z`;
  return { ...activityKey(subject, hour, `${entry.action}#${entry.by}`), ...(await encodeEntry(subjectEntry, archive)) };
}

/** Lines of the activity log as the actions of a transaction. */
export async function activityActions(entries: readonly SubjectEntry[], archive: ObjectStore): Promise<Action[]> {
  return (await Promise.all(entries.map((each, place) => activityItem(each, place, archive)))).map(added);
}

/** Puts what nobody has put before. */
export const added = (Item: Item): Action => ({ Put: { Item, ...ABSENT } });
