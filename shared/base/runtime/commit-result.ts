/** How a commit went. `stale`: what it was decided by has moved; decide again. `busy`: not done, or not known to be; try again. */
export type CommitResult = "committed" | "stale" | "busy";
