import { isMainThread } from 'node:worker_threads';

/**
 * Preloaded into the programs that npm start starts: when the parent is gone, close as on a polite request. Workers
 * get every preload too, and have no input of their own.
 */
if (isMainThread) {
  process.stdin.on('error', () => undefined);
  process.stdin.on('end', () => process.kill(process.pid, 'SIGTERM'));
  process.stdin.resume();
  process.stdin.unref();
}
