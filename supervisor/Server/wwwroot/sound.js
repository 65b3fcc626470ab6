// A sound for alarms that are new, once the reader has allowed it: browsers are silent until somebody has clicked.

const TONES_HZ = [880, 660, 880];
const TONE_S = 0.18;

let context = null;

export function isSounding() {
  return context !== null;
}

export function useSound(isWanted) {
  context?.close();
  context = isWanted ? new AudioContext() : null;
  playAlarm();
}

export function playAlarm() {
  TONES_HZ.forEach((frequency, index) => {
    if (!context) {
      return;
    }
    const tone = context.createOscillator();
    const volume = context.createGain();
    volume.gain.value = 0.2;
    tone.frequency.value = frequency;
    tone.connect(volume).connect(context.destination);
    tone.start(context.currentTime + index * TONE_S);
    tone.stop(context.currentTime + (index + 1) * TONE_S - 0.02);
  });
}
