import type { Cloud } from "./cloud/cloud.ts";

/** Audits everything at the end of a story; who is still held by then is known. @returns what was found, a sentence each. */
export async function auditAtEnd(cloud: Cloud): Promise<string[]> {
  const held = (await cloud.inspect().quarantine.list()).filter(({ released }) => !released);
  for (const { id } of held) await cloud.invoke("reprocess-quarantine", { id, known: "chaos test", by: "the operator" });
  const { runId, finishedAt } = (await cloud.invoke("audit-ledger", { all: true })) as { runId: string; finishedAt?: string };
  const findings = await cloud.inspect().audit.runs.findings(runId);
  const found = findings.map((finding) => `the auditor found ${JSON.stringify(finding)}`);
  return finishedAt === undefined ? [...found, "the audit did not come to its end"] : found;
}
