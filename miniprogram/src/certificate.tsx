import type { CaseView } from "@wsi/shared/contract";
import { useState } from "react";
import { openCertificate } from "./api.ts";
import { Banner, Button, dayText, Note } from "./ui/index.ts";

/** Fetches and opens the certificate PDF of a case that issued one. */
export function Certificate({ id, certificate }: { id: string; certificate: CaseView["certificate"] }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  if (!certificate) return null;
  const { number, validUntil } = certificate;
  async function open() {
    setBusy(true);
    const done = await openCertificate(id, number);
    setBusy(false);
    setProblem(done.ok ? null : done.error.message);
  }
  return (
    <>
      <Button id="done-certificate" busy={busy} onClick={() => void open()}>
        打开参保证明（PDF）
      </Button>
      <Note>
        证明编号 {number}，{dayText(validUntil)} 前有效。交给对方后，对方扫上面的二维码能核对真假。
      </Note>
      {problem ? <Banner tone="bad" title={problem} /> : null}
    </>
  );
}
