import Taro from "@tarojs/taro";

export function play(local: string): Promise<boolean> {
  return new Promise((answer) => {
    const audio = Taro.createInnerAudioContext();
    const end = (played: boolean) => {
      audio.destroy();
      answer(played);
    };
    audio.onEnded(() => end(true));
    audio.onError(() => end(false));
    audio.src = local;
    audio.play();
  });
}
