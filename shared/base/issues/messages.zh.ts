import type { Writer } from "../../ui/writer.ts";
import type { Language } from "../language.ts";

/** What reasons have in common: what a list of them is grouped by. */
export type ReasonGroup =
  | "dates"
  | "shares"
  | "amounts"
  | "currency"
  | "conflict"
  | "unregistered"
  | "closed"
  | "missing"
  | "unknown-field"
  | "twice"
  | "facets"
  | "form"
  | "no-event"
  | "too-large"
  | "other";

/** A reason why content can't be taken over, in the reader's language. */
export interface Reason {
  /** Where, as one writes it: lines[0].price; "" for the whole. */
  readonly field: string;
  readonly text: string;
  readonly group: ReasonGroup;
}

/** Fields of a reason that stand for the whole: what is said of a file's header names it. */
const WHOLE: ReadonlySet<string> = new Set(["(whole)", "header"]);

/** Reads a reason as schemas and rules write it, "lines[0].price: expected …". One that no rule knows stays as it is. */
export function readReason(reason: string, language: Language): Reason {
  const { field, message } = apart(reason);
  for (const [pattern, group, zh] of RULES) {
    const found = pattern.exec(message);
    if (found !== null) return { field, group, text: language === "zh" ? filled(zh, found) : capitalised(message) };
  }
  return { field, group: "other", text: capitalised(message) };
}

/** A reason as one text with its field before it, which `nameOf` may put in the reader's words. */
export function reasonText(reason: string, { language, words }: Pick<Writer, "language" | "words">, nameOf = asItIs): string {
  const [, line, ofLine = reason] = /^line (\d+): (.*)$/su.exec(reason) ?? [];
  const { field, text } = readReason(ofLine, language);
  const lineName = language === "zh" ? `第 ${line} 行` : `Line ${line}`;
  const places = [...(line === undefined ? [] : [lineName]), ...(field === "" ? [] : [nameOf(field)])];
  // Behind its field a message goes on in small letters.
  const said = places.length > 0 && language === "en" ? apart(ofLine).message : text;
  return [...places, said].join(words.joins.colon);
}

const asItIs = (field: string): string => field;

/** The field and what is said of it. A path holds no space but in a quoted name. */
function apart(reason: string): { readonly field: string; readonly message: string } {
  const found = /^((?:"(?:[^"\\]|\\.)*"|[^\s:"])+): (.*)$/su.exec(reason);
  const [, field = "", message = reason] = found ?? [];
  return { field: WHOLE.has(field) ? "" : field, message };
}

const filled = (template: string, found: RegExpExecArray): string =>
  template.replace(/\$(\d)/g, (_, place: string) => found[Number(place)] ?? "");

/** A message begins a sentence, unless it begins with what was sent. */
const capitalised = (text: string): string => (/^[a-z]+[ ;:,]/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text);

/** Messages of shared/engine and shared/ledger/record: pattern, group, and the same in Chinese. */
const RULES: readonly (readonly [RegExp, ReasonGroup, string])[] = [
  [/^(\S+) lies before bookedAt, (\S+)$/, "dates", "$1 早于预订时间 bookedAt（$2）"],
  [/^(\S+) lies before joinedOn, (\S+)$/, "dates", "$1 早于入职日期 $2"],
  [/^(\S+) lies before the spell's first day, (\S+)$/, "dates", "最后工作日 $1 早于这段任职的入职日期 $2"],
  [/^missing: a spell that another follows has a last day$/, "dates", "缺失：其后还有任职的，须填写最后工作日"],
  [
    /^expected at least a day between the spells: (\S+) doesn't lie two days after (\S+) or later$/,
    "dates",
    "两段任职之间须至少相隔一天：$1 应晚于 $2 至少两天",
  ],
  [/^missing: send joinedOn, or spells$/, "missing", "缺失：请填写 joinedOn（入职日期）或 spells（任职经历）"],
  [/^expected at least one spell$/, "missing", "任职经历不能为空"],
  [/^expected pay or carry$/, "form", "应为 pay 或 carry"],
  [/^missing: a fulfilled order says when$/, "dates", "缺失：已出行的订单须注明出行时间"],
  [/^a booked order is not fulfilled yet: /, "dates", "已预订的订单尚未出行：请删去此项，或将 status 改为 fulfilled"],
  [/^the shares of role (.+) sum to more than 1$/, "shares", "角色 $1 的份额合计超过 1"],
  [/^expected a share above 0 and at most 1$/, "shares", "份额应大于 0 且不超过 1"],
  [/^(\d+) together is more than the price of (\d+)$/, "amounts", "优惠合计 $1 超过售价 $2（单位：分）"],
  [/^(\d+) is more than the (-?\d+) paid in cash/, "amounts", "退款 $1 超过现金实付 $2（售价减优惠，单位：分）"],
  [/^expected an integer of minor units .*/, "amounts", "应为整数金额（单位：分），不能有小数，也不能是文本"],
  [/^expected an amount that is not negative$/, "amounts", "金额不能为负"],
  [/^(.+) is not the agency's; expected (\S+)$/, "currency", "币种 $1 不是本社的币种，应为 $2"],
  [
    /^revision (\d+) of advisor (.+) is known with other content; .*/,
    "conflict",
    "顾问 $2 的修订 $1 已有不同内容，以先到的为准；请用更高的修订号发送更改",
  ],
  [
    /^version (\d+) of plan (.+) is known with other content; .*/,
    "conflict",
    "方案 $2 第 $1 版已有不同内容，以先到的为准；请用更高的版本号",
  ],
  [/^(.+) is known with other content; .*/, "conflict", "$1 已有不同内容，以先到的为准；请用更高的修订号发送更改"],
  [/^no advisor "(.+)" is registered; register the advisor first.*/, "unregistered", "没有编号为 $1 的顾问；请先登记，或检查编号"],
  [/^no advisor "(.+)" is registered; .*/, "unregistered", "顾问 $1 尚未登记；登记后此记录会自动重试"],
  [/^(\S+) is closed; propose the adjustment for a month after (\S+)$/, "closed", "$1 已结账；请将调整列入 $2 之后的月份"],
  [
    /^"(.*)" is no event source of the settings, .*/,
    "other",
    "数据来源“$1”不在设置中，因此未接收；请改由已设置的来源发送，或在设置中增加来源，批准后重新处理",
  ],
  [
    /^"(.*)" may bring (.+) only, so its event of kind (\S+) .*/,
    "other",
    "数据来源“$1”只能发送 $2，不能发送 $3，因此未接收；请改由有权的来源发送，或在设置中更改，批准后重新处理",
  ],
  [/^missing; expected an EventBridge event with its source$/, "no-event", "缺失；应为带有来源的 EventBridge 事件"],
  [/^missing; expected (?:a text|an? (?:whole )?number|true or false|an object|a list)$/, "missing", "缺失，请填写"],
  [/^missing; expected (.+)$/, "missing", "缺失；应填 $1"],
  [/^unknown field; .*/, "unknown-field", "未知字段；请删除，或检查拼写"],
  [/^"(.+)" stands twice in role (.+); send one share$/, "twice", "$1 在角色 $2 中出现两次；请合并为一份"],
  [/^"(.+)" stands twice; .*/, "twice", "$1 出现两次；每一项须各不相同"],
  [/^not a rated facet; rated are (.+)$/, "facets", "不是可计酬的维度；可用的有 $1"],
  [/^"(.+)" is set by Fenrun and may not be sent as a facet$/, "facets", "$1 由系统设定，不能作为维度发送"],
  [/^(.+) is built in: it follows from joinedOn$/, "facets", "$1 由入职日期得出，不能填写"],
  [/^"(.*)" is not known; expected one that begins with (.+)$/, "no-event", "未知的类型 $1；应以 $2 之一开头"],
  [/^the key stands twice; .*/, "twice", "这个键出现两次；请只写一次"],
  [/^a number that can't be kept exactly; .*/, "amounts", "数值无法精确保存；请用不超过 2^53 - 1 的整数，或带引号的小数"],
  [/^not JSON; .*/, "no-event", "不是 JSON；应为一条 EventBridge 事件"],
  [/^nested deeper than any fact; .*/, "no-event", "嵌套过深；应为一条 EventBridge 事件"],
  [/^"__proto__" can't be .*/, "no-event", "“__proto__” 不能作为名称；请改名"],
  [/^its credits do not fit one transaction .*/, "too-large", "计酬项过多，一次写不下；请拆成几笔订单发送"],
  [/^too large for the table .*/, "too-large", "内容过大（单条上限 400 KB）；请精简"],
  [/^expected at most (\d+) lines$/, "too-large", "最多 $1 行"],
  [/^expected at most (\d+) credits$/, "too-large", "最多 $1 个计酬人"],
  [/^no store "(.+)" is known; .*/, "other", "没有门店 $1；请检查编号，或确认这是新门店"],
  [/^no plan "(.+)"; there are (.+)$/, "other", "没有方案 $1；现有 $2"],
  [/^no plan "(.+)"; there is none yet.*/, "other", "没有方案 $1；尚未发布任何方案"],
  [/^this can't be the advisor themselves; .*/, "other", "不能是本人，请另选"],
  [/^no score in the line$/, "missing", "这一行没有分值"],
  [/^given in line (\d+) for the same month; .*/, "twice", "第 $1 行已有同一月份的分值；请保留一处"],
  [/^"(.*)" is none; expected a month .*/, "form", "$1 不是月份；应如 2026-05（表格软件会把月份变成日期，请将该列设为文本）"],
  [/^column (\d+): a value, and no name in the header$/, "form", "第 $1 列有值，但表头没有名称"],
  [/^the file is empty$/, "form", "文件是空的"],
  [/^neither UTF-8 nor GB18030; .*/, "form", "既不是 UTF-8 也不是 GB18030；请另存为 CSV UTF-8"],
  [/^it can be read in two encodings, (.+) or (.+); .*/s, "form", "两种编码都能读出：$1，或 $2；请选择正确的一种"],
  [/^its byte order mark says (\S+), and not (\S+); .*/, "form", "文件头标明是 $1，不是 $2；请不要指定编码"],
  [/^it is not clean (.+); .*/, "form", "不是完好的 $1 文本；请另存为 CSV UTF-8 后重新选择"],
  [/^it holds zero bytes, .*/, "form", "含有零字节，不是文本；请另存为 CSV UTF-8 后重新选择"],
  [
    /^characters in it were lost before it came here .*/,
    "form",
    "文件中有字符在送达之前已经丢失；请按原样发送文件（application/octet-stream）",
  ],
  [/^a spreadsheet's formula .*/, "form", '数值外有表格软件的公式（="…"）；请将该列设为文本后重新保存'],
  [/^a formula gave no value; .*/, "form", "公式没有结果；请在表格软件中改正，或直接填写数值"],
  [/^a workbook of an old format, .*/, "form", "旧格式或加密的工作簿；请另存为不加密的 XLSX 或 CSV"],
  [/^it is a ZIP and no workbook; .*/, "form", "是 ZIP 文件而不是工作簿；请选择 XLSX 或 CSV 文件"],
  [/^its (ZIP|XML) is damaged; .*/, "form", "文件已损坏；请重新保存"],
  [/^unpacked it has more than (\d+) bytes; .*/, "too-large", "解压后超过 $1 字节；请分成几份"],
  [/^it has more than (\d+) (parts|cells|columns); .*/, "too-large", "工作簿过大（上限 $1）；请分成几份，或删去不需要的内容"],
  [/^a spreadsheet's apostrophe .*/, "form", "数值前有表格软件的撇号；请删去"],
  [/^the column (\S+) stands twice; .*/, "twice", "$1 列出现两次；请保留一列"],
  [/^its separators can be read in two ways; .*/, "amounts", "分隔符有两种读法；一千二百三十四元五角请写 1234.50 或 1,234.50"],
  [/^expected at most 2\^53 - 1 .*/, "amounts", "金额过大；请检查"],
  [/^"(.*)" is none; expected a day with its year first, .*/, "form", "$1 不是日期；请先写年份，如 2026-10-13 或 2026/10/13"],
  [
    /^(no column of scores; )?expected advisorId or storeId, then month, .*/,
    "form",
    "表头应为 advisorId 或 storeId、month，其后每列一项评分，例如 advisorId,month,serviceScore",
  ],
  [/^(\d+) (?:scores|bytes) are more than (\d+); .*/, "too-large", "文件过大（$1，上限 $2）；请分成几份"],
  [/^expected an amount above 0: it is the debt .*/, "amounts", "核销金额应大于零：填写要核销的欠款金额"],
  [/^expected writeOff, or no kind$/, "form", "种类应留空（普通调整）或填 writeOff（核销欠款）"],
  [/^expected an amount other than 0$/, "amounts", "金额不能为零"],
  [/^expected an amount such as .*/, "amounts", "应为金额，如 -1234.50，小数位数不超过币种的小数位数"],
  [/^expected a reason$/, "missing", "请填写原因"],
  [/^expected what proves it, .*/, "missing", "请填写依据，如工单号"],
  [/^an account number stands in it; .*/, "form", "其中含有账号；请去掉"],
  [/^the same as line (\d+); .*/, "twice", "与第 $1 行相同；请保留一行，或在原因中写明为何再次调整"],
  [/^given in line (\d+); leave one$/, "twice", "第 $1 行已有；请保留一行"],
  [/^nobody is registered under it; .*/, "unregistered", "没有登记此编号的顾问；请先登记，或检查编号"],
  [/^No advisor "(.*)" is registered: .*/, "unregistered", "没有编号为 $1 的顾问；请先登记，或检查编号"],
  [/^(\S+) is closed: .* for a month after (\S+)\.$/, "closed", "$1 已结账；请列入 $2 之后的月份"],
  [/^The write-off of (.+) for (\S+) is more than .*/, "amounts", "顾问 $1 在 $2 的核销金额超过结转的欠款；请查看结转余额，最多核销欠款"],
  [
    /^(.+) has an adjustment for (\S+) of the same amount and reason already \((.+)\): .*/,
    "twice",
    "顾问 $1 在 $2 已有金额和原因相同的调整（$3）；请去掉，或在原因中写明为何再次调整",
  ],
  [/^expected an advisor's id$/, "form", "请填写顾问编号"],
  [/^expected the name of the account's holder$/, "missing", "请填写户名"],
  [/^expected an account number or IBAN$/, "missing", "请填写账号或 IBAN"],
  [/^expected 6 to 34 digits and letters$/, "form", "应为 6 至 34 位数字或字母"],
  [/^expected a BIC of 8 or 11 characters, .*/, "form", "应为 8 或 11 位 BIC，或 12 位联行号"],
  [/^the check digits of the IBAN are wrong: .*/, "form", "IBAN 校验位不正确；请与顾问提供的账号核对"],
  [/^a spreadsheet has rounded the number: .*/, "form", "表格软件已将号码四舍五入；请将该列设为文本后重新填写"],
  [/^its quotes are not in order; .*/, "form", "引号不成对；请重新另存为 CSV"],
  [/^expected the columns (.+)$/, "form", "表头应有以下各列：$1"],
  [/^more than (\d+) lines; .*/, "too-large", "超过 $1 行；请分成几份"],
  [/^(\d+) entries are more than (\d+); .*/, "too-large", "条目过多（$1，上限 $2）；请分成几份"],
  [/^(\d+) bytes are more than (\d+); compress .*/, "too-large", "文件有 $1 字节，上限 $2；请用 gzip 压缩或拆分"],
  [/^it has more than (\d+) entries; .*/, "too-large", "条目超过 $1 条；请拆分文件"],
  [/^it has more than (\d+) files in it; .*/, "too-large", "压缩包中的文件超过 $1 个；请拆分"],
  [/^unpacked it has more than (\d+) bytes; .*/, "too-large", "解压后超过 $1 字节；请拆分文件"],
  [/^too many archives lie in one another; .*/, "form", "压缩包层数过多；请解压后上传其中的文件"],
  [/^its gzip is damaged; .*/, "form", "gzip 文件已损坏；请重新选择文件"],
  [/^its ZIP is damaged; .*/, "form", "ZIP 文件已损坏；请重新选择文件"],
  [/^its ZIP is damaged, locked .*/, "form", "ZIP 文件已损坏、已加密或压缩方式不受支持；请解压后上传其中的文件"],
  [/^neither pain\.002 nor camt\.052.*/, "form", "不是 pain.002、camt.052、camt.053 或 camt.054；请向银行索取其中一种，或填写 CSV 模板"],
  [/^it says nothing about any payment; .*/, "form", "文件中没有任何付款信息；请选择银行对付款批次的回执"],
  [/^it is not in the encoding that it names, (\S+); .*/, "form", "文件内容与所声明的编码 $1 不符；请银行以 UTF-8 重新发送"],
  [/^it is no XML that is read here: (.+)$/, "form", "不是可读取的 XML：$1"],
  [/^expected at most (\d+) characters$/, "form", "最多 $1 个字符"],
  [/^expected at least one character$/, "form", "不能为空"],
  [/^expected a name$/, "form", "请填写姓名"],
  [/^expected no control character, .*/, "form", "不能有控制字符，首尾不能有空格"],
  [/^expected an integer from 1$/, "form", "应为不小于 1 的整数"],
  [/^expected a day as YYYY-MM-DD$/, "form", "应为日期，如 2026-10-31"],
  [/^expected a month as YYYY-MM$/, "form", "应为月份，如 2026-10"],
  [/^expected an instant in ISO 8601 .*/, "form", "应为带时区的时间，如 2026-10-08T09:00:00+08:00"],
  [/^expected an instant of the years .*/, "form", "年份应在 2 至 9998 之间"],
  [/^expected a decimal with at most 9 places, .*/, "form", '应为最多 9 位小数的数，如 "0.06"'],
  [/^expected a decimal in quotes, .*/, "form", '应为带引号的小数，如 "0.06"'],
  [/^expected a decimal that is not negative$/, "form", "不能为负数"],
  [/^expected a name of letters, .*/, "form", "名称应以字母开头，只含字母、数字、_ 和 -"],
  [/^expected a text$/, "form", "应为文本"],
  [/^expected a (?:whole )?number$/, "form", "应为数字（不带引号）"],
  [/^expected true or false$/, "form", "应为 true 或 false"],
  [/^expected (?:an object|the settings as an object|a source as an object .*)$/, "form", "应为对象 { … }"],
  [/^expected (?:a list|the event sources as a list)$/, "form", "应为列表 [ … ]"],
  [/^expected at least (\S+) entries$/, "form", "至少 $1 项"],
  [/^expected at most (\S+) entries$/, "form", "最多 $1 项"],
  [/^expected at least (\S+) characters$/, "form", "至少 $1 个字符"],
  [/^expected at least (-?[\d.]+)$/, "form", "不能小于 $1"],
  [/^expected at most (-?[\d.]+)$/, "form", "不能大于 $1"],
  [/^expected at most (\d+) characters of settings; .*/, "too-large", "设置超过 $1 个字符；请减少模板或列"],
  [/^expected a text of the form (.+)$/, "form", "格式应为 $1"],
  [/^expected one of (.+)$/, "form", "应为以下之一：$1"],
  [/^expected an account's number(?:: .*)?$/, "form", "应为科目编号：最多 20 个字母、数字、“.”或“-”"],
  [/^expected ids that differ$/, "twice", "编号不能重复"],
  [/^expected another id: .*/, "form", "此编号已用于系统自带的文件，请换一个"],
  [/^expected a letter, digit or sign of ASCII$/, "form", "应为一个 ASCII 字母、数字或符号"],
  [/^expected a width of each column, .*/, "missing", "定宽格式须填写每列的宽度"],
  [/^expected the text of each constant$/, "missing", "固定内容的列须填写文字"],
  [/^expected the source's name as text, .*/, "form", "应为来源名称，如 agency.orders"],
  [/^expected up to 256 letters, .*/, "form", "来源名称最多 256 个字符，只能含字母、数字和 . _ / -"],
  [/^"fenrun" and .* are taken; .*/, "form", "“fenrun”和“aws.…”为保留名称，请换一个"],
  [/^expected a list of at least one of (.+)$/, "form", "请至少列出一项：$1"],
  [/^expected each kind once; .*/, "twice", "同一种数据只列一次，请删去重复项"],
  [/^expected at least one event source: .*/, "missing", "至少要有一个数据来源，否则无法接收订单"],
  [/^expected at most 50 event sources; .*/, "too-large", "数据来源最多 50 个，请合并"],
  [/^expected each source once; .*/, "twice", "同一来源只列一次，请合并为一项"],
  [/^expected booked, fulfilled or cancelled$/, "form", "应为 booked、fulfilled 或 cancelled"],
  [/^expected either advisorId or storeId$/, "form", "advisorId 与 storeId 应填其一"],
  [/^expected the fact as an object$/, "form", "detail 应为对象"],
  [/^expected (.+)$/, "form", "应为：$1"],
];
