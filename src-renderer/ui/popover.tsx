import type { ReactElement, ReactNode } from 'react';
import { Dialog, DialogTrigger, Popover as Float } from 'react-aria-components';

/** A small panel at a button: filters, details. Escape and a press elsewhere close it. */
export function Popover({
  label,
  trigger,
  children,
  open,
  onOpenChange,
}: {
  label: string;
  /** The button that opens it. */
  trigger: ReactElement;
  children: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
}): ReactElement {
  return (
    <DialogTrigger
      {...(open === undefined ? {} : { isOpen: open })}
      {...(onOpenChange === undefined ? {} : { onOpenChange })}
    >
      {trigger}
      <Float className="pop" offset={4}>
        <Dialog className="pop-body" aria-label={label}>
          {children}
        </Dialog>
      </Float>
    </DialogTrigger>
  );
}
