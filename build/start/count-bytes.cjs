'use strict';
/** Preloaded into Electron's installer: tells the parent how many bytes its downloads have brought. */
const original = globalThis.fetch;

globalThis.fetch = async (...args) => {
  const response = await original(...args);
  if (!response.ok || response.body === null) return response;
  const length = Number(response.headers.get('content-length'));
  const total = length > 0 ? length : null;
  let received = 0;
  const counter = new TransformStream({
    transform(chunk, controller) {
      received += chunk.byteLength;
      if (process.connected) process.send({ received, total });
      controller.enqueue(chunk);
    },
  });
  return new Response(response.body.pipeThrough(counter), response);
};
