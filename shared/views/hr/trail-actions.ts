import type { TrailAction } from "../../approval/trail.ts";
import type { Language } from "../view.ts";

/** What each step of the trail is called, on every page the same. */
export const TRAIL_ACTIONS: Readonly<Record<Language, Readonly<Record<TrailAction, string>>>> = {
  zh: {
    create: "新建",
    edit: "编辑",
    simulate: "试算",
    submit: "提交",
    approve: "批准",
    "send-back": "退回",
    withdraw: "撤回",
    publish: "发布",
    "refuse-publish": "发布被拒绝",
    "roll-back": "回退",
    register: "登记",
    change: "更改",
    leave: "离职",
    import: "导入评分",
    release: "放行",
    acknowledge: "确认搁置",
  },
  en: {
    create: "Created",
    edit: "Edited",
    simulate: "Tried",
    submit: "Submitted",
    approve: "Approved",
    "send-back": "Sent back",
    withdraw: "Withdrawn",
    publish: "Published",
    "refuse-publish": "Publishing refused",
    "roll-back": "Rolled back",
    register: "Registered",
    change: "Changed",
    leave: "Leaving",
    import: "Scores imported",
    release: "Released",
    acknowledge: "Acknowledged",
  },
};
