/** Two quiet tones when somebody should look. Made here, so that no sound file is fetched; browsers allow it after the first click. */
let audio: AudioContext | null = null;
let rang = 0;
/** Several calls at once are one sound. */
const restMs = 1_500;

export function chime(): void {
  if (Date.now() - rang < restMs) return;
  rang = Date.now();
  try {
    audio ??= new AudioContext();
    if (audio.state === "suspended") void audio.resume();
    const start = audio.currentTime;
    for (const [at, pitch] of [
      [0, 660],
      [0.14, 880],
    ] as const) {
      const tone = audio.createOscillator();
      const volume = audio.createGain();
      tone.frequency.value = pitch;
      volume.gain.setValueAtTime(0, start + at);
      volume.gain.linearRampToValueAtTime(0.08, start + at + 0.02);
      volume.gain.exponentialRampToValueAtTime(0.001, start + at + 0.3);
      tone.connect(volume).connect(audio.destination);
      tone.start(start + at);
      tone.stop(start + at + 0.32);
    }
  } catch {
    // A computer without sound: the title of the window still counts.
  }
}
