import { createRequire } from "node:module";

/** Traditional characters as simplified ones: people write both, and the words of the house are simplified. */

type Convert = (text: string) => string;
const opencc = createRequire(import.meta.url)("opencc-js/t2cn") as {
  Converter(options: { from: string; to: string }): Convert;
};
const convert = opencc.Converter({ from: "t", to: "cn" });
/** Hanzi that no simplified text needs: most questions have none, and skip the conversion. */
const traditional =
  /[萬與專業東兩嚴喪個豐臨為麗舉義樂習鄉書買亂爭於虧產畝親億僅從倉儀們價眾優會傘偉傳傷倫偽體餘債傾償儲兒兌黨關興養內岡冊寫軍農馮決況凍淨準減鳳憑凱擊創別劑劃劉則剛刪勁動務勛勝勞勢區醫協單賣盧衛卻廠廳歷厲壓參雙發變疊葉號嘆嗎聽啟員問圍圓國圖團場壞塊墊墜壽夠頭夾奪奮獎婦媽嬰孫學寧寶實審寵宮寬將爾塵嘗層屆屬歲島幣師帳帶幫幹並庫應廟廢開異彈強歸錄徹徑憲懇惡惱態愛慶憂戶執擴掃揚擾撫拋護報擔據掛採損換揀擠攜攝數斂斷無舊時曠書會東條來極構樣標樹橋機權歡歲殘毆殺氣漢湯溝滅濟瀏濕滿漁漲漸潛澤點煉煙煩燒熱爺牽狀獨獲環現電畫當療瘋癥發監蓋盤眾著睜礎礦碼確禮禍離種積稱稅穩窮竊競筆節範簡簽籤糧糾紀約級紅純紙紛線練組細終紹經結給絡統絕維續網緊綜緣編緩總縣繳織繼纖罰羅聯職聖聞聲聽腦腳臉舊艱藝節蘇藥藍處虛號虧蟲術衛衝裝補裡製複見規視覽覺觀計訂訊討訓託記許設訪証評詢試詩話該詳認誤說誰課請調談諒論證議譯護讀變讓財責貨質購貸費貼資賠賬賴賺購贈趙趕車軍軟輕載較輛輪輸轄轉辦辭農邊過運還這進違連遲適選遺鄰酬釋釐針鈔錢鐘銀銷鎖鎮錯鍵鐵長門閉開間閱闊隊陽階際陸險隨隱難電靜響頁項順須預領頻題額顏願類顧顯風飛飯飲館養馬駕騎驗體鬥魚鳥麼黃點齊齒齡龍龜騙詐訴滾樓]/;

export const simplified: Convert = (text) => (traditional.test(text) ? convert(text) : text);
