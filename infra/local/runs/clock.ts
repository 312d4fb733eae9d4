import { UsageError } from "../command.ts";
import { INSTANT_FORMS, instantOf } from "../instant-of.ts";

/** The instant of --clock, ISO 8601 in UTC. @throws UsageError where it is none. */
export function instantForRun(text: string, timeZone: string): string {
  const found = instantOf(text, timeZone);
  if (found === undefined) throw new UsageError(`--clock: ${text}: expected ${INSTANT_FORMS}`);
  return found;
}
