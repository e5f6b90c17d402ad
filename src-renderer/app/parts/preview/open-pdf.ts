import { getDocument, GlobalWorkerOptions, type PDFDocumentLoadingTask } from 'pdfjs-dist';

/** The worker, and what documents refer to without bringing it: tables of Chinese and other encodings, and the fourteen fonts. */
const RESOURCES = import.meta.glob<string>(
  [
    '../../../../node_modules/pdfjs-dist/build/pdf.worker.min.mjs',
    '../../../../node_modules/pdfjs-dist/cmaps/*.bcmap',
    '../../../../node_modules/pdfjs-dist/standard_fonts/*.{pfb,ttf}',
  ],
  { eager: true, query: '?url', import: 'default' },
);
const ADDRESSES = new Map(Object.entries(RESOURCES).map(([path, url]) => [path.split('/').at(-1), url]));

/** Gives what is packed with the desk, by name, and nothing else: a document cannot name an address. */
class PackedResources {
  async fetch({ filename }: { kind: string; filename: string }): Promise<Uint8Array> {
    const address = ADDRESSES.get(filename);
    if (address === undefined) throw new Error('not packed with the desk');
    const response = await fetch(address);
    return new Uint8Array(await response.arrayBuffer());
  }
}

/** The largest picture within a document, in pixels; larger ones are left out. */
const MOST_PIXELS = 50_000_000;

/**
 * Reads a document in a worker of its own. Nothing in it is run: no script, no form, no code made from its fonts; links
 * and attached files are not looked at, and nothing is fetched that is not packed with the desk.
 */
export function openPdf(bytes: Uint8Array): PDFDocumentLoadingTask {
  GlobalWorkerOptions.workerSrc = ADDRESSES.get('pdf.worker.min.mjs') ?? '';
  return getDocument({
    // The worker takes the bytes over.
    data: bytes.slice(),
    isEvalSupported: false,
    enableXfa: false,
    useWasm: false,
    useWorkerFetch: false,
    disableAutoFetch: true,
    disableStream: true,
    disableRange: true,
    stopAtErrors: false,
    maxImageSize: MOST_PIXELS,
    cMapPacked: true,
    BinaryDataFactory: PackedResources,
    verbosity: 0,
  });
}
