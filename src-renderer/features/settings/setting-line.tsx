import type { ReactElement, ReactNode } from 'react';

/** A setting: its name at the left, the choice beside it, what it means under it. */
export function SettingLine({
  label,
  hint,
  children,
}: {
  label: string;
  hint?: string;
  children: ReactNode;
}): ReactElement {
  return (
    <div className="setting">
      <span className="t2">{label}</span>
      <div className="setting-choice">
        <div className="x">{children}</div>
        {hint === undefined ? null : <span className="small t3">{hint}</span>}
      </div>
    </div>
  );
}
