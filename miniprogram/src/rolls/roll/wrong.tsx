import { View } from "@tarojs/components";
import type { RollView } from "@wsi/shared/contract";
import { useState } from "react";
import { api, openRollFile, sendMended } from "../../api.ts";
import { pick } from "../../platform/upload";
import {
  ActionProblem,
  Bullets,
  Button,
  Buttons,
  Card,
  Cell,
  confirmed,
  Inset,
  Note,
  Option,
  Options,
  Question,
  TextInput,
} from "../../ui/index.ts";

type Row = RollView["wrong"][number];

/** What is wrong, by row and column: mended here, or in the downloaded file. */
export function WrongRows({ roll, onChange }: { roll: RollView; onChange(next: RollView): void }) {
  const [rows, setRows] = useState<readonly Row[]>(roll.wrong);
  const [more, setMore] = useState(roll.more);
  const [open, setOpen] = useState<number | null>(null);
  const [percent, setPercent] = useState<number | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const wordsFor = (error: { message: string; instead?: string }) =>
    [error.message, error.instead].filter(Boolean).join("。");

  async function download(type: "xlsx" | "xls") {
    const got = await openRollFile({ wrong: roll.id }, `${roll.name}-有问题的行`, type);
    setProblem(got.ok ? null : got.error.message);
  }
  async function upload() {
    const [file] = await pick("file", ["xlsx", "xls"], 1);
    if (!file) return;
    setPercent(0);
    const done = await sendMended(roll, file, setPercent);
    setPercent(null);
    if (done.ok) return onChange(done.value);
    setProblem(wordsFor(done.error));
  }
  async function next() {
    const seen = await api.roll({ id: roll.id, after: String(rows.at(-1)?.at ?? 0) });
    if (!seen.ok) return setProblem(wordsFor(seen.error));
    setRows((before) => [...before, ...seen.value.wrong]);
    setMore(seen.value.more);
  }

  return (
    <Card title={`${roll.bad} 行有问题，其余 ${roll.total - roll.bad} 行没问题`} id="roll-wrong">
      <Bullets items={["改好这些行，整份名册才能确认。没问题的行不用再传。"]} />
      <Buttons>
        <Button look="light" id="wrong-xlsx" onClick={() => void download("xlsx")}>
          下载这些行
        </Button>
        <Button look="light" id="wrong-upload" busy={percent !== null} onClick={() => void upload()}>
          上传改好的行
        </Button>
      </Buttons>
      {problem ? <ActionProblem id="wrong-problem" text={problem} /> : null}
      {rows.map((row) => (
        <View key={row.at}>
          <Cell
            test="wrong-row"
            label={`第 ${row.at} 行　${row.cells["name"] ?? ""}`}
            text={roll.columns
              .filter((column) => row.problems[column.key] !== undefined)
              .map((column) => (
                <View key={column.key}>
                  {column.label}：{row.problems[column.key]}
                </View>
              ))}
            open={open === row.at}
            onClick={() => setOpen(open === row.at ? null : row.at)}
          />
          {open === row.at ? <Mend roll={roll} row={row} onChange={onChange} /> : null}
        </View>
      ))}
      {more ? (
        <Button look="quiet" id="wrong-more" onClick={() => void next()}>
          再看 20 行
        </Button>
      ) : null}
      <Note>问题很多时，下载表格在电脑上改更快：标红的就是要改的格子。</Note>
    </Card>
  );
}

function Mend({ roll, row, onChange }: { roll: RollView; row: Row; onChange(next: RollView): void }) {
  const [cells, setCells] = useState<Record<string, string>>(row.cells);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const put = (key: string, value: string) => setCells((now) => ({ ...now, [key]: value }));

  async function save() {
    setBusy(true);
    const done = await api.mendRollRow({ id: roll.id, at: row.at, cells });
    setBusy(false);
    if (done.ok) return onChange(done.value);
    setProblem(done.error.message);
  }
  async function remove() {
    if (!(await confirmed(`删去第 ${row.at} 行？`, "这个人不在这份名册里办。", "删去"))) return;
    const done = await api.removeRollRow({ id: roll.id, at: row.at });
    if (done.ok) return onChange(done.value);
    setProblem(done.error.message);
  }

  // What is wrong comes first; the rest may be the reason.
  const columns = [
    ...roll.columns.filter((one) => row.problems[one.key] !== undefined),
    ...roll.columns.filter((one) => row.problems[one.key] === undefined),
  ];
  return (
    <Inset>
      {columns.map((one) => (
        <Question
          key={one.key}
          name={`${row.at}-${one.key}`}
          label={one.label}
          help={one.note}
          problem={row.problems[one.key]}
        >
          {one.words ? (
            <Options id={`mend-${one.key}`}>
              {one.words.map((word) => (
                <Option
                  key={word}
                  id={`mend-${one.key}-${word}`}
                  on={cells[one.key] === word}
                  onClick={() => put(one.key, word)}
                >
                  {word}
                </Option>
              ))}
            </Options>
          ) : (
            <TextInput
              id={`mend-${one.key}`}
              label={one.label}
              value={cells[one.key] ?? ""}
              onChange={(value) => put(one.key, value)}
            />
          )}
        </Question>
      ))}
      {problem ? <ActionProblem id="mend-problem" text={problem} /> : null}
      <Buttons>
        <Button look="quiet" id="mend-remove" onClick={() => void remove()}>
          删去这一行
        </Button>
        <Button id="mend-save" busy={busy} onClick={() => void save()}>
          改好，重新核对
        </Button>
      </Buttons>
    </Inset>
  );
}
