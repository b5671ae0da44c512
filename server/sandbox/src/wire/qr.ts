/**
 * A QR code as WeChat's showqrcode draws one: byte mode, error correction M, versions 1 to 6 (ISO/IEC 18004), which is up to 106 bytes
 * and needs no version field. Enough for a link; it can be read by a real camera.
 */

interface Version {
  size: number;
  /** Data and correction together. */
  codewords: number;
  correctionPerBlock: number;
  blocks: number;
}
const versions: readonly Version[] = [
  { size: 21, codewords: 26, correctionPerBlock: 10, blocks: 1 },
  { size: 25, codewords: 44, correctionPerBlock: 16, blocks: 1 },
  { size: 29, codewords: 70, correctionPerBlock: 26, blocks: 1 },
  { size: 33, codewords: 100, correctionPerBlock: 18, blocks: 2 },
  { size: 37, codewords: 134, correctionPerBlock: 24, blocks: 2 },
  { size: 41, codewords: 172, correctionPerBlock: 16, blocks: 4 },
];
const dataOf = (one: Version): number => one.codewords - one.correctionPerBlock * one.blocks;

/** Multiplication in the field of 256 elements with x⁸+x⁴+x³+x²+1. */
function times(a: number, b: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit--) {
    product = (product << 1) ^ ((product >>> 7) * 0x11d);
    product ^= ((b >>> bit) & 1) * a;
  }
  return product;
}

/** The remainder of Reed and Solomon. */
function correctionOf(data: readonly number[], length: number): number[] {
  let divisor = [1];
  for (let at = 0, root = 1; at < length; at++, root = times(root, 2)) {
    const shifted = [...divisor, 0];
    divisor = shifted.map((value, index) => value ^ times(divisor[index - 1] ?? 0, root));
  }
  const rest = Array.from({ length }, () => 0);
  for (const byte of data) {
    const factor = byte ^ (rest.shift() ?? 0);
    rest.push(0);
    for (let at = 0; at < length; at++) rest[at] = (rest[at] ?? 0) ^ times(divisor[at + 1] ?? 0, factor);
  }
  return rest;
}

/** The bytes in the order in which they are drawn: blocks interleaved, data first. */
function codewordsOf(text: Buffer, version: Version): number[] {
  const room = dataOf(version);
  const bits = `0100${text.length.toString(2).padStart(8, "0")}${[...text].map((one) => one.toString(2).padStart(8, "0")).join("")}`;
  const closed = `${bits}0000`.slice(0, room * 8);
  const whole = closed.padEnd(Math.ceil(closed.length / 8) * 8, "0");
  const data = Array.from({ length: whole.length / 8 }, (_, at) => Number.parseInt(whole.slice(at * 8, at * 8 + 8), 2));
  for (let pad = 0xec; data.length < room; pad ^= 0xec ^ 0x11) data.push(pad);
  // Of the versions here every block is as long as the others.
  const perBlock = room / version.blocks;
  const blocks = Array.from({ length: version.blocks }, (_, at) => data.slice(at * perBlock, (at + 1) * perBlock));
  const corrections = blocks.map((block) => correctionOf(block, version.correctionPerBlock));
  const woven = (parts: number[][]) => (parts[0] ?? []).flatMap((_, at) => parts.map((part) => part[at] ?? 0));
  return [...woven(blocks), ...woven(corrections)];
}

const masks: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_x, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

/** The fifteen bits that tell of the correction level (M is 00) and the mask. */
function formatOf(mask: number): number {
  let rest = mask;
  for (let at = 0; at < 10; at++) rest = (rest << 1) ^ ((rest >>> 9) * 0x537);
  return ((mask << 10) | rest) ^ 0x5412;
}

type Grid = (boolean | undefined)[][];
const put = (grid: Grid, x: number, y: number, dark: boolean): void => {
  const row = grid[y];
  if (row && x >= 0 && x < row.length) row[x] = dark;
};
const at = (grid: Grid, x: number, y: number): boolean | undefined => grid[y]?.[x];

/** Everything but the data: corners, alignment, timing, format. */
function frameOf(size: number, mask: number): Grid {
  const grid: Grid = Array.from({ length: size }, () => Array.from({ length: size }, () => undefined));
  for (let along = 0; along < size; along++) {
    put(grid, 6, along, along % 2 === 0);
    put(grid, along, 6, along % 2 === 0);
  }
  for (const [cx, cy] of [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ] as const)
    for (let dy = -4; dy <= 4; dy++)
      for (let dx = -4; dx <= 4; dx++) {
        const far = Math.max(Math.abs(dx), Math.abs(dy));
        put(grid, cx + dx, cy + dy, far !== 2 && far !== 4);
      }
  if (size > 21)
    for (let dy = -2; dy <= 2; dy++)
      for (let dx = -2; dx <= 2; dx++)
        put(grid, size - 7 + dx, size - 7 + dy, Math.max(Math.abs(dx), Math.abs(dy)) !== 1);
  const format = formatOf(mask);
  const bit = (index: number) => ((format >>> index) & 1) === 1;
  for (let index = 0; index < 15; index++) {
    const near = index < 6 ? index : index < 8 ? index + 1 : 0;
    if (index < 8) put(grid, 8, near, bit(index));
    else put(grid, index === 8 ? 7 : 14 - index, 8, bit(index));
    if (index < 8) put(grid, size - 1 - index, 8, bit(index));
    else put(grid, 8, size - 15 + index, bit(index));
  }
  put(grid, 8, size - 8, true);
  return grid;
}

function draw(version: Version, codewords: readonly number[], mask: number): boolean[][] {
  const { size } = version;
  const grid = frameOf(size, mask);
  const masked = masks[mask] ?? (() => false);
  let index = 0;
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    for (let step = 0; step < size; step++) {
      const upward = ((right + 1) & 2) === 0;
      const y = upward ? size - 1 - step : step;
      for (const x of [right, right - 1]) {
        if (at(grid, x, y) !== undefined) continue;
        const dark = (((codewords[index >>> 3] ?? 0) >>> (7 - (index & 7))) & 1) === 1;
        put(grid, x, y, dark !== masked(x, y));
        index += 1;
      }
    }
  }
  return grid.map((row) => row.map(Boolean));
}

/** The fewer neighbours look alike, the better a camera reads it. */
function sameness(grid: readonly boolean[][]): number {
  let alike = 0;
  grid.forEach((row, y) =>
    row.forEach((dark, x) => {
      if (dark === row[x + 1]) alike += 1;
      if (dark === grid[y + 1]?.[x]) alike += 1;
    }),
  );
  return alike;
}

/** Rows of dark modules. Throws RangeError beyond 106 bytes. */
export function qrCode(text: string): boolean[][] {
  const bytes = Buffer.from(text, "utf8");
  const version = versions.find((one) => dataOf(one) * 8 >= bytes.length * 8 + 12);
  if (!version) throw new RangeError("a QR code of this kind holds 106 bytes at most");
  const codewords = codewordsOf(bytes, version);
  const drawn = masks.map((_, mask) => draw(version, codewords, mask));
  return drawn.reduce((best, one) => (sameness(one) < sameness(best) ? one : best));
}

/** The code as a picture, with the quiet edge that cameras need. */
export function qrSvg(text: string): string {
  const grid = qrCode(text);
  const side = grid.length + 8;
  const dots = grid.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x + 4} ${y + 4}h1v1h-1z`] : [])));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" width="430" height="430" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${side}v${side}H0z"/><path d="${dots.join("")}"/></svg>`;
}
