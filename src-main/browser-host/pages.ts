import { PAGE_ENTERING, PAGE_USED, type Saying } from './words.ts';

/** The two pages that the host makes itself; no script, no style but what the browser has. */
const page = (title: Saying, head: string, body: string): string => `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">${head}
<title>${title.zh} · ${title.en}</title></head><body><main>${body}</main></body></html>`;

export const usedPage = (): string =>
  page(
    PAGE_USED.title,
    '',
    `<h1>${PAGE_USED.title.zh}</h1><p>${PAGE_USED.text.zh}</p>
<section lang="en"><h1>${PAGE_USED.title.en}</h1><p>${PAGE_USED.text.en}</p></section>`,
  );

/**
 * Goes on to the desk from a page of its own. A redirect would still count as coming from wherever the link was
 * clicked, and a strict cookie is not sent then. The key of the wire goes along where no server is told of it; who comes
 * again has it already, and whoever shows nothing but the cookie is not given it.
 */
export const enteringPage = (key: string | null): string =>
  page(
    PAGE_ENTERING.title,
    `<meta http-equiv="refresh" content="0;url=${placeOf(key)}">`,
    `<p><a href="${placeOf(key)}">${PAGE_ENTERING.title.zh} · ${PAGE_ENTERING.title.en}</a></p>`,
  );

const placeOf = (key: string | null): string => (key === null ? '/' : `/#key=${key}`);
