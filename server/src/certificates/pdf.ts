import { encode } from "uqr";
import { openPaper } from "../paper-pdf.ts";
import type { Certificate } from "./issue.ts";
import { wordsOf } from "./words.ts";

const ink = "#111";
const quiet = "#555";
const brand = "#10424a";
const [left, right, foot] = [64, 531, 760];
const columns = [
  { head: "起止月份", x: left, width: 150 },
  { head: "月数", x: 218, width: 50 },
  { head: "参保单位", x: 272, width: 116 },
  { head: "险种", x: 392, width: 80 },
  { head: "状态", x: 476, width: 55 },
] as const;

/** Where the paper's QR leads: number and code, nothing of the person. */
export const verifyAddress = (origin: string, { number, code }: Pick<Certificate, "number" | "code">): string =>
  `${origin.replace(/\/$/, "")}/verify?number=${number}&code=${code}`;

function drawQr(page: PDFKit.PDFDocument, text: string, x: number, y: number, size: number): void {
  const { data, size: count } = encode(text, { border: 0, ecc: "M" });
  const dot = size / count;
  data.forEach((row, down) =>
    row.forEach((dark, across) => {
      if (dark) page.rect(x + across * dot, y + down * dot, dot, dot);
    }),
  );
  page.fill("#000");
}

/** The certificate as PDF. `origin` is what the public reaches us by. */
export function certificatePdf(certificate: Certificate, origin: string): Promise<Buffer> {
  const words = wordsOf(certificate);
  const { page, done } = openPaper(words.title);
  page.font("bold").fontSize(20).fillColor(brand).text(`武汉市社会保险${words.title}`, { align: "center" });
  page.moveDown(1.2);
  const top = page.y;
  drawQr(page, verifyAddress(origin, certificate), right - 92, top, 92);
  page
    .font("regular")
    .fontSize(8)
    .fillColor(quiet)
    .text("扫码核对真假", right - 92, top + 96, { width: 92, align: "center" });
  page.y = top;
  const facts: [string, string][] = [["姓名", certificate.paper.name], ...words.facts];
  for (const [label, text] of facts) {
    const y = page.y;
    page.font("regular").fontSize(11).fillColor("#666").text(label, left, y, { width: 90 });
    page.fillColor(ink).text(text, left + 92, y, { width: 270 });
    page.moveDown(0.25);
  }
  page.moveDown(0.8);

  const line = (y: number) => page.moveTo(left, y).lineTo(right, y).strokeColor("#c9d8da").lineWidth(0.6).stroke();
  const row = (cells: readonly string[], bold: boolean, colour: string) => {
    if (page.y > foot - 40) page.addPage();
    const y = page.y;
    page
      .font(bold ? "bold" : "regular")
      .fontSize(9.5)
      .fillColor(colour);
    let bottom = y;
    columns.forEach(({ x, width }, at) => {
      page.text(cells[at] ?? "", x, y, { width });
      bottom = Math.max(bottom, page.y);
    });
    page.y = bottom + 4;
    line(page.y - 2);
    page.y += 2;
  };
  row(
    columns.map((one) => one.head),
    true,
    brand,
  );
  for (const one of words.rows)
    row([one.spell, one.months, one.through, one.schemes, one.state], one.flagged, one.flagged ? "#8a4b00" : ink);

  page.moveDown(1);
  page
    .font("regular")
    .fontSize(9.5)
    .fillColor(quiet)
    .text(words.note, left, page.y, { width: right - left, lineGap: 2 });
  page.moveDown(0.5);
  page.text(`核对网址 ${origin.replace(/\/$/, "")}/verify　校验码 ${certificate.code}`, { width: right - left });
  page.text(`校验值（SHA-256）${words.hash}`, { width: right - left });
  page.end();
  return done;
}
