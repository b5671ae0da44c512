import { useState } from "react";
import { openReceipt } from "./api.ts";
import { Banner, Button } from "./ui/index.ts";

/** Fetches and opens the receipt PDF of a case that has a number. */
export function Receipt({ id, number }: { id: string; number: string | null }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  if (!number) return null;
  async function open(of: string) {
    setBusy(true);
    const done = await openReceipt(id, of);
    setBusy(false);
    setProblem(done.ok ? null : done.error.message);
  }
  return (
    <>
      <Button look="light" id="done-receipt" busy={busy} onClick={() => void open(number)}>
        打开回执（PDF）
      </Button>
      {problem ? <Banner tone="bad" title={problem} /> : null}
    </>
  );
}
