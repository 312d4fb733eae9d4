import iconv from "iconv-lite";
import type { Encode } from "../../../shared/payouts/bank-files/line-writer.ts";
import type { Template } from "../../../shared/settings/model/template.ts";

/** Encodes text; what can't be read back as it was is not encoded at all, so that no question mark takes a character's place. */
export function encoderOf(encoding: Template["encoding"]): Encode {
  if (encoding === "utf-8" || encoding === "utf-8-bom") return (text) => (text.isWellFormed() ? Buffer.from(text) : undefined);
  return (text) => {
    const bytes = iconv.encode(text, encoding);
    return iconv.decode(bytes, encoding) === text ? bytes : undefined;
  };
}
