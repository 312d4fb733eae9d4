import type { FieldChange } from "../../activity/model/activity-entry.ts";
import { changesBetween } from "../../base/json/diff.ts";
import type { PayingContent, ProposalContent } from "../../proposals/model/proposal.ts";
import type { ScoresContent } from "./content.ts";

/** How many scores or entries are told one by one; of more, how many they are: the proposal keeps them all. */
const ENTRIES_TOLD = 500;

/** What an edit changed in a proposal's content, field by field. Without one before: all of it, a field each. */
export function contentChanges(before: ProposalContent | undefined, after: ProposalContent): FieldChange[] {
  switch (after.kind) {
    case "plan": {
      const known = before?.kind === "plan" ? before : undefined;
      return [
        ...changesBetween({ basedOn: known?.basedOn }, { basedOn: after.basedOn }),
        ...changesBetween(known?.terms ?? {}, after.terms),
        ...changesBetween({ rollsBack: known?.rollsBack }, { rollsBack: after.rollsBack }),
      ];
    }
    case "advisor": {
      const known = before?.kind === "advisor" ? before : undefined;
      return [
        ...changesBetween(known?.advisor ?? {}, after.advisor),
        ...changesBetween({ handedTo: known?.handedTo }, { handedTo: after.handedTo }),
      ];
    }
    case "scores":
      return scoreChanges(before?.kind === "scores" ? before.entries : [], after);
    case "correction":
      return [{ path: "body", after: after.body }];
    case "adjustments":
    case "payees":
    case "outcomes":
      return entryChanges(after);
    case "settings":
      return changesBetween(before?.kind === "settings" ? before.settings : {}, after.settings);
  }
}

/** What is proposed, entry by entry. Of an account nothing is told but its last four digits. */
function entryChanges(content: PayingContent): FieldChange[] {
  const told = [{ path: "source", after: content.source }];
  if (content.entries.length > ENTRIES_TOLD) return [...told, { path: "entries", after: content.entries.length }];
  if (content.kind !== "payees") return [...told, ...content.entries.map((after, place) => ({ path: `${content.kind}[${place}]`, after }))];
  return [...told, ...content.entries.map(({ advisorId, last4 }, place) => ({ path: `payees[${place}]`, after: { advisorId, last4 } }))];
}

/** Scores by subject, month and name: advisors.li.2026-10.serviceScore. */
export function scoreChanges(before: ScoresContent["entries"], { entries, source }: ScoresContent): FieldChange[] {
  const told = [{ path: "source", after: source }];
  const changes = changesBetween(bySubject(before), bySubject(entries)).flatMap(leaves);
  return changes.length > ENTRIES_TOLD ? [...told, { path: "entries", after: entries.length }] : [...told, ...changes];
}

type Tree = { [name: string]: Tree | string };

function bySubject(entries: ScoresContent["entries"]): Tree {
  const tree = branch();
  for (const { advisorId, storeId, month, values } of entries) {
    const path = [advisorId === undefined ? "stores" : "advisors", advisorId ?? storeId ?? "", month];
    let place = tree;
    for (const name of path) {
      const next = place[name];
      const inside = typeof next === "object" ? next : branch();
      place[name] = inside;
      place = inside;
    }
    Object.assign(place, values);
  }
  return tree;
}

/** Without a prototype: an id may be called like anything. */
const branch = (): Tree => Object.create(null) as Tree;

/** What stands on one side only, value by value. */
function leaves({ path, before, after }: FieldChange): FieldChange[] {
  const whole = after ?? before;
  if (whole === null || typeof whole !== "object") return [{ path, before, after }];
  return Object.entries(whole).flatMap(([name, value]) =>
    leaves({ path: `${path}.${name}`, ...(after === undefined ? { before: value } : { after: value }) }),
  );
}
