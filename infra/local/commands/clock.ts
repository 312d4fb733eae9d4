import { parseArgs } from "node:util";
import { runCommand, say, UsageError } from "../command.ts";
import { askServer } from "../control/ask-server.ts";
import { INSTANT_FORMS } from "../instant-of.ts";

/** npm run clock -- INSTANT: moves the clock of the server that runs. */

const USAGE = `npm run clock -- [INSTANT]

  INSTANT  ${INSTANT_FORMS};
           a day is its noon. Without it, the clock is only told
  PORT     in the environment: which server, where several run

The clock stands still until it is moved, and moves only forward.`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { help: { type: "boolean", short: "h" } } });
  const [clock] = positionals;
  if (values.help === true) return say(USAGE);
  if (positionals.length > 1) throw new UsageError(`at most one INSTANT is expected\n\n${USAGE}`);
  const answer = await askServer(clock === undefined ? {} : { clock }, process.env.PORT);
  if ("clock" in answer) say(answer.clock);
}

await runCommand(main);
