import { Modal } from "antd";
import { Keys } from "../states.tsx";
import { keyMap } from "./keys.ts";

/** Every key of this room. Closed like any dialog. */
export function KeyHelp({ open, close }: { open: boolean; close(): void }) {
  return (
    <Modal open={open} title="键盘操作" footer={null} onCancel={close}>
      <p className="case-small">正在打字（包括输入法选字）或对话框开着的时候，这些键不起作用。</p>
      <dl className="key-map" data-test="key-map">
        {keyMap.map((one) => (
          <div key={one.key}>
            <dt>
              <Keys keys={[one.key]} />
            </dt>
            <dd>{one.words}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
