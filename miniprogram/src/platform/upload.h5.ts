import type { Picked, PickFrom, PickType, Sent } from "./upload.ts";

// Endings where the system knows no type of its own for a file.
const mime: Record<PickType, string> = {
  jpeg: "image/jpeg",
  png: "image/png",
  pdf: "application/pdf",
  xlsx: ".xlsx",
  xls: ".xls",
};

export function pick(from: PickFrom, accept: readonly PickType[], count: number): Promise<Picked[]> {
  return new Promise((answer) => {
    const input = document.createElement("input");
    input.type = "file";
    input.multiple = count > 1;
    input.accept = (from === "file" ? accept : accept.filter((type) => type !== "pdf"))
      .map((type) => mime[type])
      .join(",");
    if (from === "camera") input.setAttribute("capture", "environment");
    input.style.display = "none";
    const settle = (files: readonly File[]) => {
      input.remove();
      answer(files.slice(0, count).map((file) => ({ name: file.name, bytes: file.size, source: file })));
    };
    input.addEventListener("change", () => settle(Array.from(input.files ?? [])));
    input.addEventListener("cancel", () => settle([]));
    document.body.append(input);
    input.click();
  });
}

export function send(url: string, token: string, file: Picked, onProgress: (percent: number) => void): Promise<Sent> {
  return new Promise((answer, fail) => {
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.setRequestHeader("Authorization", `Bearer ${token}`);
    request.upload.addEventListener("progress", (now) => {
      if (now.lengthComputable) onProgress(Math.round((now.loaded / now.total) * 100));
    });
    request.addEventListener("load", () => answer({ status: request.status, body: request.responseText }));
    request.addEventListener("error", () => fail(new Error("upload failed")));
    const form = new FormData();
    if (file.source instanceof Blob) form.append("file", file.source, file.name);
    request.send(form);
  });
}
