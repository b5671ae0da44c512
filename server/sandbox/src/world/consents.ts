/** Who agreed to which subscription message, and how often: one consent, one message. */
export interface Consents {
  agree(openid: string, templateId: string): void;
  withdraw(openid: string, templateId: string): void;
  has(openid: string, templateId: string): boolean;
  /** False when none is left. */
  spend(openid: string, templateId: string): boolean;
  toJSON(): SavedConsents;
}
export type SavedConsents = [string, number][];

export function createConsents(saved: SavedConsents = []): Consents {
  const left = new Map(saved);
  const key = (openid: string, templateId: string) => `${openid} ${templateId}`;
  return {
    agree: (openid, templateId) => void left.set(key(openid, templateId), (left.get(key(openid, templateId)) ?? 0) + 1),
    withdraw: (openid, templateId) => void left.delete(key(openid, templateId)),
    has: (openid, templateId) => (left.get(key(openid, templateId)) ?? 0) > 0,
    spend(openid, templateId) {
      const before = left.get(key(openid, templateId)) ?? 0;
      if (before === 0) return false;
      left.set(key(openid, templateId), before - 1);
      return true;
    },
    toJSON: () => [...left],
  };
}
