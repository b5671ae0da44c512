/** Rows gathered by person, in the order in which people first come. */
export function byPerson<Row extends { person_id: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const gathered = new Map<string, Row[]>();
  for (const row of rows) {
    const own = gathered.get(row.person_id);
    if (own) own.push(row);
    else gathered.set(row.person_id, [row]);
  }
  return gathered;
}
