import { instant } from "../../shared/engine/facts/fields.ts";
import { UsageError } from "./command.ts";

/** The forms in which a command takes an instant, as its usage tells them. */
export const INSTANT_FORMS =
  "an instant such as 2026-10-09T18:00:00+08:00, or a day (2026-10-09) or local time (2026-10-09T18:00) of the agency";

const LOCAL = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?)?$/;

/**
 * Reads an instant as a command is given it. Without an offset it is local time of the agency, and a day is its noon.
 * @returns ISO 8601 in UTC; undefined where the text is none of the forms, or no such day or time exists.
 */
export function instantOf(text: string, timeZone: string): string | undefined {
  if (!LOCAL.test(text)) {
    const { success, data } = instant.safeParse(text);
    return success ? new Date(data).toISOString() : undefined;
  }
  const local = text.includes("T") ? text : `${text}T12:00`;
  const asUtc = Date.parse(`${local}Z`);
  // JavaScript takes February 30 for March 2.
  if (Number.isNaN(asUtc) || !new Date(asUtc).toISOString().startsWith(local)) return undefined;
  // Twice, since the zone may have changed between the first guess and the instant.
  const guess = asUtc - offsetAt(asUtc, timeZone);
  const found = new Date(asUtc - offsetAt(guess, timeZone)).toISOString();
  return instant.safeParse(found).success ? found : undefined;
}

/** How far a zone's clocks are ahead of UTC at an instant, in milliseconds. */
function offsetAt(atMs: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" }).formatToParts(atMs);
  const name = parts.find(({ type }) => type === "timeZoneName")?.value ?? "GMT";
  const [, sign, hours, minutes, seconds = "0"] = /^GMT([+-])(\d{2}):(\d{2})(?::(\d{2}))?$/.exec(name) ?? [];
  if (sign === undefined) return 0;
  return (sign === "-" ? -1000 : 1000) * (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds));
}

/** The instant of --clock, ISO 8601 in UTC. @throws UsageError where it is none. */
export function instantForRun(text: string, timeZone: string): string {
  const found = instantOf(text, timeZone);
  if (found === undefined) throw new UsageError(`--clock: ${text}: expected ${INSTANT_FORMS}`);
  return found;
}
