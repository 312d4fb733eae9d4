import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";

/** How other commands of this machine reach a server that runs. */
const schema = z.strictObject({
  /** Such as http://localhost:4000. */
  url: z.url(),
  /** What a caller must know: only who may read this user's files can. */
  secret: z.string().min(20),
});

/** How other commands of this machine reach a server that runs. */
export type RunningServer = z.infer<typeof schema>;

/** A file for each server, named by its port. */
const FOLDER = join(import.meta.dirname, "../../../node_modules/.cache/fenrun-servers");

/** Tells other commands of a server. @returns a function that takes it back. */
export async function describeServer(server: RunningServer, folder = FOLDER): Promise<() => Promise<void>> {
  const file = join(folder, `${new URL(server.url).port}.json`);
  await mkdir(folder, { recursive: true });
  // One that was ended hard left its file behind, perhaps with rights of its own.
  await rm(file, { force: true });
  await writeFile(file, JSON.stringify(server), { mode: 0o600 });
  return () => rm(file, { force: true });
}

/** The servers that were started in this project and not ended in an orderly way since; perhaps some no longer run. */
export async function toldServers(folder = FOLDER): Promise<RunningServer[]> {
  const names = await readdir(folder).catch(() => []);
  const read = await Promise.all(names.sort().map((name) => readServer(join(folder, name))));
  return read.flatMap((server) => server ?? []);
}

async function readServer(file: string): Promise<RunningServer | undefined> {
  try {
    return schema.parse(JSON.parse(await readFile(file, "utf8")));
  } catch {
    return undefined;
  }
}
