import type { ReasonEffect, ReasonMeaning } from "../model/reason-codes.ts";

/** A bank's reasons in Chinese: what they mean, and what follows from them. */
export const reasonsZh = {
  meanings: {
    "account-number": "账号有误",
    "account-closed": "账户已销户",
    "account-blocked": "账户受限",
    "account-type": "该类账户不能收款",
    "account-currency": "账户币种不符",
    "details-changed": "收款账户信息已变更",
    "name-mismatch": "户名与账号不符",
    "payee-unknown": "收款行查无此收款人",
    "payee-details": "收款人信息不完整或有误",
    "bank-code": "银行代码有误",
    "own-details": "付款方账户或信息有误",
    amount: "金额或笔数有误",
    limit: "超出金额或笔数限制",
    currency: "币种不受支持",
    format: "文件格式有误",
    regulatory: "监管要求",
    deceased: "收款人已故",
    refused: "收款人或开户行拒收",
    fraud: "疑似欺诈",
    cancelled: "付款已撤销",
    "bank-service": "银行暂不提供该服务",
    narrative: "原因见银行附言",
    unspecified: "银行未说明原因",
    funds: "付款账户余额不足",
    "execution-date": "付款日期不被接受或已过截止时间",
    technical: "银行系统故障或超时",
    signature: "文件签名无效",
    duplicate: "银行已收到过，属重复提交",
  } satisfies Readonly<Record<ReasonMeaning, string>>,
  other: (code: string) => `银行原因代码 ${code}`,
  none: "银行未给出原因",
  coded: (meaning: string, code: string) => `${meaning}（${code}）`,
  and: "；",
  effects: {
    "needs-new-details": "更新收款信息，或由第二人确认原信息无误后，才会再次付款",
    "needs-a-look": "经财务查看后才会再次付款",
    "may-be-sent-again": "可随下一批次再次付款",
    "says-nothing": "不改变原付款的状态",
  } satisfies Readonly<Record<ReasonEffect, string>>,
};

export type ReasonWords = typeof reasonsZh;
