import { parseArgs } from "node:util";
import { benchEvaluation } from "./evaluation.ts";
import { benchRecording } from "./recording.ts";

/** npm run bench: how fast facts are recorded, beside the floor of writing the same items, and advisors evaluated. */

const { values } = parseArgs({ options: { only: { type: "string" } } });
if (values.only !== "evaluation") await benchRecording();
if (values.only !== "recording") benchEvaluation();
