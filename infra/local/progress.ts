import { Presets, SingleBar } from "cli-progress";

/** Shows how far something has come, on the error stream; a line now and then where that is no terminal. */
export interface Progress {
  step(count: number, note?: string): void;
  stop(): void;
}

const LINE_EVERY_MS = 5_000;

/** @param total how many steps there are; 0 where it isn't known. */
export function startProgress(title: string, total: number, unit: string): Progress {
  let [done, note] = [0, ""];
  const began = performance.now();
  const rate = () => Math.round((done / Math.max(1, performance.now() - began)) * 1000);
  if (!process.stderr.isTTY) {
    const timer = setInterval(
      () => process.stderr.write(`${title} ${done}${total > 0 ? ` of ${total}` : ""} ${unit}, ${rate()} a second ${note}\n`),
      LINE_EVERY_MS,
    );
    timer.unref();
    return {
      step: (count, text) => {
        done += count;
        note = text ?? note;
      },
      stop: () => clearInterval(timer),
    };
  }
  const format =
    total > 0
      ? `${title} {bar} {percentage}% {value}/{total} ${unit}, {rate} a second {note}`
      : `${title} {value} ${unit}, {rate} a second {note}`;
  const bar = new SingleBar({ format, stream: process.stderr, hideCursor: true, clearOnComplete: true }, Presets.shades_classic);
  bar.start(total, 0, { rate: 0, note });
  return {
    step: (count, text) => {
      done += count;
      note = text ?? note;
      bar.update(done, { rate: rate(), note });
    },
    stop: () => bar.stop(),
  };
}
