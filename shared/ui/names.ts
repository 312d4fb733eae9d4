import type { Language } from "../base/language.ts";

/** Names that agencies use for products, roles, discounts, scores, facets and lines of a plan, in every language. */
const NAMES: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  // Products.
  hotel: { zh: "酒店", en: "hotel" },
  flight: { zh: "机票", en: "flight" },
  train: { zh: "火车票", en: "train" },
  attraction: { zh: "景点门票", en: "attraction" },
  "package-tour": { zh: "跟团游", en: "package tour" },
  "custom-tour": { zh: "定制游", en: "custom tour" },
  "online-activity": { zh: "线上活动", en: "online activity" },
  "member-referral": { zh: "会员推荐", en: "member referral" },
  cruise: { zh: "邮轮", en: "cruise" },
  visa: { zh: "签证", en: "visa" },
  insurance: { zh: "保险", en: "insurance" },
  car: { zh: "用车", en: "car" },
  // Roles.
  seller: { zh: "销售顾问", en: "seller" },
  manager: { zh: "直属上级", en: "manager" },
  "manager-2": { zh: "二级上级", en: "manager’s manager" },
  "manager-3": { zh: "三级上级", en: "third-level manager" },
  "group-leader": { zh: "领队", en: "group leader" },
  escort: { zh: "随团陪同", en: "escort" },
  // Facets.
  afterLeaving: { zh: "离职后出行", en: "travelled after leaving" },
  channel: { zh: "渠道", en: "channel" },
  segment: { zh: "客群", en: "segment" },
  community: { zh: "社群", en: "community" },
  winBack: { zh: "挽回客户", en: "win-back" },
  crossSell: { zh: "交叉销售", en: "cross-sell" },
  // Amounts taken off a price.
  refunded: { zh: "退款", en: "refund" },
  cost: { zh: "成本", en: "cost" },
  "discounts.coupon": { zh: "优惠券", en: "coupons" },
  "discounts.points": { zh: "积分抵扣", en: "points" },
  "discounts.membership": { zh: "会员优惠", en: "membership discount" },
  // Scores.
  serviceScore: { zh: "服务分", en: "service score" },
  inspectionScore: { zh: "巡检分", en: "inspection score" },
  starLevel: { zh: "星级", en: "star level" },
  tenureMonths: { zh: "入职月数", en: "months since joining" },
  // Targets.
  targetSales: { zh: "销售目标", en: "sales target" },
  targetUnits: { zh: "订单数目标", en: "units target" },
  // Lines of a plan.
  share: { zh: "销售提成", en: "sales share" },
  override: { zh: "团队提成", en: "team share" },
  tour: { zh: "旅游产品提成", en: "tour share" },
  custom: { zh: "定制游提成", en: "custom tour share" },
  bonus: { zh: "奖金", en: "bonus" },
  "single-rates": { zh: "固定比例提成", en: "fixed-rate commissions" },
  cap: { zh: "封顶", en: "cap" },
  ramp: { zh: "新人保底", en: "starting guarantee" },
  guarantee: { zh: "保底", en: "guarantee" },
  trailing: { zh: "离职后出行提成", en: "share of trips after leaving" },
  activity: { zh: "活动奖励", en: "activity reward" },
  referral: { zh: "推荐奖励", en: "referral reward" },
};

/** Whether an id has a name. */
export const isNamed = (id: string): boolean => Object.hasOwn(NAMES, id);

/** A thing's name where it is a known one; else its id as it is. */
export function nameOf(id: string, language: Language): string {
  return Object.hasOwn(NAMES, id) ? (NAMES[id]?.[language] ?? id) : id.replace(/^discounts\./, "");
}

/** What advisors are called, by id. */
export type Names = (advisorId: string) => string | undefined;
