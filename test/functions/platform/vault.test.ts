import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from "node:crypto";
import { DecryptCommand, GenerateDataKeyCommand, GenerateMacCommand, KMSClient } from "@aws-sdk/client-kms";
import { mockClient } from "aws-sdk-client-mock";
import { expect, test } from "vitest";
import { kmsVault } from "../../../functions/_platform/vault/kms-vault.ts";
import { localVault, vaultOf } from "../../../functions/_platform/vault/vault.ts";
import type { SealedPlace } from "../../../shared/payees/model/payee.ts";

const KEY = Buffer.alloc(32, 1).toString("base64");
const ACCOUNT = "6222020200112233440";
const place = (more: Partial<SealedPlace> = {}): SealedPlace => ({ advisorId: "li", version: 1, field: "account", ...more });

/** A key service that really wraps: AES-GCM under a key of its own, bound to the context. */
function keyService() {
  const master = randomBytes(32);
  const mock = mockClient(KMSClient);
  const aad = (context: unknown) => Buffer.from(JSON.stringify(context ?? {}));
  mock.on(GenerateDataKeyCommand).callsFake(({ EncryptionContext }) => {
    const [key, iv] = [randomBytes(32), randomBytes(12)];
    const cipher = createCipheriv("aes-256-gcm", master, iv).setAAD(aad(EncryptionContext));
    return { Plaintext: key, CiphertextBlob: Buffer.concat([iv, cipher.update(key), cipher.final(), cipher.getAuthTag()]) };
  });
  mock.on(DecryptCommand).callsFake(({ CiphertextBlob, EncryptionContext }) => {
    const blob = Buffer.from(CiphertextBlob);
    const decipher = createDecipheriv("aes-256-gcm", master, blob.subarray(0, 12))
      .setAAD(aad(EncryptionContext))
      .setAuthTag(blob.subarray(-16));
    return { Plaintext: Buffer.concat([decipher.update(blob.subarray(12, -16)), decipher.final()]) };
  });
  mock
    .on(GenerateMacCommand)
    .callsFake(({ KeyId, Message }) => ({ Mac: createHmac("sha256", master).update(`${KeyId}`).update(Message).digest() }));
  const calls = () => ({ made: mock.commandCalls(GenerateDataKeyCommand).length, opened: mock.commandCalls(DecryptCommand).length });
  const asked = () => mock.commandCalls(GenerateMacCommand).map(({ args }) => args[0].input);
  return {
    vault: () => kmsVault({ payeeKeyId: "key-1", tagKeyId: "tag-key-1" }, new KMSClient({ region: "eu-central-1" })),
    calls,
    asked,
    mock,
  };
}

test("vault: what is sealed is opened again at its place, and nowhere else", async () => {
  for (const vault of [localVault(KEY), keyService().vault()]) {
    const [sealed = "", other = ""] = await vault.seal([
      { place: place(), text: ACCOUNT },
      { place: place({ field: "holder" }), text: "李娜" },
    ]);
    expect(await vault.open([{ place: place(), sealed }])).toEqual([ACCOUNT]);
    expect(await vault.open([{ place: place({ field: "holder" }), sealed: other }])).toEqual(["李娜"]);
    for (const wrong of [place({ advisorId: "wang" }), place({ version: 2 }), place({ field: "bankCode" })])
      await expect(vault.open([{ place: wrong, sealed }])).rejects.toThrow("was tampered with, or belongs elsewhere");
  }
});

test("vault: the same text is sealed differently each time, and shows nothing of itself", async () => {
  const vault = localVault(KEY);
  const sealed = await vault.seal([1, 2].map(() => ({ place: place(), text: ACCOUNT })));
  expect(new Set(sealed).size).toBe(2);
  for (const each of sealed) {
    expect(each).not.toContain(ACCOUNT);
    expect(Buffer.from(each.split(".")[2] ?? "", "base64url").toString("latin1")).not.toContain(ACCOUNT);
  }
});

test("vault: with any character changed it is opened no more, and the error tells where it stands, and nothing of it", async () => {
  const vault = localVault(KEY);
  const [sealed = ""] = await vault.seal([{ place: place(), text: ACCOUNT }]);
  for (let at = 0; at < sealed.length; at += 1) {
    // The last character holds bits that stand for nothing.
    if (at === sealed.length - 1) continue;
    const changed = `${sealed.slice(0, at)}${sealed.charAt(at) === "A" ? "B" : "A"}${sealed.slice(at + 1)}`;
    const error = await vault.open([{ place: place(), sealed: changed }]).then(
      () => undefined,
      (reason: Error) => reason,
    );
    expect(error, `at ${at}`).toBeInstanceOf(Error);
    expect(error?.message).not.toContain(ACCOUNT);
  }
  for (const wrong of ["", "1", "1.local", "1.local.", "2.local.AAAA", "1.local.AAAA.B"])
    await expect(vault.open([{ place: place(), sealed: wrong }])).rejects.toThrow();
});

test("vault: another machine's key opens nothing", async () => {
  const [sealed = ""] = await localVault(KEY).seal([{ place: place(), text: ACCOUNT }]);
  const other = localVault(Buffer.alloc(32, 2).toString("base64"));
  await expect(other.open([{ place: place(), sealed }])).rejects.toThrow("tampered with");
  expect(() => localVault("c2hvcnQ=")).toThrow("32 bytes");
});

test("vault: 30,000 payees are opened by a handful of calls, and sealed by one", async () => {
  const { vault, calls } = keyService();
  const sealing = vault();
  const texts = Array.from({ length: 30_000 }, (_, index) => ({ place: place({ advisorId: `a${index}` }), text: `62220202${index}` }));
  const sealed = await sealing.seal(texts);
  for (let index = 0; index < 4; index += 1) await vault().seal(texts.slice(0, 10));
  expect(calls()).toEqual({ made: 5, opened: 0 });
  const opening = vault();
  const opened = await opening.open(sealed.map((each, index) => ({ place: place({ advisorId: `a${index}` }), sealed: each })));
  expect(opened.every((text, index) => text === texts[index]?.text)).toBe(true);
  await opening.open([{ place: place({ advisorId: "a0" }), sealed: sealed[0] ?? "" }]);
  expect(calls()).toEqual({ made: 5, opened: 1 });
});

test("vault: a key service that fails once is asked again the next time", async () => {
  const { vault, mock } = keyService();
  const sealing = vault();
  mock.on(GenerateDataKeyCommand).rejectsOnce(new Error("throttled"));
  await expect(sealing.seal([{ place: place(), text: ACCOUNT }])).rejects.toThrow("throttled");
  mock.on(GenerateDataKeyCommand).resolves({ Plaintext: randomBytes(32), CiphertextBlob: randomBytes(60) });
  expect(await sealing.seal([{ place: place(), text: ACCOUNT }])).toHaveLength(1);
});

test("vault: the same account has the same tag, however it is written and whichever warm function tags it; another account another one", async () => {
  const service = keyService();
  for (const vault of [() => localVault(KEY), service.vault]) {
    const [one, spaced, wide, other] = await vault().tag([
      ACCOUNT,
      "6222 0202-0011 2233440",
      "６２２２０２０２００１１２２３３４４０",
      "6222020200112233457",
    ]);
    expect([spaced, wide]).toEqual([one, one]);
    expect(other).not.toBe(one);
    expect(await vault().tag([ACCOUNT])).toEqual([one]);
    const [lower, upper] = await vault().tag(["de89370400440532013000", "DE89 3704 0044 0532 0130 00"]);
    expect(lower).toBe(upper);
  }
});

test("a tag can't be made without the key: neither by hashing the account nor on another machine", async () => {
  const { vault } = keyService();
  const tags = [...(await localVault(KEY).tag([ACCOUNT])), ...(await vault().tag([ACCOUNT]))];
  const others = await localVault(Buffer.alloc(32, 2).toString("base64")).tag([ACCOUNT]);
  const unkeyed = ["sha256", "sha512", "sha1", "md5"].flatMap((name) =>
    (["hex", "base64", "base64url"] as const).map((form) => createHash(name).update(ACCOUNT).digest(form)),
  );
  for (const tag of tags) {
    expect(tag).not.toContain(ACCOUNT);
    expect(others).not.toContain(tag);
    for (const hash of unkeyed) expect(tag).not.toContain(hash);
  }
  expect(tags[0]).not.toBe(tags[1]);
});

test("vault: a warm function asks the key service once for the key of tags, by the HMAC key, and again where that failed", async () => {
  const { vault, asked, mock } = keyService();
  const tagging = vault();
  mock.on(GenerateMacCommand).rejectsOnce(new Error("throttled"));
  await expect(tagging.tag([ACCOUNT])).rejects.toThrow("throttled");
  mock.on(GenerateMacCommand).resolves({ Mac: randomBytes(32) });
  const tags = await tagging.tag(Array.from({ length: 5_000 }, (_, index) => `62220202${index}`));
  expect(new Set(tags).size).toBe(5_000);
  await tagging.tag([ACCOUNT]);
  expect(asked()).toHaveLength(2);
  for (const call of asked()) {
    expect(call).toMatchObject({ KeyId: "tag-key-1", MacAlgorithm: "HMAC_SHA_256" });
    expect(Buffer.from(call.Message ?? []).toString()).not.toContain(ACCOUNT);
  }
});

test("vault: a function that was given no key can neither seal nor open", async () => {
  await expect(vaultOf({}).tag([ACCOUNT])).rejects.toThrow("was given no key");
  await expect(vaultOf({ PAYEE_KEY_ID: "k" }).seal([{ place: place(), text: ACCOUNT }])).rejects.toThrow("was given no key");
  await expect(vaultOf({}).seal([{ place: place(), text: ACCOUNT }])).rejects.toThrow("was given no key");
  expect(await vaultOf({ LOCAL_PAYEE_KEY: KEY }).seal([])).toEqual([]);
});
