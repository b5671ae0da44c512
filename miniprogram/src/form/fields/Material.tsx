import { Image, View } from "@tarojs/components";
import { maxFileBytes, type FileView } from "@wsi/shared/contract";
import type { FileType } from "@wsi/shared/field";
import { useEffect, useRef, useState } from "react";
import { pick, type Picked, type PickFrom } from "../../platform/upload";
import { Button, Buttons, Note } from "../../ui/index.ts";
import { useFormTools } from "../tools.ts";
import { listOf, type WidgetProps } from "./widget.ts";

const ending: Record<string, FileType> = { jpg: "jpeg", jpeg: "jpeg", png: "png", pdf: "pdf" };
const printed: Record<FileType, string> = { jpeg: "JPG", png: "PNG", pdf: "PDF" };
const sizeText = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;

/** Why a file need not be sent at all, in words; the server looks at the bytes again. */
export function refusedFile(file: { name: string; bytes: number }, accept: readonly FileType[]): string | null {
  const type = ending[file.name.toLowerCase().split(".").pop() ?? ""];
  if (type === undefined || !accept.includes(type))
    return `只能上传 ${accept.map((one) => printed[one]).join("、")} 文件，请换一个`;
  if (file.bytes > maxFileBytes) return "文件超过 10 MB，请压缩或重新拍一张";
  return null;
}

interface Sending {
  key: number;
  file: Picked;
  percent: number;
  problem: string | null;
}

export function Material({ name, asked, value, onChange, onBlur }: WidgetProps<"material">) {
  const tools = useFormTools();
  const ids = listOf(value);
  const latest = useRef(ids);
  useEffect(() => {
    latest.current = ids;
  });
  const counter = useRef(0);
  const [sending, setSending] = useState<Sending[]>([]);
  const left = asked.maxFiles - ids.length - sending.filter((one) => !one.problem).length;

  const update = (key: number, next: Partial<Sending>) =>
    setSending((all) => all.map((one) => (one.key === key ? { ...one, ...next } : one)));
  const drop = (key: number) => setSending((all) => all.filter((one) => one.key !== key));

  async function send(one: Sending) {
    update(one.key, { percent: 0, problem: null });
    const sent = await tools.upload(one.file, (percent) => update(one.key, { percent }));
    if (!sent.ok) return update(one.key, { problem: sent.error.message });
    drop(one.key);
    latest.current = [...latest.current, sent.value.id];
    onChange(latest.current);
  }

  async function add(from: PickFrom) {
    const picked = await pick(from, asked.accept, left);
    for (const file of picked.slice(0, left)) {
      const one: Sending = { key: (counter.current += 1), file, percent: 0, problem: refusedFile(file, asked.accept) };
      setSending((all) => [...all, one]);
      if (!one.problem) await send(one);
    }
    onBlur();
  }

  const pictures = asked.accept.some((type) => type !== "pdf");
  return (
    <View className="uploads" id={`field-${name}`}>
      {ids.map((id) => (
        <Kept
          key={id}
          id={id}
          file={tools.files.find((one) => one.id === id)}
          onDrop={() => onChange(ids.filter((one) => one !== id))}
        />
      ))}
      {sending.map((one) => (
        <View className="upload" key={one.key}>
          <View className="upload-main">
            <View className="upload-name">{one.file.name}</View>
            <View className={one.problem ? "upload-state bad" : "upload-state"}>
              {one.problem ?? `正在上传 ${one.percent}%`}
            </View>
          </View>
          {one.problem && !refusedFile(one.file, asked.accept) ? (
            <View className="upload-drop" role="button" aria-role="button" onClick={() => void send(one)}>
              重试
            </View>
          ) : null}
          {one.problem ? (
            <View className="upload-drop" role="button" aria-role="button" onClick={() => drop(one.key)}>
              删除
            </View>
          ) : null}
        </View>
      ))}
      {left > 0 ? (
        <Buttons>
          {pictures ? (
            <Button look="quiet" id={`camera-${name}`} onClick={() => void add("camera")}>
              拍照
            </Button>
          ) : null}
          {pictures ? (
            <Button look="quiet" id={`album-${name}`} onClick={() => void add("album")}>
              相册
            </Button>
          ) : null}
          <Button
            look="quiet"
            id={`upload-${name}`}
            onClick={() => void add(asked.accept.includes("pdf") ? "file" : "album")}
          >
            选文件
          </Button>
        </Buttons>
      ) : null}
      <Note>
        {asked.accept.map((type) => printed[type]).join("、")}，每个不超过 {"10\u00a0MB"}，最多 {asked.maxFiles} 个
      </Note>
    </View>
  );
}

function Kept({ id, file, onDrop }: { id: string; file: FileView | undefined; onDrop(): void }) {
  const { show } = useFormTools();
  const [picture, setPicture] = useState<string | null>(null);
  const isPicture = file !== undefined && file.type !== "pdf";
  useEffect(() => {
    let gone = false;
    const load = async () => {
      const got = await show(id);
      if (got.ok && !gone) setPicture(got.value);
    };
    if (isPicture) void load();
    return () => {
      gone = true;
    };
  }, [id, isPicture, show]);
  return (
    <View className="upload" data-test="uploaded">
      <View className="upload-picture">
        {picture ? (
          <Image src={picture} mode="aspectFill" aria-label={file?.name ?? "材料"} />
        ) : file ? (
          printed[file.type]
        ) : (
          "文件"
        )}
      </View>
      <View className="upload-main">
        <View className="upload-name">{file?.name ?? "已上传的材料"}</View>
        <View className="upload-state">已上传{file ? `，${sizeText(file.bytes)}` : ""}</View>
      </View>
      <View className="upload-drop" role="button" aria-role="button" onClick={onDrop}>
        删除
      </View>
    </View>
  );
}
