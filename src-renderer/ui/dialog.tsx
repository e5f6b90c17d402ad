import type { ReactElement, ReactNode } from 'react';
import { Dialog as Sheet, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Button } from './button.tsx';

/**
 * Modal, for the few things that must be answered before anything else. What undo can mend is not asked; a form
 * belongs in a side panel.
 */
export function Dialog({
  title,
  open,
  onClose,
  children,
  foot,
  wide = false,
  closeLabel,
  alert = false,
}: {
  title: string;
  open: boolean;
  onClose: () => void;
  children: ReactNode;
  /** The buttons, the primary one first. */
  foot?: ReactNode;
  wide?: boolean;
  closeLabel: string;
  /** Interrupts: a screen reader reads the whole text at once. */
  alert?: boolean;
}): ReactElement {
  return (
    <ModalOverlay className="scrim" isOpen={open} onOpenChange={(next) => !next && onClose()} isDismissable>
      <Modal className={wide ? 'modal wide' : 'modal'}>
        <Sheet role={alert ? 'alertdialog' : 'dialog'}>
          <div className="x">
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            <span className="sp" />
            <Button kind="quiet" size="s" icon="close" label={closeLabel} keys="escape" onPress={onClose} />
          </div>
          {children}
          {foot ? <div className="x">{foot}</div> : null}
        </Sheet>
      </Modal>
    </ModalOverlay>
  );
}
