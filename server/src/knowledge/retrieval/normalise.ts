import { createRequire } from "node:module";

/** Brings what people type to one writing: simplified characters, plain Chinese for dialect, digits for numerals, no punctuation. */

type Convert = (text: string) => string;
const opencc = createRequire(import.meta.url)("opencc-js/t2cn") as {
  Converter(options: { from: string; to: string }): Convert;
};
const simplify = opencc.Converter({ from: "t", to: "cn" });
/** Hanzi and Latin that no simplified text needs: most questions have none, and skip the conversion. */
const traditional =
  /[萬與專業東兩嚴喪個豐臨為麗舉義樂習鄉書買亂爭於虧產畝親億僅從倉儀們價眾優會傘偉傳傷倫偽體餘債傾償儲兒兌黨關興養內岡冊寫軍農馮決況凍淨準減鳳憑凱擊創別劑劃劉則剛刪勁動務勛勝勞勢區醫協單賣盧衛卻廠廳歷厲壓參雙發變疊葉號嘆嗎聽啟員問圍圓國圖團場壞塊墊墜壽夠頭夾奪奮獎婦媽嬰孫學寧寶實審寵宮寬將爾塵嘗層屆屬歲島幣師帳帶幫幹並庫應廟廢開異彈強歸錄徹徑憲懇惡惱態愛慶憂戶執擴掃揚擾撫拋護報擔據掛採損換揀擠攜攝數斂斷無舊時曠書會東條來極構樣標樹橋機權歡歲殘毆殺氣漢湯溝滅濟瀏濕滿漁漲漸潛澤點煉煙煩燒熱爺牽狀獨獲環現電畫當療瘋癥發監蓋盤眾著睜礎礦碼確禮禍離種積稱稅穩窮竊競筆節範簡簽籤糧糾紀約級紅純紙紛線練組細終紹經結給絡統絕維續網緊綜緣編緩總縣繳織繼纖罰羅聯職聖聞聲聽腦腳臉舊艱藝節蘇藥藍處虛號虧蟲術衛衝裝補裡製複見規視覽覺觀計訂訊討訓託記許設訪証評詢試詩話該詳認誤說誰課請調談諒論證議譯護讀變讓財責貨質購貸費貼資賠賬賴賺購贈趙趕車軍軟輕載較輛輪輸轄轉辦辭農邊過運還這進違連遲適選遺鄰酬釋釐針鈔錢鐘銀銷鎖鎮錯鍵鐵長門閉開間閱闊隊陽階際陸險隨隱難電靜響頁項順須預領頻題額顏願類顧顯風飛飯飲館養馬駕騎驗體鬥魚鳥麼黃點齊齒齡龍龜]/;

const pairs = (text: string): [string, string][] =>
  text.split(" ").map((pair) => {
    const [from = "", to = ""] = pair.split(":");
    return [from, to];
  });

/** Speech of Wuhan and of the net. Not inside 怎么 and 什么, which begin the same way. */
const spoken = new Map(
  pairs(
    "么样:怎么样 么办:怎么办 么东西:什么东西 么时候:什么时候 么时间:什么时间 为么事:为什么 为么:为什么 么事:什么 么资料:什么资料 么材料:什么材料 么手续:什么手续 么条件:什么条件 么地方:什么地方 冇:没有 木有:没有 没得:没有 莫得:没有 伢:孩子 细伢:孩子 毛毛:新生儿 屋里:家里 哪里克:去哪里 到哪克:去哪里 里克:里去 搞得赢:来得及 几多:多少 几时:什么时候 咋:怎么 啥:什么 咧: 撒: 唦: 嘛:吗 莫:不要 晓得:知道 老头子:老人 爹爹:爷爷 姆妈:妈妈 媳妇:老婆 旳:的 己经:已经 帐:账 俭:险",
  ),
);
const spokenForms = [...spoken.keys()].toSorted((a, b) => b.length - a.length).join("|");
const anySpoken = new RegExp(`(?<![怎什那这多要])(?:${spokenForms})`, "g");

const digit: Readonly<Record<string, number>> = {
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
/** 十五年 and 15年 are one; 五险一金 and 一次性 are no numbers. */
const numeral =
  /([一二三四五六七八九]?)十([一二三四五六七八九]?)(?=[年岁周个多天几出来])|([一二两三四五六七八九])(?=[年岁](?!级))/g;
const plain = (text: string): string =>
  text.replace(numeral, (_, tens: string | undefined, ones: string | undefined, one: string | undefined) =>
    one === undefined
      ? String((tens ? (digit[tens] ?? 1) : 1) * 10 + (ones ? (digit[ones] ?? 0) : 0))
      : String(digit[one]),
  );

/** One writing, punctuation kept as a single 「，」 so that clauses can still be told apart. */
export function withClauses(text: string): string {
  let result = text.normalize("NFKC").toLowerCase();
  if (traditional.test(result)) result = simplify(result);
  result = result.replace(anySpoken, (form) => spoken.get(form) ?? form);
  result = plain(result);
  if (/[a-z]/.test(result)) result = result.replace(/(?<=\p{L})\s+(?=[a-z])|(?<=[a-z])\s+/gu, "");
  return result.replace(/[^\u4e00-\u9fff0-9a-z]+/g, (run) => run.replace(/[^\p{L}\p{N}]+/gu, "，"));
}
export const joined = (text: string): string => text.replaceAll("，", "");
/** One writing without any punctuation. */
export const normalise = (text: string): string => joined(withClauses(text));
