export function play(local: string): Promise<boolean> {
  return new Promise((answer) => {
    const audio = new Audio(local);
    audio.addEventListener("ended", () => answer(true));
    audio.addEventListener("error", () => answer(false));
    audio.play().catch(() => answer(false));
  });
}
