import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { benchBundles } from "./bundles.ts";
import { benchClosing } from "./closing.ts";
import { benchConflicts } from "./conflicts.ts";
import { benchEvaluation } from "./evaluation.ts";
import { benchExports } from "./exports.ts";
import { benchLookUp } from "./look-up.ts";
import { benchRecording, ingestOf } from "./recording.ts";
import { benchWhatIf } from "./what-if.ts";
import { benchWholeRuns } from "./whole-runs.ts";

/**
 * npm run bench: how fast facts are recorded, beside the floor of writing the same items, advisors evaluated, pages looked up,
 * drafts tried, months closed, and files made; how large functions are and how fast they start; how recorders get in
 * each other's way; how long whole runs take.
 * `--only NAME` runs one of them, `--json FILE` keeps the figures, `--full` closes the month of 30,000 advisors.
 */

const { values } = parseArgs({
  options: { only: { type: "string" }, batch: { type: "string" }, json: { type: "string" }, full: { type: "boolean", default: false } },
});
const asked = (name: string) => values.only === undefined || values.only === name;
const figures: Record<string, unknown> = {};
if (asked("conflicts")) figures.conflicts = await benchConflicts();
if (asked("recording")) figures.ingest = ingestOf(await benchRecording(values.batch === undefined ? undefined : Number(values.batch)));
if (asked("evaluation")) figures.evaluate = { advisorsPerSecond: benchEvaluation() };
if (asked("look-up")) figures.monthPage = await benchLookUp();
if (asked("what-if")) figures.whatIf = await benchWhatIf();
if (asked("closing")) Object.assign(figures, await benchClosing(values.full));
if (asked("exports")) await benchExports();
if (asked("bundles")) {
  const { maxKilobytes, maxInitMs } = benchBundles();
  figures.bundle = { maxKilobytes };
  figures.coldStart = { maxInitMs };
}
if (asked("whole-runs")) Object.assign(figures, await benchWholeRuns());
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
