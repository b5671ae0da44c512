/** An address as it may be printed: without the password, and without what a query may hold. */
export function addressOf(text: string): string {
  const url = new URL(text);
  url.password = "";
  url.search = "";
  return url.href;
}
