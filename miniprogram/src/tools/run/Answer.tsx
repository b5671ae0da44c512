import { View } from "@tarojs/components";
import type { Worked } from "@wsi/shared/contract";
import {
  Amount,
  Banner,
  Bullets,
  Card,
  Cell,
  copy,
  Figure,
  Note,
  Tag,
  TextButton,
  yuan,
  type Tone,
} from "../../ui/index.ts";
import { openLink } from "../../platform/link";

type Line = Worked["results"][number];
const valueOf = ({ fen, text }: Line): string => (fen === undefined ? (text ?? "") : `${yuan(fen)} 元`);

const trustWords: Record<Worked["basis"][number]["trust"], [Tone, string]> = {
  law: ["good", "法律"],
  official: ["good", "官方"],
  news: ["plain", "新闻"],
  weak: ["plain", "转载"],
  ours: ["plain", "本平台"],
};

/** The results first, then every line with its arithmetic, then the figures it stands on. */
export function Answer({ worked }: { worked: Worked }) {
  const [main, ...more] = worked.results;
  return (
    <View id="tool-answer">
      {worked.remark ? (
        <Banner tone="warn" title="这是估算" id="tool-remark">
          {worked.remark}
        </Banner>
      ) : null}
      {main ? (
        <Card title={main.label}>
          <Amount id="tool-result">{valueOf(main)}</Amount>
          {main.why ? <Note>{main.why}</Note> : null}
          {more.map((line) => (
            <Row key={line.label} line={line} />
          ))}
        </Card>
      ) : null}
      {worked.groups.map((group) => (
        <Card key={group.title} title={group.title}>
          {group.lines.map((line) => (
            <Row key={line.label} line={line} />
          ))}
        </Card>
      ))}
      {worked.notes.length > 0 ? (
        <Card title="要留意的">
          <Bullets items={worked.notes} />
        </Card>
      ) : null}
      <Card title="用的标准" id="tool-basis">
        {worked.basis.map((one) => (
          <Basis key={one.name + one.period} one={one} />
        ))}
      </Card>
    </View>
  );
}

function Row({ line }: { line: Line }) {
  const label = line.on ? (
    <>
      {line.label} <Tag tone="busy">您选的</Tag>
    </>
  ) : (
    line.label
  );
  return <Cell label={label} text={line.why} value={<Figure>{valueOf(line)}</Figure>} />;
}

function Basis({ one }: { one: Worked["basis"][number] }) {
  const { link } = one;
  const [tone, words] = trustWords[one.trust];
  return (
    <Cell
      label={
        <>
          {one.name} {one.asPublished ? <Tag tone="warn">以公布为准</Tag> : <Tag tone="good">已核实</Tag>}
        </>
      }
      text={
        <>
          <View>{one.period}</View>
          <View>
            <Tag tone={tone}>{words}</Tag> {one.source}
            {one.document ? `（${one.document}）` : ""}
          </View>
          {link ? (
            <TextButton
              onClick={() => {
                if (!openLink(link)) void copy(link);
              }}
            >
              看原文
            </TextButton>
          ) : null}
        </>
      }
    />
  );
}
