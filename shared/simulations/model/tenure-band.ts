/** Where bands of tenure begin, in months. */
const BEGINS = [0, 6, 12, 24, 36, 60];

/** The band of a tenure in months: `0-5`, `6-11`, `12-23`, `24-35`, `36-59` or `60+`. Whoever joins later stands in the first. */
export function tenureBand(months: number): string {
  const at = Math.max(
    0,
    BEGINS.findLastIndex((begin) => begin <= months),
  );
  const next = BEGINS[at + 1];
  return next === undefined ? `${BEGINS[at]}+` : `${BEGINS[at]}-${next - 1}`;
}
