import { parseArgs } from "node:util";
import { benchEvaluation } from "./evaluation.ts";
import { benchRecording } from "./recording.ts";

/** npm run bench: how fast facts are recorded, beside the floor of writing the same items, and advisors evaluated. */

const { values } = parseArgs({ options: { only: { type: "string" }, batch: { type: "string" } } });
if (values.only !== "evaluation") await benchRecording(values.batch === undefined ? undefined : Number(values.batch));
if (values.only !== "recording") benchEvaluation();
