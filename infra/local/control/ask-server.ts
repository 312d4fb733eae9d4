import * as z from "zod";
import { UsageError } from "../command.ts";
import { CONTROL_PATH } from "./control-pages.ts";
import { type RunningServer, toldServers } from "./server-file.ts";

const answers = z.union([z.object({ token: z.string() }), z.object({ clock: z.string() }), z.object({ error: z.string() })]);

/** What a server answers: the token, or where its clock stands. */
type Answered = { readonly token: string } | { readonly clock: string };

/**
 * Asks the server of this project that runs.
 * @param port the value of PORT, which says which where several run.
 * @throws UsageError where none runs, several do, or what is asked is refused.
 */
export async function askServer(body: object, port: string | undefined, folder?: string): Promise<Answered> {
  const told = await toldServers(folder);
  const asked = port === undefined || port === "" || port === "0" ? told : told.filter(({ url }) => new URL(url).port === port);
  // A server that was ended hard is told of and doesn't answer.
  const answered = await Promise.all(asked.map(async (server) => ({ server, runs: (await post(server, {})) !== undefined })));
  const running = answered.flatMap(({ server, runs }) => (runs ? [server] : []));
  const [server] = running;
  if (server === undefined) {
    throw new UsageError(
      `no server runs${asked === told ? "" : ` at port ${port}`}: start one with npm start, and give this command its PORT`,
    );
  }
  if (running.length > 1)
    throw new UsageError(
      `several servers run: say which by its port, such as PORT=${new URL(server.url).port}; they are at ${running.map(({ url }) => url).join(", ")}`,
    );
  const read = answers.safeParse(await post(server, body));
  if (!read.success) throw new UsageError(`${server.url} gave no answer that can be read: end it, and start it anew`);
  if ("error" in read.data) throw new UsageError(read.data.error);
  return read.data;
}

/** The answer to a request, or undefined where nobody answers who knows the secret. */
async function post({ url, secret }: RunningServer, body: object): Promise<unknown> {
  try {
    // By its number: what localhost means is another machine's question.
    const address = `http://127.0.0.1:${new URL(url).port}${CONTROL_PATH}`;
    const headers = { authorization: `Bearer ${secret}`, "content-type": "application/json" };
    const response = await fetch(address, { method: "POST", headers, body: JSON.stringify(body) });
    return response.status === 200 || response.status === 400 ? await response.json() : undefined;
  } catch {
    return undefined;
  }
}
