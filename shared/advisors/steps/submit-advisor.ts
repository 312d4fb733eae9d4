import type { FieldChange } from "../../activity/model/activity-entry.ts";
import { refusal, refuse } from "../../base/issues/issue.ts";
import { parse } from "../../base/issues/parse.ts";
import { changesBetween } from "../../base/json/diff.ts";
import { advisorSchema } from "../../engine/facts/advisor.ts";
import { type CloseLedger, NO_ROWS } from "../../ledger/store/close-store.ts";
import type { FactReader } from "../../ledger/store/fact-store.ts";
import type { AdvisorContent } from "../model/content.ts";

export interface AdvisorRevisionDeps {
  readonly ledger: Pick<CloseLedger, "advisorRecord"> & Pick<FactReader, "advisors">;
}

/** @throws RefusedError where the content is no valid advisor, or the revision is taken. */
export async function validateAdvisor({ advisor }: AdvisorContent, { ledger }: AdvisorRevisionDeps): Promise<void> {
  const reading = parse(advisorSchema, advisor);
  if (!reading.ok) return refuse(...reading.issues);
  const { advisorId, revision } = reading.value;
  const stored = (await ledger.advisors([advisorId])).get(advisorId)?.revision ?? 0;
  if (revision !== stored + 1) refuse(refusal("revision-taken", { advisorId, stored, revision }));
}

/** What a change of an advisor changes in what is stored, field by field. */
export async function changesOfAdvisor({ advisor, handoverTo }: AdvisorContent, { ledger }: AdvisorRevisionDeps): Promise<FieldChange[]> {
  const { advisorId, revision } = advisor;
  const { advisors } = await ledger.advisorRecord(advisorId, NO_ROWS);
  const before = advisors
    .map(({ fact }) => fact)
    .filter((fact) => fact.revision < revision)
    .sort((left, right) => right.revision - left.revision)[0];
  return [...changesBetween(before ?? {}, advisor), ...(handoverTo === undefined ? [] : [{ path: "handoverTo", after: handoverTo }])];
}
