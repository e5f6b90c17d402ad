import { isIP } from 'node:net';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { DemoSize } from '../../db/demo/size.ts';
import type { LogOptions } from '../http/app.ts';
import type { Ways } from '../context.ts';
import { Told } from './explain.ts';
import { waysFrom } from './ways.ts';

export interface CommonOptions {
  readonly dataFolder: string;
  readonly databaseUrl: string | undefined;
  /** `SEMICOLON_NOTIFY=poll`: the database, or a pooler before it, has no LISTEN. */
  readonly notify: 'listen' | 'poll';
  readonly logLevel: LogOptions['level'];
}

export interface Arguments extends CommonOptions {
  readonly words: readonly string[];
  /** The names of the options that were written, for a command to say which of them it does not take. */
  readonly given: readonly string[];
  /** `SEMICOLON_TRUST_PROXY`: addresses of the proxies before the server, which say where a request came from. */
  readonly trustProxy: string | undefined;
  /** `SEMICOLON_DRAIN_MS`: between `/readyz` saying no and the door being closed, for a balancer to notice. */
  readonly drainMs: number;
  readonly host: string;
  readonly port: number;
  readonly demo: DemoSize | 'none';
  /** What to compare: one device, what one person sees, or everything. */
  readonly device: string | undefined;
  readonly person: string | undefined;
  readonly scope: string | undefined;
  /** What a new administrator is called. */
  readonly name: string | undefined;
  /** The login of the administrator to make where the bank is empty. */
  readonly firstAdmin: string | undefined;
  /** The login of whom the one who starts the server means to sign in. */
  readonly lookFor: string | undefined;
  /** Take the rows for right. */
  readonly accept: boolean;
  readonly help: boolean;
  /** For how many days a laptop may be offline; 0: for ever. */
  readonly leaseDays: number;
  /** `SEMICOLON_OIDC_…` and `SEMICOLON_PASSWORDS`: see `ways.ts`. */
  readonly ways: Ways;
  /** Files of the certificate and its key. */
  readonly tls: { readonly cert: string; readonly key: string } | null;
}

const DEMOS = ['small', 'medium', 'large', 'none'] as const;
/** Ten years: laptops count a lease in milliseconds, and a number too large for that locks all of them out. */
const LONGEST_LEASE = 3_650;
const LEVELS = ['silent', 'error', 'warn', 'info'] as const;

/** The command line after the command's name. Throws `Told` with the usage. */
export function parseOptions(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Arguments {
  const { values, positionals, tokens } = parse(argv);
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw usage(`--port ${values.port}?`);
  const demo = DEMOS.find((size) => size === values.demo);
  if (!demo) throw usage(`--demo ${values.demo}?`);
  const logLevel = LEVELS.find((level) => level === values.log);
  if (!logLevel) throw usage(`--log ${values.log}?`);
  const leaseDays = Number(values['lease-days']);
  if (!Number.isInteger(leaseDays) || leaseDays < 0 || leaseDays > LONGEST_LEASE)
    throw usage(`--lease-days ${values['lease-days']}?`);
  const [cert, key] = [values['tls-cert'], values['tls-key']];
  if ((cert === undefined) !== (key === undefined)) throw usage('--tls-cert --tls-key?');
  return {
    words: positionals,
    given: tokens.flatMap((token) => (token.kind === 'option' ? [token.name] : [])),
    dataFolder: path.resolve(values.data),
    databaseUrl: env['DATABASE_URL'] === '' ? undefined : env['DATABASE_URL'],
    notify: env['SEMICOLON_NOTIFY'] === 'poll' ? 'poll' : 'listen',
    trustProxy: proxiesOf(env['SEMICOLON_TRUST_PROXY']),
    drainMs: Math.max(0, Number(env['SEMICOLON_DRAIN_MS'] ?? 0) || 0),
    logLevel,
    host: values.host,
    port,
    demo,
    device: values.device,
    person: values.person,
    scope: values.scope,
    name: values.name,
    firstAdmin: values['first-admin'],
    lookFor: values['look-for'],
    accept: values.accept === true,
    help: values.help === true,
    leaseDays,
    ways: waysFrom(env, usage),
    tls: cert !== undefined && key !== undefined ? { cert, key } : null,
  };
}

const NETWORKS = ['loopback', 'linklocal', 'uniquelocal'];

/** Names of networks, addresses, or addresses with a length: `loopback, 10.0.0.0/8`. */
function proxiesOf(text: string | undefined): string | undefined {
  if (text === undefined || text === '') return undefined;
  for (const one of text.split(',').map((part) => part.trim())) {
    const [address = '', length = '0', ...more] = one.split('/');
    const bits = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
    const fits = more.length === 0 && /^\d{1,3}$/.test(length) && Number(length) <= bits;
    if (NETWORKS.includes(one) || fits) continue;
    throw usage(`SEMICOLON_TRUST_PROXY=${text}?`);
  }
  return text;
}

const usage = (detail: string): Told => new Told({ type: 'Usage', detail });

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      tokens: true,
      options: {
        data: { type: 'string', default: '.data/server' },
        port: { type: 'string', default: '4180' },
        host: { type: 'string', default: '127.0.0.1' },
        demo: { type: 'string', default: 'none' },
        log: { type: 'string', default: 'info' },
        device: { type: 'string' },
        person: { type: 'string' },
        scope: { type: 'string' },
        name: { type: 'string' },
        'first-admin': { type: 'string' },
        'look-for': { type: 'string' },
        accept: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
        'lease-days': { type: 'string', default: '14' },
        'tls-cert': { type: 'string' },
        'tls-key': { type: 'string' },
        all: { type: 'boolean' },
      },
    });
  } catch (error) {
    // The parser's own sentence is English and long; the option that it names says it in any language.
    const [, option] = /'(-[^' ]*)/.exec(error instanceof Error ? error.message : '') ?? [];
    throw usage(`${option ?? argv.join(' ')}?`);
  }
}
