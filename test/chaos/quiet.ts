// Functions log and count as ever; here nobody reads it. To be loaded before they are.
process.env.POWERTOOLS_LOG_LEVEL = "SILENT";
process.env.POWERTOOLS_METRICS_DISABLED = "true";
