/**
 * The one masking table. No law fixes it; ours: ID number first 3 and last 4, mobile first 3 and last 4, bank card and credit code
 * last 4, name its first character.
 */
const stars = (count: number) => "*".repeat(Math.max(0, count));
export const masks = {
  idNumber: (value: string) =>
    value.length < 8 ? stars(value.length) : value.slice(0, 3) + stars(value.length - 7) + value.slice(-4),
  mobile: (value: string) =>
    value.length < 8 ? stars(value.length) : value.slice(0, 3) + stars(value.length - 7) + value.slice(-4),
  bankCard: (value: string) => stars(value.length - 4) + value.slice(-4),
  creditCode: (value: string) => stars(value.length - 4) + value.slice(-4),
  personName: (value: string) => {
    const letters = Array.from(value);
    return (letters[0] ?? "") + stars(letters.length - 1);
  },
} as const;

/** ID numbers, mobiles and bank cards inside free text, masked. Linear in the length of the text; never throws. */
export function maskText(text: string): string {
  return text.replace(/\d(?:[ -]?\d){9,21}(?:[ -]?[Xx](?![A-Za-z0-9]))?/g, (run) => {
    const plain = run.replace(/[ -]/g, "");
    if (/^1[3-9]\d{9}$/.test(plain)) return masks.mobile(plain);
    if (/^(86)1[3-9]\d{9}$/.test(plain)) return `86${masks.mobile(plain.slice(2))}`;
    if (/^\d{17}[\dXx]$/.test(plain) || /^\d{15}$/.test(plain)) return masks.idNumber(plain);
    if (/^\d{13,19}$/.test(plain) && luhn(plain)) return masks.bankCard(plain);
    return run;
  });
}

/** Check digit of bank cards (ISO/IEC 7812): every second digit from the right is doubled. */
export function luhn(digits: string): boolean {
  let sum = 0;
  for (let at = 0; at < digits.length; at++) {
    const digit = digits.charCodeAt(digits.length - 1 - at) - 48;
    const doubled = at % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
