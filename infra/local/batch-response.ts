import type { Message } from "./message.ts";

/**
 * The messages of a batch that have failed by the function's answer, as Lambda reads it: nothing and an empty list mean
 * that all went well; an identifier that is missing, or of no message of the batch, fails the whole batch.
 */
export function failuresIn(answer: unknown, batch: readonly Message[]): readonly Message[] {
  const items: unknown = (answer as { batchItemFailures?: unknown } | null | undefined)?.batchItemFailures;
  if (items === undefined || items === null) return [];
  if (!Array.isArray(items)) return batch;
  if (items.length === 0) return [];
  const byId = new Map(batch.map((message) => [message.messageId, message]));
  const failed = items.map((item: { itemIdentifier?: string } | null) => byId.get(item?.itemIdentifier ?? ""));
  return failed.every((message) => message !== undefined) ? [...new Set(failed)] : batch;
}
