/** Brings what people type to one writing: half-width, simplified, without the dialect words of Wuhan and the usual Latin runs. */

const pairs = (text: string): [string, string][] =>
  text.split(" ").map((pair) => {
    const [from = "", to = ""] = pair.split(":");
    return [from, to];
  });

// Characters of our field only: a whole table is an editor's matter.
const simplified = new Map(
  pairs(
    "醫:医 療:疗 養:养 繳:缴 費:费 險:险 業:业 傷:伤 總:总 樣:样 辦:办 單:单 位:位 幫:帮 嗎:吗 麼:么 個:个 領:领 鄉:乡 檔:档 報:报 銷:销 轉:转 續:续 斷:断 補:补 發:发 車:车 禍:祸 産:产 產:产 離:离 職:职 舊:旧 萬:万 錢:钱 歲:岁 時:时 間:间 門:门 診:诊 帳:账 戶:户 號:号 碼:码 證:证 認:认 網:网 請:请 問:问 詢:询 沒:没 還:还 過:过 們:们 來:来 會:会 後:后 國:国 學:学 開:开 關:关 應:应 該:该 給:给 對:对 與:与 實:实 體:体 點:点 丟:丢 運:运 遲:迟 級:级 殘:残 區:区 別:别 從:从 長:长 東:东 條:条 齡:龄 滿:满 審:审 動:动 勞:劳 資:资 額:额 標:标 準:准 變:变 種:种 為:为",
  ),
);
// Not inside 怎么 and 什么, which begin the same way.
const phrases: readonly [RegExp, string][] = pairs(
  "么样:怎么样 么办:怎么办 么东西:什么东西 么时候:什么时候 为么事:为什么 么事:什么 冇:没有 伢:孩子 毛毛:新生儿 屋里:家里 哪里克:去哪里 到哪克:去哪里 搞得赢:来得及 搞不搞得赢:来不来得及 几多:多少 咋:怎么 啥:什么 咧:",
).map(([from, to]) => [new RegExp(`(?<![怎什那这多])${from}`, "g"), to]);
const latin: readonly [string, string][] = pairs(
  "shebaoka:社保卡 shebao:社保 yanglao:养老 yiliao:医疗 yibao:医保 shiye:失业 gongshang:工伤 shengyu:生育 baoxian:保险 baoxiao:报销 duanjiao:断缴 bujiao:补缴 xubao:续保 tuixiu:退休 renzheng:认证 zhuanyi:转移 zenmeban:怎么办 zenme:怎么 duoshao:多少 jintie:津贴 yidi:异地 chaxun:查询 linghuo:灵活 jiuye:就业 jiaofei:缴费 rengong:人工",
);

export function normalise(text: string): string {
  let result = "";
  for (const char of text.normalize("NFKC").toLowerCase()) result += simplified.get(char) ?? char;
  for (const [from, to] of phrases) result = result.replace(from, to);
  if (/[a-z]{4}/.test(result)) for (const [from, to] of latin) result = result.replaceAll(from, to);
  return result.replace(/[^\p{L}\p{N}]+/gu, "");
}

/** Characters and pairs of characters: beats word segmentation on questions like these. */
export function gramsOf(normalised: string): string[] {
  const grams: string[] = [];
  for (let at = 0; at < normalised.length; at++) {
    const char = normalised[at] ?? "";
    if (!"的了吗呢啊吧么我是在".includes(char)) grams.push(char);
    if (at + 1 < normalised.length) grams.push(normalised.slice(at, at + 2));
  }
  return grams;
}
