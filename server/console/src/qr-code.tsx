/** A QR code, drawn here: what it holds goes nowhere. */
import { useEffect, useState } from "react";

/** The dark squares of a code as one path, a unit each, with a quiet margin of `quiet` units. */
export function pathOf(rows: readonly (readonly boolean[])[], quiet: number): string {
  return rows.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x + quiet} ${y + quiet}h1v1h-1z` : ""))).join("");
}

const quiet = 4;

export function QrCode({ text, label }: { text: string; label: string }) {
  const [rows, setRows] = useState<readonly (readonly boolean[])[] | null>(null);
  useEffect(() => {
    let wanted = true;
    // Seldom needed, so fetched when it is; without it the words beside it will do.
    void import("uqr").then(
      ({ encode }) => wanted && setRows(encode(text, { ecc: "M", border: 0 }).data),
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [text]);
  if (rows === null) return null;
  const size = rows.length + 2 * quiet;
  return (
    <svg className="qr-code" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} data-test="qr-code">
      <rect width={size} height={size} fill="#fff" />
      <path d={pathOf(rows, quiet)} fill="#000" shapeRendering="crispEdges" />
    </svg>
  );
}
