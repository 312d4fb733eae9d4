/**
 * Names of people. Some are written with characters that fonts, encodings and forms often lack
 * (䶮 and 㛃 lie outside the common block); a system that pays people has to print them right.
 */
import type { Random } from "./prng.ts";

const FAMILY_NAMES = [
  ..."王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向汤",
  "欧阳",
  "上官",
  "司徒",
  "诸葛",
];
const GIVEN_NAMES = `
  建国 志强 秀英 桂兰 建华 玉梅 国强 志刚 海燕 红梅 春梅 小军 丽娟 文静 晓东 晓燕 雪梅 海涛 志远 永康
  丽华 淑芬 建平 美玲 婷婷 佳佳 思远 文博 嘉宁 雨桐 雨欣 思琪 晨曦 子涵 子轩 梓涵 浩然 浩宇 宇航 俊杰
  俊熙 佳怡 欣怡 诗涵 诗雅 若曦 梦瑶 梦洁 雅琪 雅婷 静怡 静雯 书瑶 可欣 安琪 语嫣 亦菲 知行 景行 星河
  天佑 天宇 明轩 明哲 泽宇 泽楷 嘉豪 嘉怡 家辉 家明 晓峰 晓琳 云飞 鹏飞 立新 宏达 一凡 一诺 清然 映雪
  听澜 望舒 念慈 如意 芳 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 超 霞 刚
  玲 婷 丹 蕾 颖 琳 悦 倩 薇 凯 鑫 峰 宁 帆 昊 妍
`
  .trim()
  .split(/\s+/);
const RARE_GIVEN_NAMES = ["䶮", "喆", "镕", "堃", "翀", "㛃", "子翯", "靚堃", "懿喆", "骉"];

/** How often a name is drawn anew because somebody has it: in the end, people do share names. */
const REDRAWS = 20;

/** As many names as asked for, hardly two of them the same; each rare one is among them. */
export function makeNames(random: Random, count: number): string[] {
  const rareEvery = Math.max(1, Math.floor(count / RARE_GIVEN_NAMES.length));
  const taken = new Set<string>();
  return Array.from({ length: count }, (_, index) => {
    const rare = RARE_GIVEN_NAMES[index / rareEvery];
    let name = drawName(random, rare);
    for (let redraws = 0; taken.has(name) && redraws < REDRAWS; redraws++) {
      name = drawName(random, rare);
    }
    taken.add(name);
    return name;
  });
}

function drawName(random: Random, rareGivenName: string | undefined): string {
  return random.pick(FAMILY_NAMES) + (rareGivenName ?? random.pick(GIVEN_NAMES));
}
