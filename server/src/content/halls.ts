/**
 * Where one can go: the service centre of each district of Wuhan. Positions are centres of the districts, good enough to say which is
 * nearest; street and number are not kept here, because nobody has verified them: the map is searched by name instead.
 */
export interface Hall {
  /** For ever: appointments keep it. */
  code: string;
  name: string;
  district: string;
  /** Of the district's centre, GCJ-02 degrees. */
  latitude: number;
  longitude: number;
}

const hall = (code: string, district: string, latitude: number, longitude: number): Hall => ({
  code,
  name: `${district}政务服务中心`,
  district,
  latitude,
  longitude,
});
export const halls: readonly Hall[] = [
  hall("jiangan", "江岸区", 30.6, 114.309),
  hall("jianghan", "江汉区", 30.601, 114.271),
  hall("qiaokou", "硚口区", 30.582, 114.215),
  hall("hanyang", "汉阳区", 30.554, 114.219),
  hall("wuchang", "武昌区", 30.554, 114.316),
  hall("qingshan", "青山区", 30.64, 114.385),
  hall("hongshan", "洪山区", 30.5, 114.344),
  hall("dongxihu", "东西湖区", 30.62, 114.137),
  hall("caidian", "蔡甸区", 30.583, 114.029),
  hall("jiangxia", "江夏区", 30.376, 114.322),
  hall("huangpi", "黄陂区", 30.882, 114.376),
  hall("xinzhou", "新洲区", 30.842, 114.801),
  hall("hannan", "武汉经济技术开发区（汉南区）", 30.477, 114.166),
  hall("donghu-hi-tech", "东湖新技术开发区", 30.458, 114.49),
  hall("donghu-scenic", "东湖生态旅游风景区", 30.56, 114.41),
];

export const findHall = (code: string): Hall | undefined => halls.find((one) => one.code === code);

/** A search on the map that needs no key and no app. */
export const mapLink = ({ name }: Hall): string =>
  `https://apis.map.qq.com/uri/v1/search?keyword=${encodeURIComponent(name)}&region=${encodeURIComponent("武汉")}&referer=wsi`;

interface Point {
  latitude: number;
  longitude: number;
}
const EARTH_KM = 6371;
const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Kilometres along the great circle. */
export function distanceKm(from: Point, to: Point): number {
  const [a, b] = [radians(from.latitude), radians(to.latitude)];
  const half =
    Math.sin((b - a) / 2) ** 2 + Math.cos(a) * Math.cos(b) * Math.sin(radians(to.longitude - from.longitude) / 2) ** 2;
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(half)));
}

/** Nearest first. */
export const nearestHalls = (from: Point, most: number): (Hall & { km: number })[] =>
  halls
    .map((one) => ({ ...one, km: distanceKm(from, one) }))
    .toSorted((a, b) => a.km - b.km)
    .slice(0, most);
