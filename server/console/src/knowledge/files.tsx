import { knowledgeFiles, type KnowledgeImport } from "@wsi/shared/contract";
import { Button } from "antd";
import { useRef, useState } from "react";
import { errorOf, sentence } from "../client.ts";

const link = (format: string, which: string) => `${knowledgeFiles.export}?format=${format}&which=${which}`;
const whatName = { added: "新增", changed: "修改", unchanged: "没变" } as const;

/** In and out as a sheet: looked through first, and nothing is taken in while one row is wrong. */
export function Files({ open }: { open(id: string): void }) {
  const [file, setFile] = useState<File | null>(null);
  const [busy, setBusy] = useState(false);
  const [told, setTold] = useState<KnowledgeImport | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const pick = useRef<HTMLInputElement>(null);

  async function send(chosen: File, mode: "preview" | "keep") {
    setBusy(true);
    setTrouble(null);
    const body = new FormData();
    body.append("file", chosen);
    try {
      const response = await fetch(`${knowledgeFiles.import}?mode=${mode}`, {
        method: "POST",
        headers: { "X-Console": "1" },
        body,
      });
      const answer: unknown = await response.json().catch(() => undefined);
      if (response.ok) setTold(answer as KnowledgeImport);
      else setTrouble(sentence(errorOf(response.status, answer)));
    } catch {
      setTrouble("没有传上去，请检查网络后重试");
    }
    setBusy(false);
  }
  return (
    <section className="kb-page">
      <h1>导入导出</h1>
      <div className="kb-two">
        <section>
          <h2>导出</h2>
          <p className="kb-lead">表格第一页是条目，第二页是每一栏怎么填。</p>
          <p className="kb-acts">
            <Button href={link("xlsx", "published")}>已发布的（Excel）</Button>
            <Button href={link("xlsx", "newest")}>最新的，含草稿（Excel）</Button>
            <Button href={link("xlsx", "none")}>空表</Button>
            <Button href={link("jsonl", "published")}>JSONL</Button>
          </p>
        </section>
        <section>
          <h2>导入</h2>
          <p className="kb-lead">先检查，不改任何东西；有一行不对，整份都不导入。导入后是草稿，还要审核。</p>
          <input
            ref={pick}
            type="file"
            accept=".xlsx,.jsonl"
            hidden
            onChange={(event) => {
              const chosen = event.target.files?.[0] ?? null;
              setFile(chosen);
              setTold(null);
              if (chosen) void send(chosen, "preview");
              event.target.value = "";
            }}
            data-test="kb-file"
          />
          <Button type="primary" loading={busy} onClick={() => pick.current?.click()}>
            选文件检查
          </Button>
        </section>
      </div>
      {trouble && (
        <p className="kb-problems" role="alert">
          {trouble}
        </p>
      )}
      {told && (
        <section className="kb-import" data-test="kb-import">
          <h2>
            {told.name}：{told.rows} 行
          </h2>
          {told.imported ? (
            <p className="kb-good">
              已导入成草稿：新增 {told.added} 条，修改 {told.changed} 条，没变 {told.unchanged} 条。
            </p>
          ) : told.problems.length > 0 ? (
            <>
              <p className="kb-bad">
                有 {told.problems.length + told.moreProblems} 处要改，一条都没有导入。改好后再选一次文件。
              </p>
              <table>
                <thead>
                  <tr>
                    <th>行</th>
                    <th>栏</th>
                    <th>问题</th>
                  </tr>
                </thead>
                <tbody>
                  {told.problems.slice(0, 200).map((one) => (
                    <tr key={`${one.row} ${one.column} ${one.reason}`}>
                      <td>{one.row}</td>
                      <td>{one.column}</td>
                      <td>{one.reason}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </>
          ) : (
            <>
              <p>
                每一行都对：将新增 {told.added} 条，修改 {told.changed} 条，{told.unchanged} 条没变。
              </p>
              <Button
                type="primary"
                loading={busy}
                disabled={!file || told.added + told.changed === 0}
                onClick={() => file && void send(file, "keep")}
                data-test="kb-import-keep"
              >
                导入成草稿
              </Button>
            </>
          )}
          {told.notices.map((one) => (
            <p key={`${one.row} ${one.reason}`} className="strip warn">
              第 {one.row} 行：{one.reason}
            </p>
          ))}
          <ul className="kb-golden">
            {told.sample.map((one) => (
              <li key={one.row}>
                <button type="button" disabled={!told.imported} onClick={() => open(one.id)}>
                  {one.question}
                </button>
                <small>{whatName[one.what]}</small>
              </li>
            ))}
          </ul>
        </section>
      )}
    </section>
  );
}
