import { broadcastPictures, livestreamSchema, type LivestreamDraft, type LivestreamView } from "@wsi/shared/contract";
import { App, Button, Input, Select } from "antd";
import { useRef, useState } from "react";
import * as v from "valibot";
import { Labelled } from "../labelled.tsx";
import { instantOf, localOf } from "./moments.ts";
import { uploadPicture } from "./pictures.ts";

interface Written {
  title: string;
  about: string;
  starts: string;
  ends: string;
  watchUrl: string;
  channel: string;
  cover: string | null;
  remindMinutes: number;
}

const reminders = [
  { value: 10, label: "开始前 10 分钟" },
  { value: 30, label: "开始前 30 分钟" },
  { value: 60, label: "开始前 1 小时" },
  { value: 1_440, label: "提前一天" },
];

const writtenOf = (one: LivestreamView | null): Written => ({
  title: one?.title ?? "",
  about: one?.about ?? "",
  starts: one ? localOf(one.startsAt) : "",
  ends: one ? localOf(one.endsAt) : "",
  watchUrl: one?.watchUrl ?? "",
  channel: one?.channel ?? "",
  cover: one?.cover ?? null,
  remindMinutes: one?.remindMinutes ?? 30,
});

const draftOf = ({ starts, ends, watchUrl, ...rest }: Written) => ({
  ...rest,
  startsAt: instantOf(starts) ?? "",
  endsAt: instantOf(ends) ?? "",
  watchUrl: watchUrl.trim() === "" ? null : watchUrl.trim(),
});

interface Props {
  /** Null: a new one. */
  livestream: LivestreamView | null;
  now: Date;
  busy: boolean;
  /** What the server found wrong. */
  trouble: string | null;
  save(draft: LivestreamDraft): void;
  cancel(): void;
}

/** The same schema judges here and on the server; what is wrong stands at its field. */
export function LivestreamForm({ livestream, now, busy, trouble, save, cancel }: Props) {
  const { message } = App.useApp();
  const [form, setForm] = useState(() => writtenOf(livestream));
  const [tried, setTried] = useState(false);
  const [uploading, setUploading] = useState(false);
  const pick = useRef<HTMLInputElement>(null);
  const set = (part: Partial<Written>) => setForm((before) => ({ ...before, ...part }));
  const draft = draftOf(form);
  const read = v.safeParse(livestreamSchema, draft);
  const late = read.success && Date.parse(draft.startsAt) <= now.getTime();
  const problem = (field: keyof LivestreamDraft): string | undefined =>
    !tried || read.success ? undefined : read.issues.find((issue) => issue.path?.[0]?.key === field)?.message;
  const chosen = tried ? "请选择时间" : undefined;
  const parts = [livestream?.announcement, livestream?.reminder];
  const written = parts.some((one) => one && one.state !== "cancelled" && one.state !== "sent");
  const take = async (file: File) => {
    setUploading(true);
    const told = await uploadPicture(file);
    setUploading(false);
    if (typeof told === "string") void message.error(told);
    else set({ cover: told.id });
  };
  return (
    <form
      className="kb-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (read.success && !late) save(read.output);
      }}
    >
      <Labelled label="标题" problem={problem("title")}>
        <Input
          value={form.title}
          maxLength={40}
          showCount
          placeholder="例：灵活就业参保怎么缴"
          onChange={(event) => set({ title: event.target.value })}
          data-test="live-title"
        />
      </Labelled>
      <div className="kb-form-row">
        <Labelled
          label="开始"
          hint="北京时间"
          problem={tried && late ? "开始时间已经过了，请改到以后" : form.starts === "" ? chosen : problem("startsAt")}
        >
          <Input
            type="datetime-local"
            value={form.starts}
            onChange={(event) => set({ starts: event.target.value })}
            data-test="live-starts"
          />
        </Labelled>
        <Labelled label="结束" hint="北京时间" problem={form.ends === "" ? chosen : problem("endsAt")}>
          <Input
            type="datetime-local"
            value={form.ends}
            onChange={(event) => set({ ends: event.target.value })}
            data-test="live-ends"
          />
        </Labelled>
        <Labelled label="什么时候提醒预约的人" problem={problem("remindMinutes")}>
          <Select
            value={form.remindMinutes}
            onChange={(remindMinutes: number) => set({ remindMinutes })}
            options={
              reminders.some((one) => one.value === form.remindMinutes)
                ? reminders
                : [...reminders, { value: form.remindMinutes, label: `开始前 ${form.remindMinutes} 分钟` }]
            }
          />
        </Labelled>
      </div>
      <div className="kb-form-row">
        <Labelled label="视频号名称" hint="和链接至少填一个" problem={problem("channel")}>
          <Input
            value={form.channel}
            maxLength={30}
            placeholder="例：武汉社保"
            onChange={(event) => set({ channel: event.target.value })}
            data-test="live-channel"
          />
        </Labelled>
        <Labelled label="观看链接" hint="https:// 开头" problem={problem("watchUrl")}>
          <Input value={form.watchUrl} onChange={(event) => set({ watchUrl: event.target.value })} />
        </Labelled>
      </div>
      <Labelled label="讲什么" hint="群众会看到" problem={problem("about")}>
        <Input.TextArea
          rows={4}
          maxLength={300}
          showCount
          value={form.about}
          onChange={(event) => set({ about: event.target.value })}
          data-test="live-about"
        />
      </Labelled>
      <div className="bc-cover bc-live-cover">
        <input
          ref={pick}
          type="file"
          accept="image/png,image/jpeg"
          hidden
          onChange={(event) => {
            const file = event.target.files?.[0];
            event.target.value = "";
            if (file) void take(file);
          }}
        />
        {form.cover ? (
          <img src={broadcastPictures.picture.replace(":id", form.cover)} alt="封面" />
        ) : (
          <span>封面可以不加；要群发预告时再加也行</span>
        )}
        <Button size="small" loading={uploading} onClick={() => pick.current?.click()}>
          {form.cover ? "换封面" : "加封面"}
        </Button>
        {form.cover && (
          <Button size="small" type="link" onClick={() => set({ cover: null })}>
            去掉
          </Button>
        )}
      </div>
      {written && <p className="kb-lead">改了以后，还没发出的预告和提醒会取消，请再写一次。</p>}
      {trouble && (
        <p className="bc-problems" role="alert">
          {trouble}
        </p>
      )}
      <div className="kb-acts">
        <Button type="primary" htmlType="submit" loading={busy} data-test="live-save">
          {livestream ? "保存" : "排上这场直播"}
        </Button>
        <Button onClick={cancel}>{livestream ? "不改了" : "不排了"}</Button>
      </div>
    </form>
  );
}
