export function findChromium(): string | undefined;
export function findPostgres(): string | undefined;
export function findChineseFont(): string | undefined;
