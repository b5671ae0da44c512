import type { Fetched } from "./download.ts";

export async function fetchFile(url: string, token: string): Promise<Fetched> {
  const answer = await fetch(url, { headers: { Authorization: `Bearer ${token}` } });
  return { status: answer.status, local: answer.ok ? URL.createObjectURL(await answer.blob()) : "" };
}

function save(local: string, name: string): void {
  const link = document.createElement("a");
  link.href = local;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
}

export const openPdf = async (local: string, name: string): Promise<void> => save(local, `${name}.pdf`);

export const openSheet = async (local: string, name: string, type: "xlsx" | "xls"): Promise<void> =>
  save(local, `${name}.${type}`);
