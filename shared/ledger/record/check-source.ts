import { type Issue, issue } from "../../base/issues/issue.ts";
import { canonicalJson } from "../../base/json/exact-json.ts";
import { sha256Hex } from "../../base/json/hash.ts";
import { type EventSources, mayBring } from "../../engine/facts/event-sources.ts";
import { kindOf, readEnvelope } from "./parse-event.ts";

export interface SourceCheckDeps {
  /** Which kinds of facts each source of events may bring. */
  readonly eventSources: EventSources;
}

/**
 * Why an event's source may not bring it. Who may put orders on the bus could else put plans and approved adjustments there.
 * @param from the event whose source counts, where the body is a correction of it: a correction can't choose its source.
 * @returns undefined where it may, and where no kind of fact can be made out, which its reader tells about.
 */
export function sourceIssue(body: string, { eventSources }: SourceCheckDeps, from = body): Issue | undefined {
  const envelope = readEnvelope(body);
  const kind = envelope.ok ? kindOf(envelope.value["detail-type"]) : undefined;
  if (kind === undefined) return undefined;
  const source = sourceOf(from);
  if (source === undefined) return issue("source", "source-missing");
  if (mayBring(eventSources, source, kind)) return undefined;
  const allowed = eventSources.find((each) => each.source === source)?.kinds;
  if (allowed === undefined) return issue("source", "source-unknown", { source: shown(source), kind });
  return issue("source", "source-not-allowed", { source: shown(source), kind, allowed: allowed.join(", ") });
}

/** The id under which an event is held for its source: another than that of the same event from another source, which may be held for a reason of its own. */
export function heldForSourceId(body: string): string {
  const envelope = readEnvelope(body);
  return sha256Hex(
    canonicalJson([sourceOf(body) ?? null, ...(envelope.ok ? [envelope.value["detail-type"], envelope.value.detail] : [body])]),
  );
}

/** Who sent an event, by its envelope: told also where what the event carries can't be read, such as a key that stands twice. */
export function sourceOf(body: string): string | undefined {
  let content: unknown;
  try {
    content = JSON.parse(body);
  } catch {
    return undefined;
  }
  if (content === null || typeof content !== "object" || !Object.hasOwn(content, "source")) return undefined;
  const { source } = content as { readonly source: unknown };
  return typeof source === "string" ? source : undefined;
}

/** So much of a source is told: a reason is read by people, and kept. */
const MAX_SHOWN = 128;

const shown = (source: string): string => (source.length > MAX_SHOWN ? `${source.slice(0, MAX_SHOWN)}…` : source).toWellFormed();
