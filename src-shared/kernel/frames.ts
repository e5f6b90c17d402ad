/** A line of a stack that names a place in a program, and ends with its line and column. */
const FRAME = /^\s+at .*:\d+:\d+\)?$/;
const MOST = 8;

/**
 * Where an error was thrown, for a log. Its message may quote what a row holds, over several lines: it stands before the
 * places in the stack, and nothing of it is told.
 */
export function framesOf({ stack = '', message }: Error): string[] {
  const end = message === '' ? -1 : stack.indexOf(message);
  const places = end < 0 ? stack : stack.slice(end + message.length);
  return places
    .split('\n')
    .filter((line) => FRAME.test(line))
    .slice(0, MOST)
    .map((line) => line.trim());
}
