import type { SQSEvent } from "aws-lambda";
import { describe, expect, test } from "vitest";
import { Fifo } from "../../infra/local/fifo.ts";
import { Queue, type QueueOptions } from "../../infra/local/queue.ts";
import { Drain } from "../../infra/local/queues.ts";

/** A queue in front of a handler, with what it needs to be waited for. */
function queueOf(handle: QueueOptions["handle"], options: Partial<QueueOptions> = {}) {
  const queue: Queue = new Queue({
    arn: "arn:aws:sqs:us-east-1:000000000000:Orders",
    batchSize: 10,
    windowMs: 60_000,
    concurrency: 2,
    maxReceiveCount: 5,
    partialFailures: true,
    handle,
    onChange: () => drain.wake(),
    ...options,
  });
  const drain = new Drain([queue]);
  return { queue, drained: () => drain.untilEmpty() };
}

const fill = (queue: Queue, count: number) => {
  for (let index = 0; index < count; index++) queue.send(String(index));
};

describe("a queue", () => {
  test("hands over everything, in batches that are full where they can be", async () => {
    const batches: string[][] = [];
    const { queue, drained } = queueOf(async ({ Records }) => void batches.push(Records.map(({ body }) => body)));
    fill(queue, 25);
    await drained();
    expect(batches.map((batch) => batch.length)).toEqual([10, 10, 5]);
    expect(batches.flat()).toEqual(Array.from({ length: 25 }, (_, index) => String(index)));
  });

  test("has no more batches in hand than it may", async () => {
    let atWork = 0;
    let most = 0;
    const { queue, drained } = queueOf(async () => {
      atWork += 1;
      most = Math.max(most, atWork);
      await new Promise((resolve) => setTimeout(resolve, 5));
      atWork -= 1;
    });
    fill(queue, 80);
    await drained();
    expect(most).toBe(2);
  });

  test("fills no batch beyond what a function can be given, yet hands over what alone is more", async () => {
    const sizes: number[] = [];
    const { queue, drained } = queueOf(async ({ Records }) => void sizes.push(Records.length));
    const large = "x".repeat(2.5 * 1024 * 1024);
    for (const body of [large, large, large, "x".repeat(7 * 1024 * 1024)]) queue.send(body);
    await drained();
    expect(sizes).toEqual([2, 1, 1]);
  });

  test("waits for its window before it hands over a batch that is not full", async () => {
    const sizes: number[] = [];
    const { queue } = queueOf(async ({ Records }) => void sizes.push(Records.length), { windowMs: 50 });
    fill(queue, 3);
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(sizes).toEqual([]);
    await expect.poll(() => sizes, { timeout: 2000 }).toEqual([3]);
  });

  test("gives records as SQS does", async () => {
    const events: SQSEvent[] = [];
    const { queue, drained } = queueOf(async (event) => void events.push(event));
    queue.send('{"detail":{}}');
    await drained();
    expect(events[0]?.Records).toEqual([
      {
        messageId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        receiptHandle: expect.any(String),
        body: '{"detail":{}}',
        attributes: {
          ApproximateReceiveCount: "1",
          SentTimestamp: expect.stringMatching(/^\d{13}$/),
          SenderId: expect.any(String),
          ApproximateFirstReceiveTimestamp: expect.stringMatching(/^\d{13}$/),
        },
        messageAttributes: {},
        md5OfBody: "4d825f0935d38a85995d821c6902df72",
        eventSource: "aws:sqs",
        eventSourceARN: "arn:aws:sqs:us-east-1:000000000000:Orders",
        awsRegion: "us-east-1",
      },
    ]);
  });

  test("delivers again what failed, and only that", async () => {
    const seen: [string, string][] = [];
    const { queue, drained } = queueOf(async ({ Records }) => {
      for (const { body, attributes } of Records) seen.push([body, attributes.ApproximateReceiveCount]);
      const failed = Records.filter(({ body, attributes }) => body === "1" && attributes.ApproximateReceiveCount === "1");
      return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
    });
    fill(queue, 3);
    await drained();
    expect(seen).toEqual([
      ["0", "1"],
      ["1", "1"],
      ["2", "1"],
      ["1", "2"],
    ]);
    expect(queue.deadLetters).toEqual([]);
  });

  test("delivers the whole batch again where the function throws, or answers with what it was not given", async () => {
    for (const fail of [() => Promise.reject(new Error("oops")), async () => ({ batchItemFailures: [{ itemIdentifier: "another" }] })]) {
      const batches: string[][] = [];
      const { queue, drained } = queueOf(async ({ Records }) => {
        batches.push(Records.map(({ body }) => body));
        return batches.length === 1 ? fail() : undefined;
      });
      fill(queue, 2);
      await drained();
      expect(batches).toEqual([
        ["0", "1"],
        ["0", "1"],
      ]);
    }
  });

  test("puts aside what failed five times, with what it failed of, and goes on with the rest", async () => {
    let tries = 0;
    const { queue, drained } = queueOf(
      async ({ Records }) => {
        if (!Records.some(({ body }) => body === "1")) return;
        tries += 1;
        throw new Error(`try ${tries}`);
      },
      { batchSize: 1 },
    );
    fill(queue, 3);
    await drained();
    expect(tries).toBe(5);
    expect(queue.deadLetters).toEqual([{ messageId: expect.any(String), body: "1", receiveCount: 5, error: new Error("try 5") }]);
  });

  test("takes no notice of an answer where the mapping does not report failures", async () => {
    let calls = 0;
    const { queue, drained } = queueOf(
      async ({ Records }) => {
        calls += 1;
        return { batchItemFailures: Records.map(({ messageId }) => ({ itemIdentifier: messageId })) };
      },
      { partialFailures: false },
    );
    fill(queue, 1);
    await drained();
    expect(calls).toBe(1);
  });

  test("costs little for each message, however many wait", async () => {
    const { queue, drained } = queueOf(async () => ({ batchItemFailures: [] }), { batchSize: 1000 });
    const body = JSON.stringify({ detail: { text: "x".repeat(800) } });
    const start = performance.now();
    for (let index = 0; index < 100_000; index++) queue.send(body);
    await drained();
    const perMessageUs = ((performance.now() - start) * 1000) / 100_000;
    // Ten times what it takes, so that a slow machine doesn't fail; a quadratic list takes thousands.
    expect(perMessageUs).toBeLessThan(100);
  });
});

describe("a first-in, first-out list", () => {
  test("gives items in their order, also where they come and go many times", () => {
    const fifo = new Fifo<number>();
    let next = 0;
    let expected = 0;
    for (let round = 0; round < 100; round++) {
      for (let index = 0; index < 100; index++) fifo.push(next++);
      expect(fifo.peek()).toBe(expected);
      for (let index = 0; index < 90; index++) expect(fifo.take()).toBe(expected++);
    }
    expect(fifo.length).toBe(1000);
    while (fifo.length > 0) expect(fifo.take()).toBe(expected++);
    expect(fifo.take()).toBeUndefined();
  });
});
