import type { ReactElement, ReactNode } from 'react';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';

/** Asks only before what undo cannot mend: leaving a server, deleting a device's data. */
export function Confirm({
  title,
  open,
  onClose,
  onConfirm,
  confirmText,
  cancelText,
  closeLabel,
  children,
}: {
  title: string;
  open: boolean;
  onClose: () => void;
  onConfirm: () => void;
  /** A verb that says what will happen, never "OK". */
  confirmText: string;
  cancelText: string;
  closeLabel: string;
  /** What is lost, in plain words. */
  children: ReactNode;
}): ReactElement {
  return (
    <Dialog
      title={title}
      open={open}
      onClose={onClose}
      closeLabel={closeLabel}
      alert
      foot={
        <>
          <Button
            kind="danger"
            onPress={() => {
              onClose();
              onConfirm();
            }}
          >
            {confirmText}
          </Button>
          <Button autoFocus onPress={onClose}>
            {cancelText}
          </Button>
        </>
      }
    >
      <div className="t2">{children}</div>
    </Dialog>
  );
}
