export interface VolatileTables {
  volatile_kv: { key: string; value: string; expires_at: Date };
  volatile_counter: { key: string; count: number; resets_at: Date };
}
