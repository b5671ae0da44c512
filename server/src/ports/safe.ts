/**
 * Keeps short secrets of ours in the database so that a copy of the database alone opens none of them. `about` says whose a secret is and is
 * sealed with it: moved to another row it does not open.
 */
export interface Safe {
  seal(secret: string, about: string): string;
  /** Throws for what was sealed with a key we do not have, or about something else. */
  open(sealed: string, about: string): string;
  /** False when it should be sealed again: plain from the time before the safe, or under the key before the last change. */
  isFresh(sealed: string): boolean;
}
