import { describe, expect, test } from "vitest";
import {
  compareStrictness,
  isDuplicateReason,
  isDuplicateText,
  meaningsOfReason,
  outcomeEffect,
  type Reason,
  reasonEffect,
} from "../../../shared/payouts/model/reason-codes.ts";
import { formatReason, formatReasonWithCode, reasonWordsOf } from "../../../shared/payouts/reasons/messages.ts";

/** A code of each meaning, as the external code sets of ISO 20022 define it. */
const MEANINGS = {
  "account-number": "AC01",
  "account-closed": "AC07",
  "account-blocked": "AC06",
  "account-type": "AG01",
  "account-currency": "AC09",
  "details-changed": "AC15",
  "name-mismatch": "BE01",
  "payee-unknown": "BE06",
  "payee-details": "RR03",
  "bank-code": "RC01",
  "own-details": "AC02",
  amount: "AM09",
  limit: "AM14",
  currency: "AM03",
  format: "FF03",
  regulatory: "RR04",
  deceased: "MD07",
  refused: "MS02",
  fraud: "FRAD",
  cancelled: "FOCR",
  "bank-service": "AGNT",
  narrative: "NARR",
  unspecified: "MS03",
  funds: "AM04",
  "execution-date": "TM01",
  technical: "AB05",
  signature: "DS0H",
  duplicate: "AM05",
};

test.each(Object.entries(MEANINGS))("a reason means %s: %s", (meaning, code) => {
  expect(meaningsOfReason(` ${code.toLowerCase()}`)).toEqual([{ code, meaning }]);
});

describe("what follows from a bank's reason", () => {
  test.each([
    ["needs-new-details", "AC01 AC03 AC04 AC06 AC07 BE01 BE04 BE05 BE06 RC01 RC04 RC07 AG01 CNOR"],
    ["needs-a-look", "MS02 MS03 RR04 NARR MD07 FOCR CUST FR01 AM02 FF01 XT99 toString constructor __proto__ hasOwnProperty"],
    ["may-be-sent-again", "AM04 TM01 AB05 ED05 FF10 DT01 DS0A"],
    ["says-nothing", "AM05 DU01 DU02 DU03 DU04 DU05 DUPL am05"],
  ] as const)("%s", (effect, codes) => {
    for (const code of codes.split(" ")) expect([code, reasonEffect(code)]).toEqual([code, effect]);
  });

  test("of several the strictest counts, and none or an unknown one needs a look", () => {
    expect(reasonEffect(undefined)).toBe("needs-a-look");
    expect(reasonEffect(" ")).toBe("needs-a-look");
    expect(reasonEffect("AM04 XT99")).toBe("needs-a-look");
    expect(reasonEffect("MS03 AC04")).toBe("needs-new-details");
    expect(meaningsOfReason("AM04  ms03 ")).toHaveLength(2);
    expect(meaningsOfReason("")).toEqual([]);
    expect(reasonEffect("AC04 AM05")).toBe("says-nothing");
    expect(reasonEffect("ＡＭ０５")).toBe("says-nothing");
  });

  test("a reason that was given for a whole file is about our account or the file, not about a payee", () => {
    expect(outcomeEffect({ code: "AC01" })).toBe("needs-new-details");
    expect(outcomeEffect({ code: "AC01", ofWhole: true })).toBe("needs-a-look");
    expect(outcomeEffect({ code: "TM01", ofWhole: true })).toBe("may-be-sent-again");
    expect(outcomeEffect({})).toBe("needs-a-look");
  });

  test("words of duplication say nothing, whatever code stands beside them", () => {
    expect(reasonEffect("NARR", "Instruction ID example01234567 already exist")).toBe("says-nothing");
    expect(reasonEffect("FILE_DUPLICATE")).toBe("says-nothing");
    expect(reasonEffect("AC04", "duplicate of an earlier message")).toBe("says-nothing");
    expect(reasonEffect("AC04", "closed")).toBe("needs-new-details");
  });
});

test("reason codes: of several outcomes the one that asks for most is first, and one without any reason last", () => {
  const ordered: Reason[] = [{ code: "AM05" }, { code: "AC04" }, { note: "closed" }, { code: "TM01" }, {}];
  for (const given of [ordered, ordered.toReversed(), [...ordered.slice(2), ...ordered.slice(0, 2)]])
    expect([...given].sort(compareStrictness)).toEqual(ordered);
  expect([compareStrictness({ note: "closed" }, { code: "NARR" }), compareStrictness({}, {})]).toEqual([0, 0]);
});

test.each([
  ...["ISO Duplicate Message ID", "DUPL FILE", "already processed", "Payment was already received by us", "message id is not unique"],
  ...["file sent twice", "previously submitted", "File exists already", "dupe", "DuplicateFileReference"],
  ...["dup", "dublet", "already in the state processed", "received  earlier", "paid - before", "bereits von uns verarbeitet"],
  ...["déjà été traité", "ya ha sido procesado", "já foi recebido", "已处理", "已经处理", "已經處理", "已存在", "已經存在", "已处理完毕"],
  ...["文件重复", "报文已存在", "该批次已受理", "交易已处理", "重复提交", "流水号不唯一", "檔案重複", "已經存在"],
  ...["Doppelte Datei", "Datei bereits verarbeitet", "Doppeleinreichung", "Datei liegt bereits vor", "wurde schon ausgeführt", "Duplikat"],
  ...[
    "fichier en double",
    "déjà traité",
    "doublon",
    "ya fue procesado",
    "duplicado",
    "già elaborato",
    "Dubbele opdracht",
    "дубликат",
    "중복",
    "二重",
  ],
  ...["Second submission of the same file", "File re-sent", "Retransmission of file", "Copy of message 17", "message id previously seen"],
  ...["identical file found", "file sent again", "MsgId reused", "Batch has already been credited", "original payment is being processed"],
  ...[
    "Datei wurde zum zweiten Mal übermittelt",
    "zweimal eingereicht",
    "Mehrfacheinreichung",
    "erneut eingereicht",
    "Auftrag bereits verbucht",
  ],
  ...["Message-ID bereits vergeben", "Datei schon da", "Datei identisch mit früherer", "Wiederholte Einreichung"],
  ...[
    "批次号已被使用",
    "流水号重号",
    "该批次已经成功受理",
    "再次上传",
    "相同文件",
    "已录入",
    "此文件已收妥",
    "文件曾提交",
    "重新提交的文件",
  ],
  ...["该笔交易已成功", "已有该批次", "业务编号已用", "之前提交过", "二次上传", "双重付款"],
  ...["ya se encuentra registrado", "fichier déjà transmis", "file già caricato", "уже загружен", "既に処理済み", "이미 접수"],
])("says that the bank has it already: %s", (text) => {
  expect(isDuplicateText(text)).toBe(true);
});

test.each([
  ...["account already closed", "the account is blocked", "Konto bereits aufgelöst", "账户已销户", "户名不符", "compte déjà clôturé"],
  ...[
    "Please correct and send again",
    "money already credited back",
    "Betrag bereits wieder gutgeschrieben",
    "name not identical with account",
    "Bitte erneut einreichen",
    "Konto schon aufgelöst, da gesperrt",
  ],
  ...[
    "格式错误，请重新提交",
    "请在截止时间之前提交",
    "户名与账号不相同",
    "账户已成功注销",
    "额度已使用完",
    "处理过程中出错",
    "收款行已停止受理",
  ],
  ...["insufficient funds", "cuenta ya cerrada", "余额不足", "unknown beneficiary", "Rekening reeds opgeheven", ""],
])("says nothing of a duplicate: %s", (text) => {
  expect(isDuplicateText(text)).toBe(false);
});

test("reason codes: of what was paid, that it is done already is no reason of duplication; that it came twice is", () => {
  for (const text of ["已入账", "Payment already executed", "bereits gebucht"]) {
    expect([isDuplicateReason("paid", "", text), isDuplicateReason("rejected", "", text)]).toEqual([false, true]);
  }
  for (const [code, text] of [
    ["AM05", ""],
    ["", "重复提交"],
    ["DUPLICATE_FILE", ""],
  ] as const)
    expect([isDuplicateReason("paid", code, text), isDuplicateReason("rejected", code, text)]).toEqual([true, true]);
});

test("reason codes: reasons have words in both languages, with the code for finance and without it for advisors", () => {
  expect(formatReason("AC04", "en")).toBe("the account is closed");
  expect(formatReason("AC04", "zh")).toBe("账户已销户");
  expect(formatReasonWithCode("AC04 XT99", "en")).toBe("the account is closed (AC04); the bank’s reason code XT99");
  expect(formatReason("KONTO FALSCH", "en")).toBe("the bank’s reason code KONTO FALSCH");
  expect(formatReason(undefined, "zh")).toBe("银行未给出原因");
  expect(formatReason("toString", "en")).toBe("the bank’s reason code toString");
  expect(Object.keys(reasonWordsOf("en").meanings)).toEqual(Object.keys(reasonWordsOf("zh").meanings));
  expect(meaningsOfReason("am05 zz")).toEqual([
    { code: "AM05", meaning: "duplicate" },
    { code: "ZZ", meaning: undefined },
  ]);
});
