import { useEffect, useRef } from 'react';

/**
 * What arrows move while Alt is held is let go with Alt, as a drag is with the button; leaving the window gives it up.
 * `release` says whether anything was held: then the key means nothing else, such as opening a menu.
 */
export function useAltRelease(on: { release: () => boolean; giveUp: () => void }): void {
  const latest = useRef(on);
  useEffect(() => {
    latest.current = on;
  });
  useEffect(() => {
    const letGo = (event: KeyboardEvent): void => {
      if (event.key === 'Alt' && latest.current.release()) event.preventDefault();
    };
    const giveUp = (): void => latest.current.giveUp();
    window.addEventListener('keyup', letGo);
    window.addEventListener('blur', giveUp);
    return () => {
      window.removeEventListener('keyup', letGo);
      window.removeEventListener('blur', giveUp);
    };
  }, []);
}
