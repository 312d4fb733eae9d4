/** Nobody reads metrics on one machine, and of the log only what is wrong, unless it is asked for. */
export const quietLogs = () => ({
  POWERTOOLS_METRICS_DISABLED: process.env.POWERTOOLS_METRICS_DISABLED ?? "true",
  POWERTOOLS_LOG_LEVEL: process.env.POWERTOOLS_LOG_LEVEL ?? "WARN",
});
