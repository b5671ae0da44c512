import { parsed, unreadable, type Parsed } from "./parsed.ts";

/**
 * Districts of Wuhan by their division codes (GB/T 2260), and four functional zones that run social insurance of their own but have
 * no division code: 420190–420193 are ours.
 */
export const regions: Readonly<Record<string, string>> = {
  "420102": "江岸区",
  "420103": "江汉区",
  "420104": "硚口区",
  "420105": "汉阳区",
  "420106": "武昌区",
  "420107": "青山区",
  "420111": "洪山区",
  "420112": "东西湖区",
  "420113": "汉南区",
  "420114": "蔡甸区",
  "420115": "江夏区",
  "420116": "黄陂区",
  "420117": "新洲区",
  "420190": "东湖高新区",
  "420191": "武汉经开区",
  "420192": "东湖风景区",
  "420193": "临空港经开区",
};

export const Region = {
  parse(raw: string): Parsed<string> {
    const text = raw.trim();
    if (Object.hasOwn(regions, text)) return parsed(text);
    const byName = Object.entries(regions).find(([, name]) => name === text);
    return byName ? parsed(byName[0]) : unreadable("请从列表里选择武汉的一个区");
  },
  print: (code: string): string => regions[code] ?? code,
  mask: (code: string): string => regions[code] ?? code,
  sample: (seed: number): string => Object.keys(regions)[seed % Object.keys(regions).length] ?? "420102",
};
