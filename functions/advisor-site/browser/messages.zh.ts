export interface Words {
  readonly hint: string;
  readonly root: string;
  readonly file: string;
  readonly previous: string;
  readonly others: string;
  readonly verify: string;
  readonly working: string;
  readonly failed: string;
}

export const ZH: Words = {
  hint: "如不选择文件，将从本站下载这份结算单和上一份结算单。",
  root: "当月公布的根哈希（可不填）",
  file: "您保存的结算单文件（可不选）",
  previous: "您保存的上一份结算单文件（可不选）",
  others: "同月下级顾问或上级的文件（可不选）",
  verify: "核验",
  working: "正在计算…",
  failed: "未能核验：",
};
