/** So many entries are shown; the totals are of all. */
export const MOST_SHOWN = 500;
