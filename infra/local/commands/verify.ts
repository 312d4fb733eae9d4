import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { describeVerification } from "../../../shared/engine/statement/verify/describe.ts";
import { verifyStatement } from "../../../shared/engine/statement/verify/verify-statement.ts";
import { runCommand, say, UsageError } from "../command.ts";

/** npm run verify: checks a statement with nothing but its file, offline. */

const USAGE = "npm run verify -- statement.json [previous.json] [--root HASH] [--with FILE]… [--language en|zh]";

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      root: { type: "string" },
      with: { type: "string", multiple: true, default: [] },
      language: { type: "string", default: "en" },
    },
  });
  const [file, previous, more] = positionals;
  if (file === undefined || more !== undefined) throw new UsageError(`expected one statement, and the one before it if you like: ${USAGE}`);
  if (values.language !== "en" && values.language !== "zh") throw new UsageError("--language: expected en or zh");
  const before = previous === undefined ? undefined : await read(previous);
  const verification = verifyStatement(await read(file), before, values.root, await Promise.all(values.with.map(read)));
  const { verdict, checks } = describeVerification(verification, values.language);
  const { statement } = verification;
  if (statement !== undefined)
    say(`${statement.advisorId}, ${statement.month}: ${statement.payable} ${statement.currency} (minor units)\n`);
  for (const { label, text, details } of checks) {
    say(`${label.padEnd(12)} ${text}`);
    for (const detail of details) say(`${" ".repeat(13)}${detail}`);
  }
  say(`\n${verdict}`);
  if (!verification.ok) process.exitCode = 1;
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw new UsageError(`${file} can't be read: ${(error as Error).message}`);
  }
}

await runCommand(main);
