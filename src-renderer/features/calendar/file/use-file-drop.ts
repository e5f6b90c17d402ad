import { useEffect } from 'react';

const isCalendarFile = (file: File): boolean =>
  /\.(?:ics|ical|ifb)$/i.test(file.name) || file.type === 'text/calendar';

/** A calendar file that is dropped anywhere on the window while the screen is open. Nothing else is caught. */
export function useFileDrop(take: (file: File) => void): void {
  useEffect(() => {
    const over = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    };
    const drop = (event: DragEvent): void => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      // A file that nobody takes must not replace the desk in the window.
      event.preventDefault();
      const file = [...event.dataTransfer.files].find(isCalendarFile);
      if (file) take(file);
    };
    window.addEventListener('dragover', over);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('drop', drop);
    };
  }, [take]);
}
