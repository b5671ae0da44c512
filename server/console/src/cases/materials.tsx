import { staffStreams, type FileView, type StaffCaseView } from "@wsi/shared/contract";
import { useState } from "react";
import { shown } from "../shown.ts";

const address = (file: FileView): string => staffStreams.file.replace(":id", file.id);
const size = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;

/** What was uploaded and is still part of the answers: one large beside the answers, the others a tap away. */
export function Materials({ view }: { view: StaffCaseView }) {
  const files = view.files.filter((file) => file.field !== null);
  const [chosen, setChosen] = useState<string | null>(null);
  const [turned, setTurned] = useState(0);
  const file = files.find((one) => one.id === chosen) ?? files[0];
  if (!file)
    return (
      <aside className="materials none">
        <p>这件没有上传材料</p>
      </aside>
    );
  const nameOf = (one: FileView) => view.definition.materials[one.field ?? ""]?.name ?? "材料";
  return (
    <aside className="materials">
      <div className="materials-tabs" role="tablist" aria-label="材料">
        {files.map((one, at) => (
          <button
            type="button"
            role="tab"
            key={one.id}
            aria-selected={one.id === file.id}
            title={shown(one.name)}
            onClick={() => {
              setChosen(one.id);
              setTurned(0);
            }}
          >
            {at + 1}. {nameOf(one)}
          </button>
        ))}
      </div>
      <div className="materials-view">
        {file.type === "pdf" ? (
          <iframe title={nameOf(file)} src={address(file)} />
        ) : (
          <a href={address(file)} target="_blank" rel="noreferrer" title="在新页里看原图">
            <img src={address(file)} alt={nameOf(file)} style={{ transform: `rotate(${turned}deg)` }} />
          </a>
        )}
      </div>
      <p className="materials-foot">
        {shown(file.name)} · {size(file.bytes)}
        {file.type === "pdf" ? null : (
          <button type="button" onClick={() => setTurned((turn) => turn + 90)}>
            转 90°
          </button>
        )}
      </p>
    </aside>
  );
}
