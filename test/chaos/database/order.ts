/** Where UTF-16 has its surrogates: characters above them in code units stand below the astral ones in UTF-8. */
const SURROGATES = 0xd800;

/**
 * Compares texts by their UTF-8 bytes, as keys are sorted: negative, 0 or positive. JavaScript compares by UTF-16 code
 * units, which puts astral characters before U+E000 to U+FFFF.
 */
export function compareUtf8(one: string, item: string): number {
  if (one === item) return 0;
  const length = Math.min(one.length, item.length);
  for (let index = 0; index < length; index += 1) {
    const [left, right] = [one.charCodeAt(index), item.charCodeAt(index)];
    if (left !== right) return rank(left) - rank(right);
  }
  return one.length - item.length;
}

function rank(unit: number): number {
  const isSurrogate = unit >= SURROGATES && unit < 0xe000;
  return isSurrogate ? unit + 0x10000 : unit;
}

/** Compares bytes: negative, 0 or positive. */
export function compareBytes(left: Uint8Array, right: Uint8Array): number {
  return Buffer.compare(left, right);
}
