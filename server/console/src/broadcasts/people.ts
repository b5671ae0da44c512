/** A number of people, or of anything counted: 1,000,000. */
export const people = (n: number): string => n.toLocaleString("zh-CN");
