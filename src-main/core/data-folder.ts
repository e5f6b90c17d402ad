import path from 'node:path';

/** Where a desk keeps what; the database's own names are in `db/client/open.ts`. */
export const blobFolder = (folder: string): string => path.join(folder, 'attachments');
