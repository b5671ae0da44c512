/** How many connections one process takes of the database at most. What somebody gives a database must be enough for them. */
export const connections = {
  /** For everything that is asked and done. */
  pool: 20,
  /** For storing what WeChat sends, apart from everything else. */
  storing: 3,
  /** pg-boss's. */
  jobs: 3,
  /** LISTEN: the domains' channels, and those of `ports/volatile` without Redis. */
  listening: 2,
} as const;
