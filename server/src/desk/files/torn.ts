/** What reading a file's bytes answers; undefined when it reads beyond the end: the file was torn off. */
export function unlessTorn<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
