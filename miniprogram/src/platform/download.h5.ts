import type { Fetched } from "./download.ts";

export async function fetchFile(url: string, token: string): Promise<Fetched> {
  const answer = await fetch(url, { headers: { Authorization: `Bearer ${token}` } });
  return { status: answer.status, local: answer.ok ? URL.createObjectURL(await answer.blob()) : "" };
}

export async function openPdf(local: string, name: string): Promise<void> {
  const link = document.createElement("a");
  link.href = local;
  link.download = `${name}.pdf`;
  document.body.append(link);
  link.click();
  link.remove();
}
