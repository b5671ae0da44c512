import type { Picked } from "./upload.ts";

const heavyBytes = 2 * 1024 * 1024;
const longestSide = 2560;
const quality = 0.85;

/** The picture as it was when the browser cannot read it: the server says what is wrong with it. */
export async function lighter(picture: Picked): Promise<Picked> {
  const { source, bytes, name } = picture;
  if (bytes <= heavyBytes || !(source instanceof Blob)) return picture;
  try {
    const whole = await createImageBitmap(source);
    const scale = Math.min(1, longestSide / Math.max(whole.width, whole.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(whole.width * scale);
    canvas.height = Math.round(whole.height * scale);
    canvas.getContext("2d")?.drawImage(whole, 0, 0, canvas.width, canvas.height);
    whole.close();
    const small = await new Promise<Blob | null>((answer) => canvas.toBlob(answer, "image/jpeg", quality));
    if (!small || small.size >= bytes) return picture;
    return { name: `${name.replace(/\.[^.]*$/, "")}.jpg`, bytes: small.size, source: small };
  } catch {
    return picture;
  }
}
