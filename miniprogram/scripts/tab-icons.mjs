// Draws the six tab-bar icons (81 x 81 PNG) without an image library: node miniprogram/scripts/tab-icons.mjs
import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";
import { fileURLToPath } from "node:url";

const size = 81;
const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), "../src/assets");

const segment = (ax, ay, bx, by) => (x, y) => {
  const [dx, dy] = [bx - ax, by - ay];
  const t = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)));
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
};
const ring = (cx, cy, r) => (x, y) => Math.abs(Math.hypot(x - cx, y - cy) - r);
const arc = (cx, cy, r) => (x, y) =>
  y <= cy ? ring(cx, cy, r)(x, y) : Math.min(Math.hypot(x - cx + r, y - cy), Math.hypot(x - cx - r, y - cy));
const path2 = (...points) => points.slice(1).map(([x, y], i) => segment(points[i][0], points[i][1], x, y));

/** Each icon is a set of strokes; a pixel is inked when it is near one. */
const icons = {
  home: [
    ...path2([12, 40], [40.5, 14], [69, 40]),
    ...path2([20, 36], [20, 67], [61, 67], [61, 36]),
    ...path2([34, 67], [34, 48], [47, 48], [47, 67]),
  ],
  find: [ring(36, 36, 21), segment(52, 52, 67, 67)],
  me: [ring(40.5, 27, 13.5), arc(40.5, 67, 26), segment(14.5, 67, 66.5, 67)],
};

const crcTable = Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});
const crc = (bytes) => {
  let c = 0xffffffff;
  for (const b of bytes) c = crcTable[(c ^ b) & 255] ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
};
const chunk = (type, data) => {
  const body = Buffer.concat([Buffer.from(type), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc(body), body.length + 4);
  return out;
};

function png(strokes, [r, g, b], half) {
  const rows = Buffer.alloc((size * 4 + 1) * size);
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      const away = Math.min(...strokes.map((near) => near(x + 0.5, y + 0.5)));
      const ink = Math.max(0, Math.min(1, half + 0.5 - away));
      rows.set([r, g, b, Math.round(ink * 255)], y * (size * 4 + 1) + 1 + x * 4);
    }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head.set([8, 6, 0, 0, 0], 8);
  const mark = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  return Buffer.concat([
    mark,
    chunk("IHDR", head),
    chunk("IDAT", zlib.deflateSync(rows, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

for (const [name, strokes] of Object.entries(icons)) {
  fs.writeFileSync(path.join(folder, `${name}.png`), png(strokes, [0x58, 0x61, 0x66], 2.6));
  fs.writeFileSync(path.join(folder, `${name}-on.png`), png(strokes, [0x0b, 0x4f, 0x57], 3.6));
}
