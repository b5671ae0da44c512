const least = 10;
/** From so many characters on, a sentence of one kind of letters will do. */
const phrase = 16;
export const passwordRule = `至少 ${least} 位，大写字母、小写字母、数字、符号里要有三种；或者 ${phrase} 位以上的一句话`;

/** Words that everybody tries first; found anywhere in a short password they are refused. */
const guessed = ["password", "qwerty", "admin", "123456", "abc123", "111111", "000000", "shebao", "wuhan", "社保"];

/** Why a password will not do, in words for its owner; null when it will. */
export function passwordFlaw(password: string, account: string): string | null {
  const letters = Array.from(password.normalize("NFKC"));
  if (letters.length < least) return `密码太短：${passwordRule}`;
  if (letters.length > 128) return "密码最多 128 位";
  const low = letters.join("").toLowerCase();
  if (account.length >= 3 && low.includes(account.toLowerCase())) return "密码里不要有自己的账号";
  if (new Set(letters).size < 5) return "密码里重复的字太多，容易被猜到";
  if (letters.length >= phrase) return null;
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/].filter((kind) => kind.test(password)).length;
  if (kinds < 3) return `密码太简单：${passwordRule}`;
  if (guessed.some((word) => low.includes(word))) return "密码里有别人最先会猜的词，请换一个";
  return null;
}
