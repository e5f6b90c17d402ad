import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import type { Certificate } from '../http/app.ts';
import { Told } from './explain.ts';

/** Reads the certificate and its key. Throws `Told`: a file that is not there, or the two make no certificate. */
export function readCertificate(files: { readonly cert: string; readonly key: string }): Certificate {
  const pem = { cert: read(files.cert), key: read(files.key) };
  try {
    createSecureContext(pem);
  } catch {
    throw new Told({ type: 'CertificateUnfit', cert: files.cert, key: files.key });
  }
  return pem;
}

function read(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    throw new Told({ type: 'FileUnreadable', file });
  }
}
