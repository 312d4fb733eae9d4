import { UsageError } from "./command.ts";
import { listen } from "./http/listen.ts";

const DEFAULT_PORT = 4000;

/** The port that PORT names, 4000 by default; 0 means any that is free. @throws UsageError where it names none. */
export function portOf({ PORT }: NodeJS.ProcessEnv): number {
  if (PORT === undefined || PORT === "") return DEFAULT_PORT;
  const port = Number(PORT);
  if (!/^\d+$/.test(PORT) || port > 65_535) throw new UsageError(`PORT: ${PORT} is no port; expected a number from 0 to 65535`);
  return port;
}

/** @throws PortTakenError where another program listens there: better now than after minutes of work. */
export async function checkPort(port: number): Promise<void> {
  if (port !== 0) await (await listen(port)).stop();
}
