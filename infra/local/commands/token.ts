import { parseArgs } from "node:util";
import { runCommand, say, UsageError } from "../command.ts";
import { askServer } from "../control/ask-server.ts";

/** npm run token -- LOGIN: prints a bearer token of the server that runs. */

const USAGE = `npm run -s token -- LOGIN

  LOGIN  whom the token is for: hr, hr-2, finance, finance-2, finance-3, auditor, or an advisor's id
  PORT   in the environment: which server, where several run

The token holds for a year of the server's clock, and only until the server ends.`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { help: { type: "boolean", short: "h" } } });
  const [login] = positionals;
  if (values.help === true) return say(USAGE);
  if (login === undefined || positionals.length > 1) throw new UsageError(`one LOGIN is needed\n\n${USAGE}`);
  const answer = await askServer({ login }, process.env.PORT);
  if ("token" in answer) say(answer.token);
}

await runCommand(main);
