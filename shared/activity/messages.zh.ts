import type { WithUi } from "../ui/messages.zh.ts";
import type { ActivityAction } from "./model/activity-entry.ts";

/** What pages say of the activity log, in Chinese. */
export const activityZh = {
  title: "操作记录",
  empty: "还没有操作记录。",
  at: "时间",
  what: "操作",
  nothing: "空",
  more: (count: string) => `另有 ${count} 项`,
  fresh: (what: string, value: string) => `${what}：${value}（新增）`,
  gone: (what: string, value: string) => `${what}：${value}（删除）`,
  changed: (what: string, before: string, after: string) => `${what}：${before} → ${after}`,
  /** What each action is called, on every page the same. */
  actions: {
    create: "新建",
    edit: "编辑",
    simulate: "试算",
    submit: "提交",
    approve: "批准",
    return: "退回修改",
    withdraw: "撤回",
    publish: "发布",
    "reject-publishing": "发布被拒绝",
    "roll-back": "回退",
    register: "登记",
    change: "更改",
    offboard: "办理离职",
    import: "导入评分",
    reprocess: "重新处理",
    dismiss: "暂不处理",
    reverse: "冲销",
    draft: "计算完成",
    export: "导出",
    download: "下载付款文件",
    confirm: "确认付讫",
    "request-withdrawal": "申请撤回",
    "confirm-withdrawal": "确认撤回",
    "cancel-withdrawal": "取消撤回申请",
    hold: "暂停付款",
    "resume-payments": "恢复付款",
    clear: "核实后恢复付款",
    stop: "暂停重新计算",
    resume: "恢复重新计算",
    view: "查看收款信息",
  } as Readonly<Record<ActivityAction, string>>,
};

export type ActivityWords = WithUi<typeof activityZh>;
