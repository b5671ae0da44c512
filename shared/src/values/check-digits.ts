const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** The 18th character of an ID number by GB 11643; only the first 17 of what is given count. */
export function idCheckDigit(first17: string): string {
  let sum = 0;
  for (let at = 0; at < 17; at++) sum += (first17.charCodeAt(at) - 48) * (weights[at] ?? 0);
  return "10X98765432".charAt(sum % 11);
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
