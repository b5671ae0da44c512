// @vitest-environment jsdom
import { cleanup, fireEvent, render, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { fieldKindsIn, caseId, library, libraryCase } from "../../test/library.ts";
import Taro from "../../test/taro.ts";
import type { CaseView, Preview } from "@wsi/shared/contract";
import { fieldsOf, screensOf } from "@wsi/shared/item";
import { beijingDay } from "@wsi/shared/case";

type Client = (typeof import("../api.ts"))["api"];
const api = vi.hoisted(() => ({
  saveAnswers: vi.fn<Client["saveAnswers"]>(),
  case: vi.fn<Client["case"]>(),
  preview: vi.fn<Client["preview"]>(),
  actOnCase: vi.fn<Client["actOnCase"]>(),
}));
const pick = vi.hoisted(() => vi.fn<typeof import("../platform/upload.ts").pick>());
const uploadFile = vi.hoisted(() => vi.fn<typeof import("../api.ts").uploadFile>());
vi.mock("../api.ts", () => ({ api, uploadFile, localFile: async () => ({ ok: true, value: "blob:x" }) }));
vi.mock("../platform/upload", () => ({ pick }));
vi.mock("../platform/frame", () => ({ tellTitle: () => {}, openChat: () => true }));
const { Runner } = await import("./Runner.tsx");
const { widgetFor } = await import("./fields/index.ts");

const fileId = "22222222-2222-4222-8222-222222222222";
const today = beijingDay(new Date());
const preview: Preview = {
  problems: [],
  refusal: null,
  consequences: ["逾期不还，每天收取滞纳金。"],
  outcome: "已办好借书证。",
  fee: { lines: [{ label: "押金", fen: 12050 }], total: 12050, note: "不收费" },
  answers: [{ field: "mobile", step: "您的身份", label: "手机号码", text: "13800138000", masked: "138****8000" }],
  bring: [],
  needsSignature: true,
  typed: { typed: 1, total: 4 },
};
const at = (id: string): HTMLElement => {
  const found = document.getElementById(id);
  if (!found) throw new Error(`nothing on the screen has the id ${id}`);
  return found;
};
const type = (id: string, value: string) => {
  fireEvent.change(at(id), { target: { value } });
  fireEvent.blur(at(id));
};
const shown = () => document.body.textContent ?? "";

function open(view: CaseView, startAt?: string) {
  const onDone = vi.fn<(done: CaseView) => void>();
  let revision = view.revision;
  api.saveAnswers.mockImplementation(async (input) => {
    revision += 1;
    return { ok: true, value: { ...view, answers: input.answers, revision } };
  });
  api.preview.mockResolvedValue({ ok: true, value: preview });
  render(<Runner view={view} startAt={startAt} onDone={onDone} />);
  return { onDone };
}
const returned = (view: CaseView, gaps: CaseView["notices"][number]["gaps"]): CaseView => ({
  ...view,
  answers: { ...view.answers, purpose: "study" },
  state: "returned",
  actions: ["save", "resubmit", "withdraw"],
  notices: [{ number: "BZ1", at: view.updatedAt, answerBy: today, gaps }],
});
beforeEach(() => {
  Taro.clearStorageSync();
  for (const spy of Object.values(api)) spy.mockReset();
});
afterEach(cleanup);

describe("the form runner", () => {
  it("draws every question of every kind of the library card, each in its frame", () => {
    const view = libraryCase(today, { definition: { ...library, steps: screensOf(library), materials: {} } }, true);
    expect(fieldKindsIn(fieldsOf(view.definition)).size).toBe(14);
    for (const screen of screensOf(library)) {
      open(
        { ...view, answers: { ...view.answers, purpose: "work", shelves: ["novels"] } },
        Object.keys(screen.fields)[0],
      );
      for (const name of Object.keys(screen.fields)) expect(at(`field-${name}`)).toBeTruthy();
      cleanup();
    }
    for (const kind of fieldKindsIn(fieldsOf(view.definition))) expect(widgetFor(kind)).toBeTypeOf("function");
  });

  it("stops at a question that is missing and says what to do", () => {
    open(libraryCase(today), "purpose");
    fireEvent.click(at("form-next"));
    expect(at("problem-purpose").textContent).toBe("请选择「用途」");
    expect(api.preview).not.toHaveBeenCalled();
  });

  it("shows a question only when an earlier answer asks for it", () => {
    open(libraryCase(today), "purpose");
    expect(document.getElementById("field-creditCode")).toBeNull();
    fireEvent.click(at("option-purpose-work"));
    expect(at("field-creditCode")).toBeTruthy();
    fireEvent.click(at("option-purpose-study"));
    expect(document.getElementById("field-creditCode")).toBeNull();
  });

  it("refuses on the spot what the item refuses, with what to do instead", () => {
    open(libraryCase(today, { answers: libraryCase(today, {}, true).answers }), "purpose");
    fireEvent.click(at("option-purpose-resale"));
    fireEvent.click(at("form-next"));
    expect(shown()).toContain("借书证不能用于转卖");
    expect(shown()).toContain("请改选其他用途");
  });

  it("shows where a prefilled answer came from until it is changed, and locks what is locked", () => {
    const prefilled = {
      name: { value: "陈建华", source: "参保登记" },
      mobile: { value: "13800138001", source: "您绑定时填的手机号" },
    };
    open(libraryCase(today, { prefilled, revision: 0 }));
    expect(at("field-name").tagName).toBe("DIV");
    expect(shown()).toContain("来自您绑定时填的手机号");
    type("field-mobile", "13800138002");
    expect(shown()).not.toContain("来自您绑定时填的手机号");
  });

  it("says how to mend a wrong number when the question loses the focus", () => {
    open(libraryCase(today));
    type("field-mobile", "123");
    expect(at("problem-mobile").textContent).toContain("手机");
  });

  it("loses nothing on the way back", async () => {
    open(libraryCase(today, {}, true), "purpose");
    type("field-deposit", "120.5");
    fireEvent.click(at("form-back"));
    await waitFor(() => expect(shown()).toContain("第 1 步"));
    fireEvent.click(at("form-next"));
    await waitFor(() => expect(at("field-deposit")).toHaveProperty("value", "120.50"));
  });

  it("offers to load the newer answers when another phone saved in between", async () => {
    const view = libraryCase(today);
    open(view);
    api.saveAnswers.mockResolvedValue({ ok: false, error: { code: "stale", message: "刚在别处改过" } });
    api.case.mockResolvedValue({ ok: true, value: { ...view, revision: 7, answers: { mobile: "13800138009" } } });
    type("field-mobile", "13800138002");
    await waitFor(() => expect(at("take-newest")).toBeTruthy(), { timeout: 5000 });
    fireEvent.click(at("take-newest"));
    await waitFor(() => expect(at("field-mobile")).toHaveProperty("value", "13800138009"));
  });

  it("uploads a picked file, keeps its id as the answer, and refuses what cannot be taken before sending", async () => {
    const view = libraryCase(today, {}, true);
    open({ ...view, answers: { ...view.answers, purpose: "study", photo: [] } }, "photo");
    pick.mockResolvedValueOnce([{ name: "photo.gif", bytes: 10, source: null }]);
    fireEvent.click(at("upload-photo"));
    await waitFor(() => expect(shown()).toContain("只能上传 JPG、PNG 文件"));
    expect(uploadFile).not.toHaveBeenCalled();
    fireEvent.click(document.querySelector(".upload-drop")!);
    pick.mockResolvedValueOnce([{ name: "photo.png", bytes: 10, source: null }]);
    uploadFile.mockResolvedValueOnce({
      ok: true,
      value: { id: fileId, field: null, name: "photo.png", type: "png", bytes: 10 },
    });
    fireEvent.click(at("upload-photo"));
    await waitFor(() => expect(document.querySelector("[data-test=uploaded]")).toBeTruthy());
    fireEvent.click(at("form-next"));
    await waitFor(() =>
      expect(api.saveAnswers.mock.lastCall?.[0]).toMatchObject({ id: caseId, answers: { photo: [fileId] } }),
    );
  });

  it("begins at the first screen with a gap and leads to the gaps on other screens", async () => {
    const gaps = [
      { field: "photo", label: "一寸照片", what: "请换白底照片" },
      { field: "purpose", label: "用途", what: "请改选工作" },
    ];
    open(returned(libraryCase(today, {}, true), gaps));
    expect(shown()).toContain("需要补正：请改选工作");
    expect(document.getElementById("gap-purpose")).toBeNull();
    fireEvent.click(at("gap-photo"));
    await waitFor(() => expect(shown()).toContain("需要补正：请换白底照片"));
    expect(at("gap-purpose").textContent).toContain("用途");
  });

  it("marks the gaps of the notice and sends the answers as a resubmission", async () => {
    const view = libraryCase(today, {}, true);
    const gaps = [{ field: "purpose", label: "用途", what: "请改选工作" }];
    const { onDone } = open(returned(view, gaps), "purpose");
    api.actOnCase.mockResolvedValue({ ok: true, value: view });
    expect(shown()).toContain("需要补正：请改选工作");
    fireEvent.click(at("form-next"));
    await waitFor(() => expect(at("field-photo")).toBeTruthy());
    fireEvent.click(at("form-next"));
    await waitFor(() => expect(at("review-confirm").textContent).toBe("重新提交"));
    fireEvent.click(at("review-consequence-0"));
    type("review-signature", "陈建华");
    fireEvent.click(at("review-confirm"));
    await waitFor(() => expect(onDone).toHaveBeenCalledTimes(1));
    expect(api.actOnCase.mock.lastCall?.[0]).toMatchObject({ id: caseId, action: "resubmit" });
  });

  it("confirms only what was read and signed, and repeats the same act after a lost connection", async () => {
    const view = libraryCase(today, {}, true);
    const answers = { ...view.answers, purpose: "study" };
    const { onDone } = open({ ...view, answers }, "photo");
    const keys: string[] = [];
    api.actOnCase.mockImplementation(async (input) => {
      keys.push(input.key);
      return keys.length === 1
        ? { ok: false, error: { code: "unavailable", message: "网络不通" } }
        : { ok: true, value: view };
    });
    fireEvent.click(at("form-next"));
    await waitFor(() => expect(at("review-confirm")).toBeTruthy());
    expect(at("review-total").textContent).toBe("120.50 元");
    fireEvent.click(at("review-confirm"));
    expect(at("review-problem").textContent).toContain("打勾");
    fireEvent.click(at("review-consequence-0"));
    fireEvent.click(at("review-confirm"));
    expect(at("review-problem").textContent).toContain("姓名");
    type("review-signature", "陈建华");
    fireEvent.click(at("review-confirm"));
    await waitFor(() => expect(at("review-error").textContent).toContain("不会重复提交"));
    expect(onDone).not.toHaveBeenCalled();
    fireEvent.click(at("review-confirm"));
    await waitFor(() => expect(onDone).toHaveBeenCalledTimes(1));
    expect(keys).toHaveLength(2);
    expect(keys[0]).toBe(keys[1]);
    expect(api.actOnCase.mock.lastCall?.[0]).toMatchObject({ action: "submit", signature: "陈建华" });
  });
});
