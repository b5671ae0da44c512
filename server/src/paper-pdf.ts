import { createRequire } from "node:module";
import path from "node:path";
import PDFDocument from "pdfkit";

const require = createRequire(import.meta.url);
// The full TTF: the split web fonts miss a thousand characters of people's names.
const fontFile = (weight: "400Regular" | "700Bold") =>
  path.join(
    path.dirname(require.resolve("@expo-google-fonts/noto-sans-sc/package.json")),
    weight,
    `NotoSansSC_${weight}.ttf`,
  );

/** An A4 sheet in our type, and its bytes once `page.end()` was called. */
export function openPaper(title: string): { page: PDFKit.PDFDocument; done: Promise<Buffer> } {
  const page = new PDFDocument({
    size: "A4",
    margins: { top: 64, bottom: 56, left: 64, right: 64 },
    info: { Title: title, Author: "武汉市社会保险服务" },
  });
  const chunks: Buffer[] = [];
  page.on("data", (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise<Buffer>((resolve, reject) => {
    page.on("end", () => resolve(Buffer.concat(chunks)));
    page.on("error", reject);
  });
  page.registerFont("regular", fontFile("400Regular"));
  page.registerFont("bold", fontFile("700Bold"));
  return { page, done };
}
