import type { CountAndAmount } from "../../../shared/base/money/count-and-amount.ts";
import type { FilePieces } from "../../../shared/payouts/files/store.ts";

/** A generator of texts as one of bytes, UTF-8. */
export async function* inUtf8(texts: AsyncGenerator<string, CountAndAmount>): FilePieces {
  for (;;) {
    const next = await texts.next();
    if (next.done) return next.value;
    yield Buffer.from(next.value);
  }
}
