import {
  createContext,
  use,
  useCallback,
  useEffect,
  useMemo,
  useState,
  type ReactElement,
  type ReactNode,
} from 'react';
import { Button } from './button.tsx';
import { Icon, type IconName } from './icon.tsx';

/** One line about what was just done, with the way back. */
export interface Saying {
  readonly text: string;
  readonly icon?: IconName;
  readonly action?: { readonly text: string; readonly keys?: string; readonly run: () => void };
}

interface Toasts {
  readonly say: (saying: Saying) => void;
  readonly saying: Saying | null;
  readonly dismiss: () => void;
}

const ToastContext = createContext<Toasts | null>(null);

const SHOWN_MS = 8000;

/** Holds the one line that is shown; a newer one takes its place. */
export function ToastProvider({ children }: { children: ReactNode }): ReactElement {
  const [saying, setSaying] = useState<Saying | null>(null);
  const say = useCallback((next: Saying) => setSaying({ ...next }), []);
  const dismiss = useCallback(() => setSaying(null), []);
  const value = useMemo(() => ({ say, saying, dismiss }), [say, saying, dismiss]);
  return <ToastContext value={value}>{children}</ToastContext>;
}

/** `say({text, action})` puts a line above the hints bar. What it undoes stays undoable with Ctrl Z after it is gone. */
export function useSay(): (saying: Saying) => void {
  return useToasts().say;
}

function useToasts(): Toasts {
  const toasts = use(ToastContext);
  if (toasts === null) throw new Error('useSay outside of ToastProvider');
  return toasts;
}

/** The bar itself. It has a row of its own in the frame, so it never covers work; pointing at it keeps it. */
export function UndoBar({ closeLabel }: { closeLabel: string }): ReactElement {
  const { saying, dismiss } = useToasts();
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (saying === null || held) return undefined;
    const timer = setTimeout(dismiss, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [saying, held, dismiss]);
  return (
    <div
      className="undo-bar"
      role="status"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {saying === null ? null : (
        <div className="pop x">
          {saying.icon ? <Icon name={saying.icon} size="s" /> : null}
          <span className="undo-text">{saying.text}</span>
          <span className="sp" />
          {saying.action ? (
            <Button
              size="s"
              {...(saying.action.keys ? { keys: saying.action.keys } : {})}
              onPress={() => {
                dismiss();
                saying.action?.run();
              }}
            >
              {saying.action.text}
            </Button>
          ) : null}
          <Button size="s" kind="quiet" icon="close" label={closeLabel} onPress={dismiss} />
        </div>
      )}
    </div>
  );
}
