import { FilePdfOutlined } from "@ant-design/icons";
import { staffStreams, type FileView, type StaffCaseView } from "@wsi/shared/contract";
import { useState } from "react";
import { shown } from "../shown.ts";
import { useStrokes } from "./keys.ts";

const address = (file: FileView): string => staffStreams.file.replace(":id", file.id);
const size = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;

/**
 * What was uploaded and is still part of the answers: one large beside the answers, the others as small pictures a tap away. A single
 * file has no small picture: every look at a material is written into the audit, so none is fetched for nothing.
 */
export function Materials({ view }: { view: StaffCaseView }) {
  const files = view.files.filter((file) => file.field !== null);
  const [chosen, setChosen] = useState<string | null>(null);
  const file = files.find((one) => one.id === chosen) ?? files[0];
  const step = (by: 1 | -1) => {
    const next = file && files[files.indexOf(file) + by];
    if (next) setChosen(next.id);
  };
  useStrokes({ materialBefore: () => step(-1), materialAfter: () => step(1) });
  if (!file)
    return (
      <aside className="materials none">
        <p>这件没有上传材料</p>
      </aside>
    );
  const nameOf = (one: FileView) => view.definition.materials[one.field ?? ""]?.name ?? "材料";
  return (
    <aside className="materials">
      {files.length > 1 ? (
        <div className="materials-tabs" role="tablist" aria-label="材料">
          {files.map((one, at) => (
            <button
              type="button"
              role="tab"
              key={one.id}
              aria-selected={one.id === file.id}
              aria-label={`${at + 1}. ${nameOf(one)}`}
              title={`${nameOf(one)} · ${shown(one.name)}`}
              onClick={() => setChosen(one.id)}
            >
              {one.type === "pdf" ? <FilePdfOutlined /> : <img src={address(one)} alt="" loading="lazy" />}
              <span>{at + 1}</span>
            </button>
          ))}
        </div>
      ) : null}
      <p className="materials-name">
        <b>{nameOf(file)}</b>
        <span>
          {shown(file.name)} · {size(file.bytes)}
        </span>
      </p>
      <Large key={file.id} file={file} name={nameOf(file)} />
    </aside>
  );
}

/**
 * A picture that fits turns round its middle. One that scrolls must not: what it turns out of the top or the left of the box nobody
 * can scroll to, so it turns round its corner and is pushed back in.
 */
function turned(turns: number, whole: boolean): string {
  const quarter = turns % 4;
  if (whole || quarter % 2 === 0) return `rotate(${quarter * 90}deg)`;
  return quarter === 1 ? "rotate(90deg) translateY(-100%)" : "rotate(-90deg) translateX(-100%)";
}

/** Percent of the box that a picture is wide; the first: all of it is seen. */
const zooms = [100, 180, 320];

function Large({ file, name }: { file: FileView; name: string }) {
  const [turns, setTurns] = useState(0);
  const [zoom, setZoom] = useState(0);
  const whole = zoom === 0;
  const enlarge = () => setZoom((zoom + 1) % zooms.length);
  const [broken, setBroken] = useState(false);
  const lying = turns % 2 === 1;
  useStrokes(file.type === "pdf" ? {} : { rotate: () => setTurns((before) => before + 1), zoom: enlarge });
  return (
    <>
      <div className={whole ? "materials-view" : "materials-view zoomed"}>
        {file.type === "pdf" ? (
          <iframe title={name} src={address(file)} />
        ) : broken ? (
          <p>图片没有打开。请刷新页面再试；还不行请联系管理员。</p>
        ) : (
          <img
            src={address(file)}
            alt={name}
            className={lying ? "lying" : undefined}
            style={{
              transform: turned(turns, whole),
              ...(whole ? {} : lying ? { height: `${zooms[zoom]}cqw` } : { width: `${zooms[zoom]}cqw` }),
            }}
            onClick={enlarge}
            onError={() => setBroken(true)}
          />
        )}
      </div>
      <p className="materials-foot">
        {file.type === "pdf" || broken ? null : (
          <>
            <button type="button" title="按 Z" onClick={enlarge}>
              {["放大", "再大", "看全图"][zoom]}
            </button>
            <button type="button" title="按 R" onClick={() => setTurns(turns + 1)}>
              转 90°
            </button>
          </>
        )}
        <a href={address(file)} target="_blank" rel="noreferrer">
          在新页里打开
        </a>
      </p>
    </>
  );
}
