import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { benchBundles } from "./bundles.ts";
import { benchConflicts } from "./conflicts.ts";
import { benchEvaluation } from "./evaluation.ts";
import { benchExports } from "./exports.ts";
import { benchLookUp } from "./look-up.ts";
import { benchRecording } from "./recording.ts";
import { benchWhatIf } from "./what-if.ts";

/**
 * npm run bench: how fast facts are recorded, beside the floor of writing the same items, advisors evaluated, pages looked up,
 * drafts tried, and files made; how large functions are and how fast they start; how recorders get in each other's way.
 */

const { values } = parseArgs({ options: { only: { type: "string" }, batch: { type: "string" }, json: { type: "string" } } });
const asked = (name: string) => values.only === undefined || values.only === name;
const figures: Record<string, object> = {};
if (asked("conflicts")) figures.conflicts = await benchConflicts();
if (asked("recording")) await benchRecording(values.batch === undefined ? undefined : Number(values.batch));
if (asked("evaluation")) benchEvaluation();
if (asked("look-up")) await benchLookUp();
if (asked("what-if")) await benchWhatIf();
if (asked("exports")) await benchExports();
if (asked("bundles")) {
  const { maxKilobytes, maxInitMs } = benchBundles();
  figures.bundle = { maxKilobytes };
  figures.coldStart = { maxInitMs };
}
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
