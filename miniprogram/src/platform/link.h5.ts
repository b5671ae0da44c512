export function openLink(url: string): boolean {
  window.open(url, "_blank", "noopener");
  return true;
}
