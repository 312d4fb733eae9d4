import type { Messages, Params } from "../base/issues/issue.ts";
export const payeesZh = {
  /** Of a proposal of payees. */
  proposed: {
    title: (source: string) => `收款信息：${source}`,
    summary: (count: string, source: string) => `收款信息 ${count} 条（${source}）`,
    page: "人工录入",
    caption: "收款信息",
    holder: "户名",
    holderIsAdvisor: "与登记姓名一致",
    account: "账号",
  },
  title: "收款信息",
  intro: "每位顾问的款项付到哪个账户。更改由另一人批准，并经过安全等待期后才用于付款。账号加密保存，页面只显示后四位。",
  searchLabel: "顾问姓名或编号",
  found: (count: string) => `${count} 位顾问`,
  ending: (accountLast4: string) => `尾号 ${accountLast4}`,
  none: "尚无",
  states: { ready: "可用于付款", securityHold: "安全等待期", none: "没有收款信息" },
  securityHoldUntil: (moment: string) => `安全等待期至 ${moment}，在此之前不付款`,
  holds: "暂停付款的顾问",
  waitingNone: "没有待批准的收款信息。",
  securityHold: "安全等待期",
  noSecurityHold: "没有处于安全等待期的更改。",
  securityHoldIntro: (days: string) => `批准后 ${days} 天内不按新的收款信息付款，以便顾问发现并非本人要求的更改。`,
  until: "截至",
  approvedBy: "批准人",
  entries: (count: string) => `${count} 位顾问`,
  uploadIntro:
    "每行一位顾问：顾问编号、户名、账号、行号、开户行，列的顺序不限，其他列忽略。文件读取后立即加密，账号只显示后四位；文件本身不保存。",
  fileHint: "XLSX 工作簿，或编码为 UTF-8、UTF-16、GB18030 的 CSV，不超过 4 MB。账号列请设为文本格式。",
  only: "收款信息由人力资源或财务提出。",
  previewTitle: "核对收款信息",
  first: "首次登记",
  changed: "更改",
  before: "原账户",
  after: "新账户",
  warnings: {
    "check-digit": "银行卡校验位不符",
    "maybe-rounded": "末尾是零，可能被表格软件四舍五入",
    unusual: "含有字母但不是 IBAN",
    "same-ending": "后四位与现有账户相同",
    proposed: "另有一份更改待批准",
    "other-holder": "户名与顾问登记姓名不同",
  },
  oddAccounts: (count: string) => `有 ${count} 个账号可疑，原因见“新账户”一列。批准前请与顾问本人核对账号。`,
  shared: {
    title: "共用账户",
    warning: (count: string) => `有 ${count} 位顾问的新账户与其他顾问相同。批准前请确认这确属本人要求。`,
    usedBy: "该账户同时用于",
    sharer: (name: string, id: string) => (name === "" ? id : `${name}（${id}）`),
    uses: { current: "", "same-proposal": "同一提案", "other-proposal": "待批准" },
    sharerUse: (name: string, id: string, use: string) => (name === "" ? `${id}（${use}）` : `${name}（${id}，${use}）`),
    more: (count: string) => `等另外 ${count} 位`,
    moreRows: (count: string) => `另有 ${count} 位顾问的账户与他人相同，未逐一列出。`,
  },
  holderIsAdvisor: "与登记姓名一致",
  nothing: "没有可以提交的收款信息。",
  saveCommentHint: "请勿填写账号。",
  form: {
    title: "更改收款信息",
    first: "添加收款信息",
    holder: "户名",
    account: "账号",
    accountHint: "银行账号、银联卡号或 IBAN。提交后不再显示，出错时须重新填写。",
    bankCode: "行号",
    bankCodeHint: "12 位联行号，或 BIC；账号为 IBAN 时可不填。",
    bankName: "开户行",
    bankNameHint: "可以不填。",
    commentHint: "例如“顾问来函，已电话核实”。请勿填写账号。",
    again: "没有提交。出于安全，账号需要重新填写。",
  },
  versions: "历史版本",
  version: "版本",
  versionsNone: "还没有收款信息。",
  views: (shown: string, all: string) => `收款信息查看记录（最近 ${shown} 条，共 ${all} 条；同一人一小时内只记一条）`,
  viewedAt: "时间",
  viewedBy: "查看人",
  viewedIn: "查看位置",
  viewedHere: "顾问页面或接口",
  proposalNote: "账号只显示后四位，与登记姓名不同的户名只显示部分：请向顾问本人核对。",
};

/** Why something of this room is refused or invalid, by code. */
export const payeeIssuesZh = {
  "payee-taken": ({ advisorId = "", version = "" }: Params) =>
    `顾问 ${advisorId} 的收款信息第 ${version} 版已有其他内容：如已提出请先撤回，再重新提出更改。`,
  "holder-missing": () => "请填写户名",
  "account-missing": () => "请填写账号或 IBAN",
  "account-malformed": () => "应为 6 至 34 位数字或字母",
  "iban-check-digits": () => "IBAN 校验位不正确；请与顾问提供的账号核对",
  "bank-code-expected": () => "应为 8 或 11 位 BIC，或 12 位联行号",
  "bic-of-another-country": () => "BIC 与 IBAN 不属于同一国家；请与顾问提供的信息核对",
  "payee-advisor-expected": () => "请填写顾问编号",
  "payee-advisor-unknown": () => "没有登记此编号的顾问；请先登记，或检查编号",
} as const satisfies Messages;

type PayeeIssues = typeof payeeIssuesZh;

declare module "../base/issues/issue.ts" {
  interface IssueMessages extends PayeeIssues {}
}
