import { expect } from "vitest";
import { canonicalJson, parseExact } from "../../shared/base/json/exact-json.ts";
import { sha256Hex } from "../../shared/base/json/hash.ts";
import { readStatementFile, statementFileText } from "../../shared/engine/statement/statement-file.ts";
import { expectAccessible, expectFits, type ListeningPage } from "./looks.ts";

const STATEMENT = "/en/me/statements/2026-09";

/** Verifies a statement as its reader would: as it is on the site, against a root, and with a file in which one fen was changed. */
export async function expectVerifies(tab: ListeningPage): Promise<void> {
  await tab.goto(`${STATEMENT}/verify`);
  const verdict = async () => {
    await tab.click("#verify button");
    await tab.waitForSelector("#verify .checks");
    return tab.textContent("#verify .tone");
  };
  expect(await verdict()).toBe("All checks passed.");
  const results = () => tab.$$eval("#verify .checks strong", (all) => all.map((each) => each.textContent));
  expect(await results()).toEqual(["Passed", "Passed", "Passed", "Not checked", "Passed", "Passed", "Passed", "Not checked"]);
  await expectFits(tab, "verified");
  await expectAccessible(tab, "verified");

  const text = await (await tab.request.get(`${STATEMENT}/statement.json`)).text();
  await tab.fill("#verify-root", readStatementFile(text).inclusion?.root ?? "");
  await verdict();
  expect(await results()).toEqual(["Passed", "Passed", "Passed", "Passed", "Passed", "Passed", "Passed", "Not checked"]);

  await tab.setInputFiles("#verify-file", { name: "statement.json", mimeType: "application/json", buffer: Buffer.from(oneFenMore(text)) });
  expect(await verdict()).toBe("This statement failed verification.");
  expect(await results()).toEqual(["Passed", "Passed", "Not checked", "Not checked", "Not checked", "Passed", "Failed", "Not checked"]);
  expect(await tab.textContent("#verify .checks")).toMatch(/statement › payable: stated \d+, recalculated \d+/);
  await expectFits(tab, "verified-wrong");
}

/** A forger's file: it pays one fen more, and is hashed anew. */
function oneFenMore(text: string): string {
  const { body } = parseExact(text) as { body: { statement: { payable: bigint } } };
  const forged = canonicalJson({ ...body, statement: { ...body.statement, payable: body.statement.payable + 1n } });
  return statementFileText(forged, sha256Hex(forged), undefined);
}
