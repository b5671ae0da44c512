/** In the page: plays a sound without making any, and answers the second at which it ended. */
interface Sound {
  muted: boolean;
  readonly currentTime: number;
  play(): Promise<void>;
  addEventListener(type: "ended" | "error", hear: () => void): void;
}
export const hearToTheEnd = (element: unknown): Promise<number> =>
  new Promise((resolve, reject) => {
    const sound = element as Sound;
    sound.addEventListener("ended", () => resolve(sound.currentTime));
    sound.addEventListener("error", () => reject(new Error("the console cannot play it")));
    sound.muted = true;
    sound.play().catch(reject);
  });
