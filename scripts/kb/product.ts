import { startEmbeddedPostgres } from "../../server/src/adapters/database/embedded.ts";
import { createDb, migrate, type Db } from "../../server/src/db.ts";
import { loadFigures } from "../../server/src/figures/index.ts";
import { readEnv } from "../../server/src/env.ts";
import { loadSeed } from "../../server/src/knowledge/editorial/index.ts";

/** The product's own database, whether the product runs or not: DATABASE_URL, else the one of DATA_DIR. */
export async function withProduct<T>(work: (db: Db) => Promise<T>): Promise<T> {
  const { DATABASE_URL, DATA_DIR } = readEnv(process.env);
  const own = DATABASE_URL === undefined ? await startEmbeddedPostgres({ dataDir: DATA_DIR }) : undefined;
  try {
    // A large file is one statement after another in one transaction.
    const db = createDb({ ...(own?.config ?? { connectionString: DATABASE_URL }), max: 2 });
    try {
      await migrate(db);
      await loadFigures(db, new Date());
      await loadSeed(db, new Date());
      return await work(db);
    } finally {
      await db.destroy();
    }
  } finally {
    await own?.stop();
  }
}
