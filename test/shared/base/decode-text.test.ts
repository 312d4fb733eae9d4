import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeText } from "../../../shared/base/csv/decode-text.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string, isLittle: boolean, isMarked: boolean) => {
  const units = [...(isMarked ? "\ufeff" : "")].concat([...Array(text.length).keys()].map((at) => text.charAt(at)));
  return Uint8Array.from(units.flatMap((unit) => [unit.charCodeAt(0) & 0xff, unit.charCodeAt(0) >> 8]).map((byte) => byte)).map(
    (_, at, all) => all[isLittle ? at : at ^ 1] ?? 0,
  );
};
/** 张伟 and 袁伟 in GBK, and a line around them. */
const line = (...name: number[]) => Uint8Array.from([...utf8("advisorId,holder\np1,"), ...name, ...utf8("\n")]);
const ZHANG = [0xd5, 0xc5, 0xce, 0xb0];
const YUAN = [0xd4, 0xac, 0xce, 0xb0];

test("decode text: a mark, or bytes that can be meant in one way only, decide the encoding", () => {
  const text = "advisorId,holder\r\np1,张伟\r\n";
  const cases = [
    [utf8(text), "utf-8"],
    [utf8(`\ufeff${text}`), "utf-8"],
    [utf16(text, true, true), "utf-16le"],
    [utf16(text, false, true), "utf-16be"],
    [utf16(text, true, false), "utf-16le"],
    [utf16(text, false, false), "utf-16be"],
  ] as const;
  for (const [bytes, encoding] of cases) expect(decodeText(bytes), encoding).toEqual({ kind: "decoded", text, encoding });
  expect(decodeText(line(...ZHANG))).toEqual({ kind: "decoded", text: "advisorId,holder\np1,张伟\n", encoding: "gb18030" });
  expect(decodeText(new Uint8Array())).toEqual({ kind: "decoded", text: "", encoding: "utf-8" });
});

test("decode text: what pads the end of a file belongs to no line, and decides no encoding", () => {
  const text = "advisorId,holder\np1,张伟\n";
  for (const padding of ["\x1a", "\0", "\0\0", "\x1a\0\0\0"]) {
    const cases = [
      [utf8(`${text}${padding}`), "utf-8"],
      [utf8(`\ufeff${text}${padding}`), "utf-8"],
      [utf16(`${text}${padding}`, true, true), "utf-16le"],
      [utf16(`${text}${padding}`, true, false), "utf-16le"],
      [utf16(`${text}${padding}`, false, false), "utf-16be"],
      [Uint8Array.from([...line(...ZHANG), ...utf8(padding)]), "gb18030"],
    ] as const;
    for (const [bytes, encoding] of cases)
      expect(decodeText(bytes), JSON.stringify([padding, encoding])).toEqual({ kind: "decoded", text, encoding });
  }
  // Where a zero byte makes the length even, it is no UTF-16 either.
  for (const name of ["Li", "Lin"])
    expect(decodeText(utf8(`advisorId,holder\np1,${name}\n\0`))).toMatchObject({
      encoding: "utf-8",
      text: `advisorId,holder\np1,${name}\n`,
    });
  expect(decodeText(utf8("\0\0"))).toEqual({ kind: "decoded", text: "", encoding: "utf-8" });
});

test("decode text: what decodes in two encodings is for a person to choose, who sees words and no digits", () => {
  const bytes = Uint8Array.from([...line(...YUAN), ...utf8("6222020200112233446")]);
  expect(decodeText(bytes)).toEqual({
    kind: "ambiguous",
    choices: [
      { encoding: "utf-8", samples: ["Ԭΰ"] },
      { encoding: "gb18030", samples: ["袁伟"] },
    ],
  });
  expect(decodeText(line(...YUAN), "gb18030")).toMatchObject({ kind: "decoded", text: "advisorId,holder\np1,袁伟\n" });
  expect(decodeText(line(...YUAN), "utf-8")).toMatchObject({ kind: "decoded", text: "advisorId,holder\np1,Ԭΰ\n" });
  expect(decodeText(utf8("Jürgen"))).toMatchObject({ kind: "ambiguous" });
});

test("decode text: Chinese in UTF-8 is no riddle, though its bytes make Chinese in GB18030 too", () => {
  for (const text of ["张伟", "李娜", "王芳,中国工商银行", "户名\n欧阳娜娜", "张伟,Jürgen"])
    expect(decodeText(utf8(text)), text).toEqual({ kind: "decoded", text, encoding: "utf-8" });
});

test("decode text: what does not decode cleanly is refused with what to do, and never repaired", () => {
  const refused: [string, Uint8Array][] = [
    ["encoding-broken", Uint8Array.from([0xef, 0xbb, 0xbf, ...ZHANG])],
    ["encoding-broken", Uint8Array.from([0xff, 0xfe, 0x41])],
    ["zero-bytes", Uint8Array.from([0x41, 0x00, 0x42])],
    ["zero-bytes", Uint8Array.from([0x41, 0x00, 0x00, 0x42])],
    ["encoding-unknown", Uint8Array.from([0x61, 0xff, 0x62])],
    ["characters-lost", utf8("holder\n\ufffd\ufffd")],
  ];
  for (const [code, bytes] of refused) expect(decodeText(bytes)).toMatchObject({ kind: "refused", issue: { code } });
  expect(decodeText(utf8("\ufeffa"), "gb18030")).toMatchObject({ kind: "refused", issue: { code: "encoding-mark-differs" } });
  expect(decodeText(line(...ZHANG), "utf-8")).toMatchObject({ kind: "refused" });
});

test("decode text: UTF-16 without a mark that was sent as text has lost characters though it decodes cleanly", () => {
  const lossy = (text: string, isLittle: boolean) => utf8(new TextDecoder().decode(utf16(text, isLittle, false)));
  for (const isLittle of [true, false]) {
    const text = `advisorId,holder\np1,${isLittle ? "工伟" : "丂€"}\n`;
    expect(decodeText(utf16(text, isLittle, false))).toMatchObject({ kind: "decoded", text });
    expect(decodeText(lossy(text, isLittle))).toMatchObject({ kind: "refused", issue: { code: "characters-lost" } });
  }
  // In GB18030 the same bytes may stand across two characters.
  expect(decodeText(line(0xd5, 0xef, 0xbf, 0xbd))).toMatchObject({ kind: "decoded", encoding: "gb18030" });
});

test("decode text: two files of different encodings that were put together are refused, as GB18030 would read both", () => {
  const mixed = Uint8Array.from([...utf8("advisorId,holder\np2,王芳\n"), ...line(...ZHANG)]);
  expect(new TextDecoder("gb18030", { fatal: true }).decode(mixed)).toContain("张伟");
  expect(decodeText(mixed)).toMatchObject({ kind: "refused", issue: { code: "encodings-mixed" } });
  expect(decodeText(mixed, "gb18030")).toMatchObject({ kind: "decoded" });
  // Rare characters of GB18030 are no UTF-8, in two bytes or four.
  const rare = [0xc0, 0xee, 0xfe, 0x9f, 0xe9, 0x46, 0x86, 0xb4, 0x95, 0x32, 0x82, 0x36];
  expect(decodeText(line(...rare))).toMatchObject({ kind: "decoded", text: "advisorId,holder\np1,李䶮镕喆𠀀\n" });
});

test("decode text: where no letter tells the two readings apart, signs do, and a blank is shown as one", () => {
  const samples = (text: string) => {
    const decoded = decodeText(utf8(text));
    return decoded.kind === "ambiguous" && decoded.choices.map((choice) => choice.samples);
  };
  expect(samples("a,£5")).toEqual([["£"], ["拢"]]);
  expect(samples("a,1\u00a0234.50")).toEqual([["\u2423"], ["聽"]]);
});

test("decode text: any text in UTF-8 and UTF-16 with a mark comes back as it was but for its padding, and any bytes are told about", () => {
  const isPadding = (code: number | undefined) => code === 0 || code === 0x1a;
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      fc.pre(!text.includes("\ufffd") && !text.startsWith("\ufeff") && !isPadding(text.charCodeAt(text.length - 1)));
      expect(decodeText(utf8(`\ufeff${text}`))).toEqual({ kind: "decoded", text, encoding: "utf-8" });
      expect(decodeText(utf16(text, true, true))).toEqual({ kind: "decoded", text, encoding: "utf-16le" });
    }),
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      const decoding = decodeText(bytes);
      const end = bytes.findLastIndex((byte) => !isPadding(byte)) + 1;
      if (decoding.kind === "decoded" && decoding.encoding === "utf-8")
        expect(new TextDecoder().decode(bytes.subarray(0, end))).toBe(decoding.text);
    }),
  );
});

test("decode text: a letter that begins like the mark of lost characters is a letter", () => {
  // EF BF A5, EF BD BD, E4 BF BD, where EF BF BD stands for what was lost.
  for (const text of ["￥,li\n", "ｽ,li\n", "俽,li\n"])
    expect(decodeText(utf8(text))).toMatchObject({ kind: "decoded", text, encoding: "utf-8" });
});
