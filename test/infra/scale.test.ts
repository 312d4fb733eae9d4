import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readCdkContext, readConfig } from "../../infra/config.ts";
import { readTemplate } from "../../infra/local/cached-template.ts";
import { ENTRY_METADATA, type Template } from "../../infra/template.ts";

const DAY_S = 86_400;

/** The limits of each function that reads a queue, as the template has them and docs/scale.md lists them. */
function limitsIn({ Resources }: Template): Record<string, readonly number[]> {
  const find = (reference: unknown) => {
    const [, logicalId = ""] = /"(?:Ref":|Fn::GetAtt":\[)"(\w+)"/.exec(JSON.stringify(reference)) ?? [];
    const found = Resources[logicalId];
    if (found === undefined) throw new Error(`${JSON.stringify(reference)} is no resource of the template`);
    return found;
  };
  const mappings = Object.values(Resources).filter(({ Type }) => Type === "AWS::Lambda::EventSourceMapping");
  return Object.fromEntries(
    mappings.map(({ Properties: mapping = {} }) => {
      const consumer = find(find(mapping.FunctionName).Properties?.FunctionName);
      const queue = find(mapping.EventSourceArn).Properties ?? {};
      const dead = find((queue.RedrivePolicy as { readonly deadLetterTargetArn: unknown }).deadLetterTargetArn).Properties ?? {};
      const { Timeout, MemorySize } = consumer.Properties ?? {};
      const limits = [
        ...[Timeout, MemorySize, mapping.BatchSize, mapping.MaximumBatchingWindowInSeconds],
        (mapping.ScalingConfig as { readonly MaximumConcurrency: number }).MaximumConcurrency,
        queue.VisibilityTimeout,
        ...[queue, dead].map(({ MessageRetentionPeriod }) => Number(MessageRetentionPeriod) / DAY_S),
      ];
      return [String(consumer.Metadata?.[ENTRY_METADATA]).split("/")[1], limits.map(Number)];
    }),
  );
}

test("scale: the table of limits is the template's, retries never overlap, and dead letters outlive their queue", async () => {
  const rows = readFileSync("docs/scale.md", "utf8").matchAll(/^\| `([a-z-]+)` \| ([\d |]+) \|$/gm);
  const told = Object.fromEntries([...rows].map(([, name = "", cells = ""]) => [name, cells.split("|").map(Number)]));
  const context = readCdkContext();
  const limits = limitsIn(await readTemplate(readConfig((key) => context[key])));
  expect(told).toEqual(limits);
  for (const [name, [timeout = 0, , , window = 0, , invisible = 0, kept = 0, deadKept = 0]] of Object.entries(limits)) {
    expect([name, invisible >= 6 * timeout + window, kept < deadKept]).toEqual([name, true, true]);
  }
});
