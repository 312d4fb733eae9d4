/**
 * What a bank's reason means for a payment that it rejected or returned: one table for everything that depends on it.
 * Source of the codes: the external code sets of ISO 20022, ExternalStatusReason1Code and ExternalReturnReason1Code.
 */

/**
 * What follows from a reason. `needs-new-details`: sent to the same account again it fails again. `needs-a-look`: a
 * person has to look before it is paid again; unknown codes and none too. `may-be-sent-again`: nothing is wrong with the
 * payment itself. `says-nothing`: the bank has the payment already, so what it refuses is the copy, and the first stands.
 */
export type ReasonEffect = "needs-new-details" | "needs-a-look" | "may-be-sent-again" | "says-nothing";

/** What reasons mean, with what follows from it. */
const EFFECTS = {
  "account-number": "needs-new-details",
  "account-closed": "needs-new-details",
  "account-blocked": "needs-new-details",
  "account-type": "needs-new-details",
  "account-currency": "needs-new-details",
  "details-changed": "needs-new-details",
  "name-mismatch": "needs-new-details",
  "payee-unknown": "needs-new-details",
  "payee-details": "needs-new-details",
  "bank-code": "needs-new-details",
  "own-details": "needs-a-look",
  amount: "needs-a-look",
  limit: "needs-a-look",
  currency: "needs-a-look",
  format: "needs-a-look",
  regulatory: "needs-a-look",
  deceased: "needs-a-look",
  refused: "needs-a-look",
  fraud: "needs-a-look",
  cancelled: "needs-a-look",
  "bank-service": "needs-a-look",
  narrative: "needs-a-look",
  unspecified: "needs-a-look",
  funds: "may-be-sent-again",
  "execution-date": "may-be-sent-again",
  technical: "may-be-sent-again",
  signature: "may-be-sent-again",
  duplicate: "says-nothing",
} as const satisfies Readonly<Record<string, ReasonEffect>>;

export type ReasonMeaning = keyof typeof EFFECTS;

/** Codes by their meaning. AC14, AC16 and BE08 differ between the two sets; what is said here holds for both. */
const CODES: Readonly<Record<ReasonMeaning, string>> = {
  "account-number": "AC01 AC03",
  "account-closed": "AC04 AC07",
  "account-blocked": "AC06 AC16 AC17",
  "account-type": "AC12 AC14 AG01 AG03",
  "account-currency": "AC09 AC11",
  "details-changed": "AC15",
  "name-mismatch": "BE01",
  "payee-unknown": "BE05 BE06 BE23 UCRD",
  "payee-details": "BE04 BE09 BE11 BE12 BE14 BE15 BE17 BE18 BE20 BE21 BE22 RR03",
  "bank-code": "AC08 AG04 AG06 CNOR RC01 RC02 RC04 RC05 RC07 RC08 RC10",
  "own-details": "AC02 AC05 AC10 AC13 AG05 BE07 BE08 BE10 BE13 BE16 DNOR RC03 RC06 RC09 RR01 RR02",
  amount: "AM01 AM09 AM10 AM12 AM16 AM17 AM18 AM19 AM20 AM22 CH20",
  limit: "AM02 AM06 AM13 AM14 AM15 AM21 AM23 SL13 SL14 SL15 SL16",
  currency: "AM03 AM11 CURR",
  format:
    "AG02 BE19 CERI CH07 CH15 CH16 CH17 CH21 ERIN FF01 FF02 FF03 FF04 FF05 FF06 FF07 FF08 INDT MINF NERI RR07 RR08 RR09 RR10 TD02 TD03",
  regulatory: "AM07 ED03 NOCM RR04 RR05 RR06 RR11 RR12",
  deceased: "MD07",
  refused: "MD06 MS02 SL11 SL12 SL17 SL18 SP01 SP02 UPAY",
  fraud: "FR01 FRAD",
  cancelled: "CN01 CUST DS02 FF11 FOCR",
  "bank-service": "AG08 AG10 AG11 AG12 AG13 AGNT ED01 NOAS RC11 RC13 RC15 RC16 RUTA SL01 SL02 SL03",
  narrative: "NARR",
  unspecified: "DS04 MS03",
  funds: "AG07 AM04",
  "execution-date": "BDAY CH03 CH04 DT01 DT02 DT03 DT04 DT05 EDNA TM01",
  technical: "AB01 AB02 AB03 AB04 AB05 AB06 AB07 AB08 AB09 AB10 AB11 DS08 DS09 DS18 DS24 DS25 DS28 ED05 ED06 FF10 TA01",
  signature: "DS0A DS0B DS0C DS0D DS0E DS0F DS0G DS0H DS0K DS10 DS11 DS12 DS13 DS14 DS16 DS17 DS19 DS20 DS21 DS22 DS23 DS26 DS27 ID01",
  duplicate: "AB12 AM05 DS15 DU01 DU02 DU03 DU04 DU05 DUPL RF01",
};

const MEANINGS: ReadonlyMap<string, ReasonMeaning> = new Map(
  (Object.keys(CODES) as ReasonMeaning[]).flatMap((meaning) => CODES[meaning].split(" ").map((code) => [code, meaning] as const)),
);

/** Of several reasons the first of these that one of them has. */
const STRICTEST: readonly ReasonEffect[] = ["says-nothing", "needs-new-details", "needs-a-look", "may-be-sent-again"];

/** A code that the bank gave, or several with spaces between them. */
const codesIn = (code: string): string[] => code.normalize("NFKC").toUpperCase().split(/\s/).filter(Boolean);

/** What each code of a reason means; undefined for one that isn't known. */
export function meaningsOfReason(code: string): { readonly code: string; readonly meaning: ReasonMeaning | undefined }[] {
  return codesIn(code).map((each) => ({ code: each, meaning: MEANINGS.get(each) }));
}

/**
 * What follows from a reason of a single payment.
 * @param code one ISO 20022 code, or several with spaces between them; of several the strictest counts.
 * @param text what the bank said beside it, or a proprietary reason: words of duplication count as its codes do.
 */
export function reasonEffect(code: string | undefined, text = ""): ReasonEffect {
  if (isDuplicateText(`${code ?? ""} ${text}`)) return "says-nothing";
  const effects = new Set(meaningsOfReason(code ?? "").map(({ meaning }) => (meaning === undefined ? "needs-a-look" : EFFECTS[meaning])));
  return STRICTEST.find((effect) => effects.has(effect)) ?? "needs-a-look";
}

/**
 * What follows from a recorded outcome for its payment. A reason that was given for a whole file or batch tells nothing
 * of one payee: it is about our own account or the file, and a person has to look.
 */
export function outcomeEffect({ code, ofWhole }: { readonly code?: string | undefined; readonly ofWhole?: true }): ReasonEffect {
  const effect = reasonEffect(code);
  return ofWhole === true && effect === "needs-new-details" ? "needs-a-look" : effect;
}

export type Reason = Parameters<typeof outcomeEffect>[0] & { readonly note?: string | undefined; readonly reportedPaid?: true };

/** Whether anything is said of why. */
export const hasReason = ({ code, note }: { readonly code?: string | undefined; readonly note?: string | undefined }): boolean =>
  code !== undefined || note !== undefined;

/** Orders outcomes that came back by what follows from them, the strictest first; those without any reason say nothing of it, and come last. */
export const compareStrictness = (left: Reason, right: Reason): number =>
  Number(hasReason(right)) - Number(hasReason(left)) || STRICTEST.indexOf(outcomeEffect(left)) - STRICTEST.indexOf(outcomeEffect(right));

/** Words that say that something came more than once, in small letters without accents, as `plainText` makes them. */
const REPEATED: readonly RegExp[] = [
  // English, French, Spanish, Portuguese, Italian, German, Polish, Nordic: duplicate, dupliqué, duplicado, Duplikat.
  /dupli[ck]|duplo\b|\bdup(?:e|l|es)?\b|\bpde\b|dub+let|doublon|en double|doppio|doppia|doppel|\bdubbel|\bdobbel|dobl(?:e|ado) envio|mukerrer/,
  /\b(?:not|non|isn't|no) unique\b|nicht eindeutig|\btwice\b|\bresubmi|\bre submi|\brepeated\b|\brepeat of\b|\bre ?sent\b|\bre ?transmi(?:ssion|tted)|\bre ?play|\bre ?used\b/,
  /\b(?:second|third|2nd|3rd) (?:submission|time|copy|transmission|delivery|upload|presentation|receipt)\b|(?<!\bbe )\b(?:sent|submitted|received|uploaded|presented|delivered|transmitted) again\b/,
  /\bsame (?:message|msg|file|batch|payment|transaction|instruction|reference)\b[^.;]{0,30}?\b(?:was|has|have|id|exist|found|present)/,
  /(?<!\bnot )\bidentical (?:message|msg|file|batch|payment|transaction|instruction|reference|content)|\bcopy of (?:an? |the )?(?:earlier |previous )?(?:message|file|batch|payment|transaction)/,
  /zum (?:zweiten|dritten|wiederholten) mal|\bzwei(?:mal|fach)|\bmehrfach ?(?:e |einreich|eingereich|uber|ueber|liefer|send)|\bzweiteinreich|wiederholung de[rs]|\bwiederholte[nrs]? (?:einreich|uber|ueber|liefer|send|zahl|auftr)/,
  /\berneute[nrs]? (?:einreich|ubermitt|uebermitt|ubertrag|liefer|send|vorlage)|\berneut (?:eingereicht|ubermittelt|uebermittelt|gesendet|ubertragen|geliefert|empfangen|vorgelegt)/,
  /\b(?:datei|nachricht|auftrag|zahlung|sammler|inhalt)\b[^.;]{0,20}(?<!\bnicht )\bidentisch/,
  /дубли|повторн|중복|二重|重复|重複|重号|不唯一|非唯一|双重|雙重|(?:二|两|多)[次度] ?(?:提交|发送|付款|支付|上传|报送|入账)|重发|重發|复制(?:报文|文件)/,
  /(?<!请|可|需|后|应)(?:再次(?:提交|发送|上传|报送|付款|支付)|重传)|重新(?:提交|发送|上传|报送)的|(?<!不)(?:相同|同名|同样)的?(?:文件|批次|报文|流水|交易|指令|记录|业务|编号|参考号)/,
];

/** Words that say that the bank has done it already; `already` alone isn't one: an account may be closed already. */
const DONE: readonly RegExp[] = [
  /\b(?:already|previously)\b(?:(?!\bclos|\bblock)[^.;]){0,30}?\b(?:exist|receiv|process|execut|sent|submit|use|paid|known|present|regist|deliver|accept|book|settl|upload|import|on file|in system|handl|perform|initiat|seen|made|credit(?!\w* (?:back|to us|to our))|debit|clear|transmi|complet|done|load|post|creat|releas|record|in progress)/,
  /\b(?:exists?|received|processed|executed|sent|submitted|used|paid|booked|delivered) (?:already|before|earlier)\b|\boriginal (?:message|file|batch|payment|transaction) (?:is |was )?(?:in process|being|processed|accepted|executed|stands)/,
  /\b(?:bereits|schon) da\b|\b(?:bereits|schon)\b[^.;]{0,40}?(?:vorhanden|verarbeit|eingereicht|empfangen|ausgef|erhalten|existier|bucht|bekannt|\bvor\b|angenommen|eingegangen|verwend|benutz|vergeben|bearbeit|gesendet|ubermittel|uebermittel|bezahlt|ubertrag|uebertrag|eingelesen|hochgeladen|importiert|durchgef|abgewickelt|belastet|uberwiesen|ueberwiesen|erledigt|vorgelegt)/,
  /\bdeja\b[^.;]{0,30}?(?:recu|trait|exist|envoy|execut|pay|utilis|present|connu|transmi|pris en compte|credit|debit|comptabilis|integr|depos)/,
  /\b(?:ya|ja) (?:fue |ha sido |foi |se encuentra |esta )?(?:existe|recib|receb|proces|ejecut|execut|envia|pagad|pago|utiliz|presentad|registrad|cargad|tramitad)|\bgia (?:esist|ricev|elabor|esegu|invia|pagat|presen|caricat|trasmess|accredit|addebit|registrat|utilizz)/,
  /\b(?:reeds|allerede|redan|juz)\b(?! (?:gesloten|opgeheven|lukket|stengt|stangt|avslutat|zamkn))/,
  /уже (?:существ|получ|обработ|исполн|загруж|принят|проведен|отправл|использ)|이미 (?:처리|접수|등록|존재|사용|전송|지급|완료)|(?:既に|すてに)(?:処理|受付|送信|登録|存在|使用|実行)|(?:処理|受付|送信|登録|使用|実行)済/,
  /已[经經]?(?:成功|被|全部|曾)?(?:存在|处理|處理|受理|接收|收到|收妥|提交|执行|執行|入账|入帐|入賬|记账|记帐|支付|付款|发送|發送|发出|使用(?!完)|占用|上传|上傳|导入|登记|录入|办理|扣款|清算|成功(?= |$))/,
  /已在处理|已用(?!完|尽)|已有(?:相同|该|此|同)|(?:曾|此前|先前|(?<![时间点日止])之前)[^ 未没]{0,4}(?:提交|处理|上传|发送|受理|付款|支付|收到|使用)|(?<!未|没)(?:提交|处理|使用|上传|支付|发送)过(?![程期])/,
];

/** Whether a text says that the bank has this already, in one of the languages that our banks write. */
export const isDuplicateText = (text: string): boolean => holdsAny([...REPEATED, ...DONE], text);

/**
 * Whether what a bank says beside an outcome is that it has the message already. Of what was paid it says so by a code, or
 * where something came more than once: that it is done already is true of it.
 */
export function isDuplicateReason(kind: string, code: string, note: string): boolean {
  if (kind !== "paid") return reasonEffect(code, note) === "says-nothing";
  return meaningsOfReason(code).some(({ meaning }) => meaning === "duplicate") || holdsAny(REPEATED, `${code} ${note}`);
}

function holdsAny(words: readonly RegExp[], text: string): boolean {
  const plain = plainText(text);
  return words.some((each) => each.test(plain));
}

const plainText = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}.;']+/gu, " ");
