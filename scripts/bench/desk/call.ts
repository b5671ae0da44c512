/** A console's request, as its browser would send it. */
export async function call(
  origin: string,
  cookie: string,
  method: string,
  path: string,
  body?: object,
): Promise<unknown> {
  const answer = await fetch(origin + path, {
    method,
    headers: { cookie, "x-console": "1", "content-type": "application/json" },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}
