import { plainReason } from "../../../shared/base/issues/parse.ts";
import type { HeldLine } from "../../../shared/quarantine/steps/list-quarantined.ts";
import type { HeldFile } from "../../../shared/quarantine/steps/read-quarantined.ts";
import { heldUrl, trailUrl } from "../urls.ts";
import type { HeldResource, HeldSummaryResource } from "./schema.ts";

export function toHeldSummary({ id, kind, heldAt, reasons, notes }: HeldLine): HeldSummaryResource {
  return {
    object: "held_record_summary",
    heldId: id,
    kind,
    heldAt,
    reasons: reasons.map(plainReason),
    notes: [...notes],
    url: heldUrl(id),
  };
}

/** A held record with its body. */
export function toHeld({ id, kind, heldAt, released, body, reasons, reasonsNow, fields, notes }: HeldFile): HeldResource {
  return {
    object: "held_record",
    heldId: id,
    kind,
    heldAt,
    released,
    body,
    reasons: reasons.map(plainReason),
    reasonsNow: reasonsNow.map(plainReason),
    fields: [...fields],
    notes: [...notes],
    url: heldUrl(id),
    trailUrl: trailUrl(`quarantine:${id}`),
  };
}
