import { gzipSync } from "node:zlib";
import { zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { unpack } from "../../../shared/payouts/bank-reports/formats/archive.ts";
import { decodeXml } from "../../../shared/payouts/bank-reports/formats/decode-xml.ts";
import {
  elementAt,
  textAt,
  textsAt,
  XmlDocuments,
  type XmlElement,
  type XmlVisitor,
} from "../../../shared/payouts/bank-reports/formats/parse-xml.ts";
import { bookingStatus, kindOfStatus } from "../../../shared/payouts/bank-reports/formats/status-codes.ts";
import {
  type BankReportEntry,
  entriesCodec,
  type MatchedEntry,
  matchedEntriesCodec,
} from "../../../shared/payouts/bank-reports/model/bank-report.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
const plain = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe("what is unpacked", () => {
  const LIMITS = { bytes: 20, files: 2, depth: 2 };
  const unpacked = async (bytes: Uint8Array, name = "a.xml", limits = LIMITS) =>
    (await unpack({ name, bytes }, limits)).map((file) => `${file.name}: ${plain(file.bytes)}`);

  test("is what lies in it, in its order and under its names; a plain file is itself", async () => {
    expect(await unpacked(utf8("<a/>"))).toEqual(["a.xml: <a/>"]);
    expect(await unpacked(utf8("PK is no ZIP"))).toEqual(["a.xml: PK is no ZIP"]);
    expect(await unpacked(gzipSync("<a/>"), "A.XML.GZ")).toEqual(["A.XML: <a/>"]);
    expect(await unpacked(gzipSync("<a/>"), "a.gz.xml")).toEqual(["a.gz.xml: <a/>"]);
    const zip = zipSync({ "b.xml": utf8("<b/>"), "f/a.xml": [utf8("<a/>"), { level: 0 }] });
    expect(await unpacked(zip)).toEqual(["b.xml: <b/>", "f/a.xml: <a/>"]);
    expect(await unpacked(gzipSync(zip), "x.zip.gz", { ...LIMITS, bytes: 10_000 })).toEqual(["b.xml: <b/>", "f/a.xml: <a/>"]);
  });

  test("leaves out folders and what systems put beside files, and nothing that is called nearly so", async () => {
    const files = { "f/": "", "__MACOSX/a": "x", "f/__MACOSX/a": "x", "f/.DS_Store": "x", ".DS_Store": "x", "f/._a": "x", "._a": "x" };
    const kept = { "a._b": "1", "f/a.DS_Store": "2" };
    const zip = zipSync(Object.fromEntries(Object.entries({ ...files, ...kept }).map(([name, text]) => [name, utf8(text)])));
    expect(await unpacked(zip)).toEqual(["a._b: 1", "f/a.DS_Store: 2"]);
  });

  test("is as much as its limits allow: bytes and files of all archives together, and archives in one another", async () => {
    expect(await unpacked(gzipSync("x".repeat(20)))).toHaveLength(1);
    await expect(unpacked(gzipSync("x".repeat(21)))).rejects.toThrow("unpacked-too-large (maximum 20)");
    const ten = utf8("x".repeat(10));
    expect(await unpacked(zipSync({ a: ten, b: ten }))).toHaveLength(2);
    await expect(unpacked(zipSync({ a: ten, b: utf8("x".repeat(11)) }))).rejects.toThrow("unpacked-too-large (maximum 20)");
    await expect(unpacked(zipSync({ a: utf8("1"), b: utf8("2"), c: utf8("3") }))).rejects.toThrow("archive-too-many-files (maximum 2)");
    const roomy = { ...LIMITS, bytes: 10_000 };
    expect(await unpacked(gzipSync(gzipSync("x")), "a", roomy)).toEqual(["a: x"]);
    await expect(unpacked(gzipSync(gzipSync(gzipSync("x"))), "a", roomy)).rejects.toThrow("archives-nested");
    await expect(unpacked(zipSync({ a: zipSync({ b: utf8("1"), c: utf8("2") }) }), "a", roomy)).rejects.toThrow(
      "archive-too-many-files (maximum 2)",
    );
  });

  test("is refused where it is damaged, even where it only ends too early", async () => {
    await expect(unpacked(gzipSync("<a/>").subarray(0, 12))).rejects.toThrow("gzip-damaged");
    const zip = zipSync({ a: [utf8("x".repeat(18)), { level: 0 }] });
    await expect(unpacked(zip.subarray(0, 40))).rejects.toThrow(/^zip-/);
    const spoiled = Uint8Array.from(zipSync({ a: utf8("x".repeat(18)) }));
    spoiled.fill(0xff, 31, 36);
    await expect(unpacked(spoiled)).rejects.toThrow(/^zip-/);
    expect(await unpacked(zipSync({}))).toEqual([]);
  });

  test("of many packed pieces is whole", async () => {
    const text = Array.from({ length: 4_000 }, (_, count) => (count * 7_919).toString(36)).join(" ");
    const roomy = { ...LIMITS, bytes: 100_000 };
    for (const packed of [zipSync({ a: utf8(text) }), zipSync({ a: [utf8(text), { level: 0 }] }), gzipSync(text)])
      expect(await unpacked(packed, "a", roomy)).toEqual([`a: ${text}`]);
  });
});

describe("the encoding of XML", () => {
  const decoded = (bytes: Uint8Array) => {
    const pieces = decodeXml(bytes);
    return pieces && [...pieces].join("");
  };
  const utf16 = (text: string, swapped = false) => {
    const bytes = Buffer.from(`\ufeff${text}`, "utf16le");
    return Uint8Array.from(swapped ? bytes.swap16() : bytes);
  };

  test("is the one that it says, or UTF-16 by its mark, or else UTF-8", () => {
    expect(decoded(utf8("<a>李</a>"))).toBe("<a>李</a>");
    expect(decoded(utf8("\ufeff \n<a>李</a>"))).toContain("<a>李</a>");
    expect(decoded(utf16("<a>李</a>"))).toContain("<a>李</a>");
    expect(decoded(utf16('<?xml version="1.0" encoding="utf-8"?><a>李</a>', true))).toContain("<a>李</a>");
    const head = (name: string) => `<?xml version='1.0' encoding = '${name}' ?>`;
    expect(decoded(Uint8Array.of(...utf8(head("GBK")), 0xc0, 0xee))).toBe(`${head("GBK")}李`);
    expect(decoded(Uint8Array.of(...utf8(head("iso-8859-1")), 0xe9))).toBe(`${head("iso-8859-1")}é`);
  });

  test("of what doesn't begin with markup is none, and one that isn't so is refused by name", () => {
    for (const text of ["reference,outcome\n<a/>", "", "x<a/>"]) expect(decoded(utf8(text))).toBeUndefined();
    expect(() => decoded(Uint8Array.of(...utf8("<a>"), 0xc0))).toThrow("xml-encoding-differs (encoding utf-8)");
    expect(() => decoded(utf8('<?xml version="1.0" encoding="klingon"?><a/>'))).toThrow("klingon");
    // Half of a character at the end.
    expect(() => decoded(Uint8Array.of(...utf8("<a>"), 0xe6, 0x9d))).toThrow("utf-8");
  });

  test("holds across pieces", () => {
    const text = `<a>${"李".repeat(50_000)}</a>`;
    expect(decoded(utf8(text)) === text).toBe(true);
  });
});

/** What is handed over of a text, by names. */
function taken(text: string, names: readonly string[], pieces = [text]) {
  const found: { readonly element: XmlElement; readonly around: readonly string[] }[] = [];
  const log: string[] = [];
  const visitor: XmlVisitor = {
    opened: (name) => {
      log.push(`<${name}`);
      return new Set(names);
    },
    taken: (element, around) => void found.push({ element, around: around.map(({ name }) => name) }),
    closed: (name) => void log.push(`${name}>`),
  };
  const documents = new XmlDocuments(visitor);
  for (const piece of pieces) documents.write(piece);
  documents.end();
  return { found, log };
}

describe("XML", () => {
  test("hands over elements by name without prefixes, with what lies in them and around them, and nothing twice", () => {
    const { found, log } = taken(
      '<n:D xmlns:n="u"><E n:k="v" i="1"> <F>one</F><F> two </F><G/><T>t</T><!-- c --><![CDATA[x<]]> </E></n:D>',
      ["E", "T"],
    );
    expect(found.map(({ element, around }) => [element.name, ...around])).toEqual([
      ["T", "E", "D"],
      ["E", "D"],
    ]);
    const entry = found[1]?.element;
    expect(entry).toEqual({
      ...{ name: "E", attributes: { k: "v", i: "1" }, text: "x<" },
      children: [
        { name: "F", attributes: {}, children: [], text: "one" },
        { name: "F", attributes: {}, children: [], text: "two" },
        { name: "G", attributes: {}, children: [], text: "" },
      ],
    });
    expect(log).toEqual(["<D", "<E", "D>"]);
    expect([textAt(entry, "F"), textAt(entry, "G"), textAt(entry, "F", "H"), textAt(undefined, "F")]).toEqual([
      "one",
      ...Array(3).fill(undefined),
    ]);
    expect(textsAt(entry, "F")).toEqual(["one", "two"]);
    expect([textsAt(entry, "G"), textsAt(undefined, "F")]).toEqual([[], []]);
    expect(elementAt(entry)).toBe(entry);
  });

  test("is read in pieces of any length, with a declaration before each document", () => {
    const text = '<?xml version="1.0"?><a>1</a>\n<?xml version="1.0" encoding="utf-8" ?><a>2</a>';
    for (let cut = 0; cut <= text.length; cut += 1) {
      const { found } = taken(text, ["a"], [text.slice(0, cut), text.slice(cut)]);
      expect(found.map(({ element }) => element.text)).toEqual(["1", "2"]);
    }
    expect(taken(text, ["a"], [...text]).found).toHaveLength(2);
    expect(() => taken("<a>1</a><", ["a"])).toThrow();
  });

  test("is refused where it is not well-formed or declares a document type", () => {
    for (const text of ["<a>", "<a></b>", "<a>&undefined;</a>", "<a b=c/>"]) expect(() => taken(text, ["a"]), text).toThrow(/./);
    expect(() => taken("<!DOCTYPE a><a/>", ["a"])).toThrow(expect.objectContaining({ code: "xml-doctype" }));
  });

  test("has limits of one entry: elements, characters, attributes and depth", () => {
    const TOO_LARGE = expect.objectContaining({ code: "xml-too-large" });
    const entry = (body: string) => taken(`<D><E>${body}</E></D>`, ["E"]).found.length;
    expect(entry("<a/>".repeat(10_000))).toBe(1);
    expect(() => entry("<a/>".repeat(10_001))).toThrow(TOO_LARGE);
    // What is handed over by itself, and what lies in no entry, doesn't count.
    expect(taken(`<D>${"<a/>".repeat(10_001)}<E>${"<T/>".repeat(10_001)}</E></D>`, ["E", "T"]).found).toHaveLength(10_002);
    expect(() => taken(`<D><E>${"<a/><T/>".repeat(10_001)}</E></D>`, ["E", "T"])).toThrow(TOO_LARGE);
    expect(entry("x".repeat(1_000_000))).toBe(1);
    expect(() => entry("x".repeat(1_000_001))).toThrow(TOO_LARGE);
    expect(() => entry(`<a>${"x".repeat(500_000)}</a><a>${"x".repeat(500_001)}</a>`)).toThrow(TOO_LARGE);
    expect(taken(`<D>${"x".repeat(1_000_001)}<E/></D>`, ["E"]).found).toHaveLength(1);
    expect(taken(`<D><E>${"x".repeat(600_000)}</E><E>${"x".repeat(600_000)}</E></D>`, ["E"]).found).toHaveLength(2);
    const attributes = (count: number) => `<E ${Array.from({ length: count }, (_, count) => `a${count}="1"`).join(" ")}/>`;
    expect(taken(`${attributes(50)}${attributes(50)}`, ["E"]).found).toHaveLength(2);
    expect(() => taken(attributes(51), ["E"])).toThrow(TOO_LARGE);
    expect(taken("<a>".repeat(60) + "</a>".repeat(60), []).found).toEqual([]);
    expect(() => taken("<a>".repeat(61), [])).toThrow(TOO_LARGE);
  });
});

test("statuses: final ones are paid or rejected, those of the bank's work are accepted, and no other is taken for one", () => {
  expect(["ACSC", "ACCC", "RJCT"].map(kindOfStatus)).toEqual(["paid", "paid", "rejected"]);
  const accepted = "ACTC ACCP ACSP ACWC ACWP ACFC ACFW ACPD PATC PDNG PEND RCVD RCVC RVNA RVNC".split(" ");
  for (const status of accepted) expect([status, kindOfStatus(status)]).toEqual([status, "accepted"]);
  for (const status of ["RVNM", "RVCM", "RVMC", "BLCK", "CANC", "", "acsc", "toString"]) expect(kindOfStatus(status)).toBe("unknown");
  expect(["BOOK", "PDNG", "INFO", "FUTR", "XXXX", "toString"].map(bookingStatus)).toEqual([
    ...["booked", "accepted", "accepted", "accepted", undefined, undefined],
  ]);
});

describe("kept entries", () => {
  const bare: BankReportEntry = { number: 1, reference: "r", isWhole: false, kind: "paid" };
  const full: BankReportEntry = {
    ...{ number: 1_000_000_000_000_000, reference: "FENRUN-2026-05-1", isWhole: true, kind: "returned", level: "batch" },
    ...{ amount: 9_007_199_254_740_993n, currency: "CNY", wrongAmount: "1,2", hasFraction: true, count: -1, charges: 5n },
    ...{ on: "2026-06-05", wrongDate: "x", code: "AC04", note: "李\n", ofWhole: true, isDuplicate: true, isGainsaid: true },
  };

  test("are read back as they were written, alone and with what was made of them", () => {
    expect(entriesCodec.decode(entriesCodec.encode([bare, full]))).toEqual([bare, full]);
    expect(entriesCodec.decode(entriesCodec.encode([]))).toEqual([]);
    const matched: MatchedEntry[] = [
      { entry: bare, match: "applies" },
      { entry: full, match: "amount-differs", ours: { count: 2, amount: 300n } },
    ];
    expect(matchedEntriesCodec.decode(matchedEntriesCodec.encode(matched))).toEqual(matched);
    expect(matchedEntriesCodec.encode(matched).split("\n")).toHaveLength(3);
  });

  test("that were changed in between are refused with where, and never guessed at", () => {
    const text = matchedEntriesCodec.encode([{ entry: full, match: "already-recorded", ours: { count: 1, amount: 5n } }]);
    for (const [from, to] of [
      ['"kind":"returned"', '"kind":"toString"'],
      ['"level":"batch"', '"level":"group"'],
      ['"amount":9007199254740993', '"amount":"5"'],
      ['"hasFraction":true', '"hasFraction":false'],
      ['"isWhole":true', '"isWhole":"no"'],
      ['"match":"already-recorded"', '"match":"toString"'],
      ['"count":1', '"count":1,"more":1'],
    ] as const)
      expect(() => matchedEntriesCodec.decode(text.replace(from, to)), to).toThrow("can't be read");
    expect(() => matchedEntriesCodec.decode(entriesCodec.encode([bare]))).toThrow("can't be read");
  });
});
