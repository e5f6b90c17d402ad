/** What a preview can do with a file, and what people call it. */
export type FileKind =
  'picture' | 'pdf' | 'text' | 'document' | 'sheet' | 'slides' | 'mail' | 'archive' | 'other';

const KINDS: Readonly<Record<string, FileKind>> = {
  'image/png': 'picture',
  'image/jpeg': 'picture',
  'image/gif': 'picture',
  'image/webp': 'picture',
  'application/pdf': 'pdf',
  'text/plain': 'text',
  'text/csv': 'text',
  'text/calendar': 'text',
  'text/vcard': 'text',
  'message/rfc822': 'mail',
  'application/vnd.ms-outlook': 'mail',
  'application/rtf': 'document',
  'application/msword': 'document',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'document',
  'application/vnd.ms-excel': 'sheet',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'sheet',
  'application/vnd.ms-powerpoint': 'slides',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'slides',
  'application/zip': 'archive',
};

export const kindOf = (mediaType: string): FileKind => KINDS[mediaType] ?? 'other';
