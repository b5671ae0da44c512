/** The only source of time on the server. Tests hand in one that they move. */
export interface Clock {
  now(): Date;
}
