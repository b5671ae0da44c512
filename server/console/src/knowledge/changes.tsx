import type { KnowledgeChange } from "@wsi/shared/contract";

/** Field by field: what answers now, and what would. */
export function Changes({ changes }: { changes: readonly KnowledgeChange[] }) {
  return (
    <section className="kb-changes" aria-label="改了什么">
      <h2>和现在答的比，改了 {changes.length} 处</h2>
      {changes.map((change) => (
        <div key={change.field} className="kb-change">
          <b>{change.label}</b>
          <del>{change.before || "（空）"}</del>
          <ins>{change.after || "（空）"}</ins>
        </div>
      ))}
    </section>
  );
}
