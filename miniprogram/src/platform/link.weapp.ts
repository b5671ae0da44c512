/** A mini-program opens only pages of its own registered domains: other addresses are copied for a chat. */
export const openLink = (_url: string): boolean => false;
