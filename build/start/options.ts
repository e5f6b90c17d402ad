import type { Failure, Result } from '../../src-shared/kernel/result.ts';
import { err, ok } from '../../src-shared/kernel/result.ts';

export const DEMO_SIZES = ['small', 'medium', 'large', 'none'] as const;

export interface StartOptions {
  /** The data folder, as given. */
  readonly data: string;
  /** The desk's port; the server takes the next one. Absent: the usual pair, or free ones where that is taken. */
  readonly port: number | undefined;
  readonly demo: (typeof DEMO_SIZES)[number];
  /** Whether `--demo` was given. */
  readonly demoAsked: boolean;
  /** Login name of the person to sign in. */
  readonly as: string | undefined;
  /** Whether `--as` was given. */
  readonly asAsked: boolean;
  /** Open a window or the browser; `--no-open` prints one address instead. */
  readonly open: boolean;
}

export type OptionProblem =
  | { readonly type: 'OptionUnknown'; readonly option: string }
  | { readonly type: 'OptionNeedsValue'; readonly option: string }
  | { readonly type: 'PortInvalid'; readonly value: string }
  | { readonly type: 'DemoUnknown'; readonly value: string }
  | { readonly type: 'PersonInvalid'; readonly value: string };

/** The manager whose desk a first start shows. */
const DEMO_PERSON = 'wang.fang';

const NAMES = ['--data', '--port', '--demo', '--as'] as const;
type Name = (typeof NAMES)[number];

/** Reads `--name value` and `--name=value`. */
export function parseOptions(args: readonly string[]): Result<StartOptions, OptionProblem & Failure> {
  const values = new Map<Name, string>();
  let open = true;
  for (let i = 0; i < args.length; i += 1) {
    const [name, inline] = splitOnce(args[i] ?? '');
    if (name === '--no-open') open = false;
    else if (name === '--open') open = true;
    else if (isName(name)) {
      const value = inline ?? args[++i];
      if (value === undefined || value.trim() === '' || value.startsWith('--'))
        return err({ type: 'OptionNeedsValue', option: name });
      values.set(name, value);
    } else return err({ type: 'OptionUnknown', option: name });
  }
  const port = values.get('--port');
  if (port !== undefined && !isPort(port)) return err({ type: 'PortInvalid', value: port });
  const demo = values.get('--demo') ?? 'small';
  if (!isDemo(demo)) return err({ type: 'DemoUnknown', value: demo });
  const person = values.get('--as') ?? (demo === 'none' ? undefined : DEMO_PERSON);
  if (person !== undefined && !isLogin(person)) return err({ type: 'PersonInvalid', value: person });
  return ok({
    data: values.get('--data') ?? '.data',
    port: port === undefined ? undefined : Number(port),
    demo,
    demoAsked: values.has('--demo'),
    as: person,
    asAsked: values.has('--as'),
    open,
  });
}

function splitOnce(arg: string): [string, string | undefined] {
  const at = arg.indexOf('=');
  return at < 0 ? [arg, undefined] : [arg.slice(0, at), arg.slice(at + 1)];
}

const isName = (text: string): text is Name => (NAMES as readonly string[]).includes(text);
const isDemo = (text: string): text is StartOptions['demo'] =>
  (DEMO_SIZES as readonly string[]).includes(text);
/** Also the name of the folder of this person's desk. */
const isLogin = (text: string): boolean => /^\w[\w.-]{0,59}$/.test(text);
/** The server's port follows, so the last one cannot be the desk's. */
const isPort = (text: string): boolean =>
  /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_534;
