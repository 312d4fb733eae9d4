import type { Runtime } from "./runtime.ts";

/** Jobs end within minutes, all attempts included. A job that dies can't say so: after an hour nobody is told to wait. */
const MAX_JOB_MS = 3_600_000;

/** Whether what was asked for at that instant should long have been done. */
export const isLate = (requestedAt: string, { now }: Pick<Runtime, "now">): boolean => now() - Date.parse(requestedAt) > MAX_JOB_MS;
