import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DynamoDBClient, QueryCommand } from "@aws-sdk/client-dynamodb";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Local, type LocalOptions, startLocal } from "../../infra/local/start.ts";

/** A small agency's functions in the place of the real ones: they show what the runner does with any. */
const root = join(import.meta.dirname, "fixtures");
const agency = { currency: "CNY", timeZone: "Asia/Shanghai", facets: ["channel"] };

let folder: string;
let local: Local | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "fenrun-test-"));
});
afterEach(async () => {
  await local?.stop();
  local = undefined;
  await rm(folder, { recursive: true, force: true });
});

async function start(options: Partial<LocalOptions> = {}): Promise<Local> {
  local = await startLocal({ agency, folder, root, shards: 4, ...options });
  return local;
}

const notes = async () => (await readFile(join(folder, "notes"), "utf8")).trim().split("\n").sort();

async function factsIn({ databaseEndpoint: endpoint, env }: Local): Promise<unknown[]> {
  const client = new DynamoDBClient({ endpoint, region: env.AWS_REGION, credentials: { accessKeyId: "local", secretAccessKey: "local" } });
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: env.TABLE_NAME,
      KeyConditionExpression: "pk = :pk",
      ExpressionAttributeValues: { ":pk": { S: "FACT" } },
    }),
  );
  return Items.map(({ detail }) => JSON.parse(detail?.S ?? ""));
}

describe("Fenrun on one machine", () => {
  test("takes an event from the bus through a queue to its function, and what that tells the bus to the next", async () => {
    const running = await start();
    running.putEvents([
      { detailType: "Order", detail: { orderId: "o1" } },
      { detailType: "OrderChanged", detail: '{"orderId":"o2"}' },
      { detailType: "Weather", detail: {} },
      { detailType: "Order", source: "another.agency", detail: { orderId: "o3" } },
      { detailType: "Order", source: "fenrun", detail: {} },
    ]);
    await running.drain();
    expect(await factsIn(running)).toEqual(expect.arrayContaining([{ orderId: "o1" }, { orderId: "o2" }, { orderId: "o3" }]));
    expect(await factsIn(running)).toHaveLength(3);
    expect(await notes()).toEqual(["touched by 3"]);
    expect(running.counters()["record-facts"]).toEqual({ handled: 3, failed: 0, died: 0, waiting: 0 });
  });

  test("puts aside what fails five times, and tells whoever listens", async () => {
    const progress: unknown[] = [];
    const running = await start({ onProgress: (each) => progress.push(each) });
    running.putEvents([
      { detailType: "Order", detail: "{oops" },
      { detailType: "Order", detail: {} },
    ]);
    await running.drain();
    expect(running.deadLetters()).toMatchObject({
      "record-facts": [{ body: expect.stringMatching(/\{oops\}$/), receiveCount: 5 }],
      "derive-credits": [],
    });
    expect(running.counters()["record-facts"]).toEqual({ handled: 1, failed: 5, died: 1, waiting: 0 });
    expect(progress).toContainEqual({ functionName: "record-facts", handled: 1, failed: 1, died: 0 });
    expect(progress).toContainEqual({ functionName: "record-facts", handled: 0, failed: 0, died: 1 });
  });

  test("hands over batches no larger than asked", async () => {
    const handled: number[] = [];
    const running = await start({ batchSize: 3, onProgress: (each) => each.functionName === "record-facts" && handled.push(each.handled) });
    running.putEvents(Array.from({ length: 8 }, (_, index) => ({ detailType: "Order", detail: { index } })));
    await running.drain();
    expect(handled).toEqual([3, 3, 2]);
  });

  test("closes a month by the state machine, and says what was refused", async () => {
    const running = await start();
    expect(await running.closeMonth("2026-10")).toEqual({ status: "SUCCEEDED", output: { month: "2026-10", period: 1 } });
    // Every shard is gathered before the first is settled.
    expect(await notes()).toEqual(["gather", "settle"].flatMap((task) => [0, 1, 2, 3].map((shard) => `${task} 2026-10 ${shard}`)));
    expect(await running.closeMonth("October")).toEqual({ status: "FAILED", error: "RefusedError", cause: "October is no month" });
  });

  test("fires the schedules when it is told to", async () => {
    const running = await start();
    running.fireSchedules();
    await running.drain();
    expect(await notes()).toEqual(["audit: Scheduled Event", "derive: Scheduled Event"]);
  });

  test("serves nothing unless it is told to", async () => {
    const running = await start();
    expect(running.url).toBe("");
    await expect(running.token({ username: "li", roles: ["advisor"] })).rejects.toThrow("start it with http");
  });

  test("calls a function by its name, by way of JSON", async () => {
    const running = await start();
    expect(await running.invoke("reprocess-quarantine", { id: "q1", nothing: undefined })).toEqual({
      id: "q1",
      functionName: "reprocess-quarantine",
      enoughTime: true,
    });
    await expect(running.invoke("begin-close", { month: "?" })).rejects.toThrow("? is no month");
    await expect(async () => running.invoke("no-such")).rejects.toThrow(/no function no-such; there are .*record-facts/);
  });

  test("can be started again in the same process, with nothing left of the first", async () => {
    const before = { ...process.env };
    const first = await start();
    await expect(startLocal({ agency, folder, root })).rejects.toThrow(/already|stop it first/);
    first.putEvents([{ detailType: "Order", detail: {} }]);
    await first.drain();
    await first.stop();
    expect(process.env).toEqual(before);

    const second = await start();
    expect(second.databaseEndpoint).not.toBe(first.databaseEndpoint);
    expect(await factsIn(second)).toEqual([]);
    second.putEvents([{ detailType: "Order", detail: { orderId: "o2" } }]);
    await second.drain();
    expect(await factsIn(second)).toEqual([{ orderId: "o2" }]);
  });

  test.skipIf(process.env.AWS_ENDPOINT_URL_DYNAMODB)("keeps its data where it is given a file", async () => {
    const dbPath = join(folder, "fenrun.db");
    const first = await start({ dbPath });
    first.putEvents([{ detailType: "Order", detail: { orderId: "kept" } }]);
    await first.drain();
    await first.stop();
    expect(await factsIn(await start({ dbPath }))).toEqual([{ orderId: "kept" }]);
  });

  test("leaves nothing behind where it can't start", async () => {
    const before = { ...process.env };
    await expect(startLocal({ agency: { ...agency, timeZone: "Shanghai" }, folder, root })).rejects.toThrow(/agency\.timeZone/);
    await expect(startLocal({ agency, folder, root: folder })).rejects.toThrow(/handler/);
    expect(process.env).toEqual(before);
    await start();
  });
});
