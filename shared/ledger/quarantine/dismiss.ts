import { refusal, refuse } from "../../base/issues/refusal.ts";
import type { Runtime } from "../../base/runtime/runtime.ts";
import type { Acknowledgements, Quarantine } from "../store/quarantine-store.ts";

/** Dependencies of acknowledging. */
export interface DismissDeps {
  readonly quarantine: Pick<Quarantine, "find">;
  readonly acknowledgements: Acknowledgements;
  readonly surroundings: Pick<Runtime, "now">;
}

/**
 * Notes why a held record may stay held, and who says so: the audit then calls it known. It can still be released.
 * @throws RefusedError where no such record is held, or it is released already.
 */
export async function acknowledgeHeld(
  id: string,
  note: { readonly comment: string; readonly by: string },
  { quarantine, acknowledgements, surroundings }: DismissDeps,
): Promise<{ readonly kind: "known" }> {
  const held = await quarantine.find(id);
  if (held === undefined) return refuse(refusal("record-unknown", { id }));
  if (held.released) refuse(refusal("record-released", { id }));
  await acknowledgements.acknowledge(id, { ...note, at: new Date(surroundings.now()).toISOString() });
  return { kind: "known" };
}
