/** So many entries of a proposal are shown; totals are of all. */
export const MAX_DISPLAYED_ENTRIES = 500;

/** How many entries the activity log lists one by one; of more it tells how many they are, as the proposal keeps them all. */
export const MAX_LOGGED_ENTRIES = 500;

/** How many entries are published within a request; more of them in the background. */
export const MAX_INLINE_ENTRIES = 500;
