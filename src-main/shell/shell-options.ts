import path from 'node:path';

/** What the command line says; the same names as the browser host's. */
export interface ShellOptions {
  /** Folder of the database, the key and the files. */
  readonly data: string;
  /** Server to sign in to when nobody is signed in yet. */
  readonly server: string | undefined;
  /** Login name of the demo person to sign in as. */
  readonly as: string | undefined;
}

/** Reads `--name value` and `--name=value`, and passes over what belongs to Chromium and Electron. */
export function shellOptions(argv: readonly string[], userData: string): ShellOptions {
  const valueOf = (name: string): string | undefined => {
    const joined = argv.find((arg) => arg.startsWith(`--${name}=`));
    if (joined !== undefined) return joined.slice(name.length + 3);
    const at = argv.indexOf(`--${name}`);
    const next = at < 0 ? undefined : argv[at + 1];
    return next === undefined || next.startsWith('--') ? undefined : next;
  };
  return {
    data: path.resolve(valueOf('data') ?? path.join(userData, 'desk')),
    server: valueOf('server'),
    as: valueOf('as'),
  };
}
