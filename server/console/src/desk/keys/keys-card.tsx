/** The keyboard of the desk, on one card. */
import { Modal, Switch } from "antd";
import { Keys } from "../../states.tsx";
import { keyLines } from "./keymap.ts";

export function KeysCard({ on, setOn, shut }: { on: boolean; setOn: (on: boolean) => void; shut: () => void }) {
  return (
    <Modal open title="键盘快捷键" footer={null} width={640} onCancel={shut}>
      <div className="keys-card" data-test="keys-card">
        {keyLines.map(({ title, lines }) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {lines.map(({ keys, words }) => (
                <div key={words}>
                  <dt>
                    <Keys keys={keys} />
                  </dt>
                  <dd>{words}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p className="keys-foot">
        <Switch size="small" checked={on} onChange={setOn} aria-label="使用 Alt 快捷键" />
        使用 Alt 快捷键（和浏览器或输入法冲突时可以关掉）。用输入法打字时，快捷键都不起作用。
      </p>
    </Modal>
  );
}
