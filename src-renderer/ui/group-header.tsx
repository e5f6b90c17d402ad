import type { ReactElement, ReactNode } from 'react';

/** The head of a group in a list: what it holds, how many, and at its end a key or an action. */
export function GroupHeader({
  text,
  count,
  children,
  id,
  level = 2,
}: {
  text: string;
  /** A number or a short remark, in the weaker colour. */
  count?: ReactNode;
  /** At the right end: a key, an action, a remark. */
  children?: ReactNode;
  id?: string;
  level?: 2 | 3 | 4;
}): ReactElement {
  return (
    <div className="grp" role="heading" aria-level={level} {...(id ? { id } : {})}>
      {text}
      {count === undefined ? null : <span className="c">{count}</span>}
      {children === undefined ? null : (
        <>
          <span className="sp" />
          {children}
        </>
      )}
    </div>
  );
}
