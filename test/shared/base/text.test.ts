import fc from "fast-check";
import { expect, test } from "vitest";
import { replaceIbans } from "../../../shared/base/text/account-number.ts";
import { compare } from "../../../shared/base/text/compare.ts";

test("texts: compared as keys and files sort, by code units and not by a language", () => {
  expect([compare("a", "b"), compare("b", "a"), compare("a", "a"), compare("Z", "a"), compare("a", "aa")]).toEqual([-1, 1, 0, -1, -1]);
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "grapheme" })), (texts) => {
      expect([...texts].sort(compare)).toEqual([...texts].sort());
    }),
  );
});

test("text: IBANs are replaced where their check digits are right, however they are written, and what follows them stays", () => {
  const replaced = (text: string) => replaceIbans(text, (iban) => `<${iban}>`);
  expect(replaced("to BE68 5390 0754 7034 2026, gb82west12345698765432")).toBe("to <BE68 5390 0754 7034> 2026, <gb82west12345698765432>");
  expect(replaced("GB82-WEST-1234-5698-7654-32")).toBe("<GB82-WEST-1234-5698-7654-32>");
  for (const text of ["GB83 WEST 1234 5698 7654 32", "GB82 WEST 1234", "nothing"]) expect(replaced(text)).toBe(text);
});
