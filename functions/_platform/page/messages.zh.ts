/** What the pages say beside their views. */
export interface Words {
  readonly lang: string;
  readonly brand: string;
  readonly otherLanguage: string;
  readonly skip: string;
  readonly navigation: string;
  readonly thisMonth: string;
  readonly forecast: string;
  readonly years: string;
  readonly statements: string;
  readonly payments: string;
  readonly equity: string;
  readonly advisors: string;
  readonly hr: HrNavigation;
  readonly finance: FinanceNavigation;
  readonly roots: string;
  readonly signIn: string;
  readonly signOut: string;
  readonly signedOut: { readonly title: string; readonly text: string; readonly resume: string };
  readonly about: (name: string, advisorId: string) => string;
  readonly previous: string;
  readonly next: string;
  readonly pages: string;
  readonly fulfilled: string;
  readonly missing: string;
  readonly tones: { readonly good: string; readonly warning: string };
  readonly unfold: string;
  readonly showRows: (rows: number) => string;
  readonly restOfRows: (rows: number) => string;
  readonly files: string;
  readonly filesWhy: string;
  readonly sellerFileWhy: string;
  readonly verify: string;
  readonly verifyTitle: string;
  readonly verifyIntro: string;
  readonly verifyWithoutScript: string;
  readonly search: string;
  readonly searchLabel: string;
  readonly advisorId: string;
  readonly name: string;
  readonly plan: string;
  readonly joinedOn: string;
  readonly found: (count: number) => string;
  readonly nobodyFound: string;
  readonly page: (page: number, pages: number) => string;
  readonly errors: Readonly<Record<"forbidden" | "missing" | "wrong" | "failed" | "notFromHere", Fault>>;
  readonly refused: string;
  readonly home: string;
  readonly reference: string;
  readonly upload: UploadMessages;
}

/** What is said of any file that is uploaded. */
interface UploadMessages {
  readonly encoding: string;
  readonly detect: string;
  readonly choose: string;
  readonly chooseKept: string;
  readonly chooseHint: string;
  readonly chooseOne: string;
  readonly readingTitle: string;
  readonly reading: string;
  readonly failedTitle: string;
  readonly failed: string;
  readonly look: string;
  readonly template: string;
  readonly noFile: string;
  readonly tooLarge: string;
  readonly uploadAgain: string;
  readonly asEncoding: (encoding: string, samples: string) => string;
  readonly readAs: (encoding: string) => string;
  readonly readWorkbook: (sheets: string) => string;
  readonly skippedSheet: (sheet: string, reason: string) => string;
  readonly ignored: (columns: string) => string;
}

/** Where plans and people are changed: the area, and its pages. */
interface HrNavigation {
  readonly area: string;
  readonly plans: string;
  readonly approvals: string;
  readonly advisors: string;
  readonly scores: string;
  readonly quarantine: string;
}

/** Where months are closed and advisors paid: the area, and its pages. */
interface FinanceNavigation {
  readonly area: string;
  readonly close: string;
  readonly payouts: string;
  readonly adjustments: string;
  readonly payees: string;
  readonly settings: string;
  readonly answers: string;
  readonly position: string;
}

/** Why a page can't be shown, and what to do. */
export interface Fault {
  readonly title: string;
  readonly text: string;
}

export const ZH: Words = {
  lang: "zh-CN",
  brand: "分润",
  otherLanguage: "English",
  skip: "跳到正文",
  navigation: "页面",
  thisMonth: "本月",
  forecast: "预计",
  years: "年度",
  statements: "结算单",
  payments: "付款",
  equity: "股权",
  advisors: "顾问",
  hr: { area: "人力资源", plans: "方案", approvals: "审批", advisors: "顾问", scores: "评分", quarantine: "异常数据" },
  finance: {
    area: "财务",
    close: "结账",
    payouts: "付款批次",
    adjustments: "调整",
    payees: "收款信息",
    settings: "设置",
    answers: "银行回执",
    position: "对账",
  },
  roots: "公布的根哈希",
  signIn: "登录",
  signOut: "退出",
  signedOut: { title: "您已退出登录", text: "本次登录已结束。本页即将转到登录服务，一并退出。", resume: "如未自动跳转，请点此继续" },
  about: (name, advisorId) => `您正在查看 ${name}（${advisorId}）`,
  previous: "上一页",
  next: "下一页",
  pages: "表格分页",
  fulfilled: "已满足",
  missing: "未满足",
  tones: { good: "正常", warning: "注意" },
  unfold: "展开全部",
  showRows: (rows) => `展开全部 ${rows} 行`,
  restOfRows: (rows) => `其余 ${rows} 行见 CSV 和 JSON 文件，也可在上方各项的明细页中查看。`,
  files: "文件",
  sellerFileWhy: "这些提成记录的文件：核验结算单时一并提供，其哈希与合计须与结算单一致。",
  filesWhy: "同一份结算单，供您保存、计算和核验。",
  verify: "核验这份结算单",
  verifyTitle: "自行核验",
  verifyIntro:
    "您的浏览器会根据结算单文件中的数据重新计算每一笔金额，并核对哈希、在本期结账中的位置以及与上一份结算单的衔接。任何数据都不会发送出去。",
  verifyWithoutScript: "本页在您的浏览器中计算，因此需要 JavaScript。如未启用，请下载文件后运行：",
  search: "查找",
  searchLabel: "姓名或编号",
  advisorId: "编号",
  name: "姓名",
  plan: "方案",
  joinedOn: "入职日期",
  found: (count) => `${count} 位顾问`,
  nobodyFound: "没有符合的编号或姓名。",
  page: (page, pages) => `第 ${page} 页，共 ${pages} 页`,
  errors: {
    forbidden: { title: "无权访问", text: "您已登录，但无权查看本页。" },
    missing: { title: "页面不存在", text: "地址有误，或该页面不存在。" },
    wrong: { title: "地址无效", text: "地址中有无效的内容，请检查，或从首页重新进入。" },
    failed: { title: "出错了", text: "系统出现错误，数据没有改变。请稍后再试。" },
    notFromHere: { title: "请求已被拦截", text: "请求不是来自本站的页面，数据没有改变。请在本站打开页面后重新提交。" },
  },
  refused: "无法执行",
  home: "首页",
  reference: "编号",
  upload: {
    encoding: "编码",
    detect: "自动识别",
    choose: "这个文件用两种编码都能读出。请选择姓名正确的一种，并重新选择文件。",
    chooseKept: "这个文件用两种编码都能读出。请选择姓名正确的一种，不用重新选择文件。",
    chooseHint: "哪一种正确？",
    chooseOne: "请选择",
    readingTitle: "正在读取文件",
    reading: "正在读取文件，读完后本页会自动显示预览。",
    failedTitle: "文件读取失败",
    failed: "已多次尝试，数据没有改变。请重新上传；如仍失败，请将工作簿另存为 CSV UTF-8 后上传，并告知系统管理员。",
    look: "预览",
    template: "下载模板",
    noFile: "请选择文件。",
    tooLarge: "文件超过 4 MB，请拆分后上传。",
    uploadAgain: "重新上传",
    asEncoding: (encoding, samples) => `${encoding}：${samples}`,
    readAs: (encoding) => `编码：${encoding}`,
    readWorkbook: (sheets) => (sheets === "" ? "Excel 工作簿" : `Excel 工作簿，已读取的工作表：${sheets}`),
    skippedSheet: (sheet, reason) => `工作表“${sheet}”像是同类数据，但未读取：${reason}。请改正表头后重新上传；若不需要该表，可以继续。`,
    ignored: (columns) => `已忽略的列：${columns}`,
  },
};
