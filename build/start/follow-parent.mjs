/** Preloaded into the programs that npm start starts: when the parent is gone, close as on a polite request. */
process.stdin.on('error', () => undefined);
process.stdin.on('end', () => process.kill(process.pid, 'SIGTERM'));
process.stdin.resume();
process.stdin.unref();
