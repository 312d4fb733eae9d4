import type { HeldLine } from "../../../shared/use-cases/quarantine/list-held.ts";
import type { HeldFile } from "../../../shared/use-cases/quarantine/read-held.ts";
import type { HeldResource, HeldSummaryResource } from "../schemas/quarantine.ts";
import { heldUrl, trailUrl } from "../urls.ts";

export function toHeldSummary({ id, kind, heldAt, reasons, notes }: HeldLine): HeldSummaryResource {
  return { object: "held_record_summary", heldId: id, kind, heldAt, reasons: [...reasons], notes: [...notes], url: heldUrl(id) };
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
    reasons: [...reasons],
    reasonsNow: [...reasonsNow],
    fields: [...fields],
    notes: [...notes],
    url: heldUrl(id),
    trailUrl: trailUrl(`quarantine:${id}`),
  };
}
