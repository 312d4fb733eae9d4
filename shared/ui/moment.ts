const formats = new Map<string, Intl.DateTimeFormat>();

/** An instant as people in a time zone read it, to the minute: "2026-10-20 18:00". */
export function formatMoment(instant: string, timeZone: string): string {
  const format =
    formats.get(timeZone) ??
    // Sweden writes days and times as we do.
    new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" });
  formats.set(timeZone, format);
  return format.format(new Date(instant));
}
