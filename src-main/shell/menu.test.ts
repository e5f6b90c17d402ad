import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { menuTemplate } from './menu.ts';
import { shellWords } from './words.ts';

const labels = (items: readonly MenuItemConstructorOptions[]): string[] =>
  items.flatMap((item) => [
    ...(item.label === undefined ? [] : [item.label]),
    ...(Array.isArray(item.submenu) ? labels(item.submenu) : []),
  ]);

describe("the desk's menu", () => {
  it("speaks the first of the system's languages that the desk knows", () => {
    const quiet = { goTo: () => undefined, quit: () => undefined };
    expect(labels(menuTemplate(shellWords(['de-DE', 'zh-Hans-CN', 'en']), quiet))).toContain('同步');
    expect(labels(menuTemplate(shellWords(['fr', 'en-GB', 'zh']), quiet))).toContain('Sync');
    expect(labels(menuTemplate(shellWords([]), quiet))).toContain('Sync');
  });

  it('leads to places of the desk', () => {
    const gone: string[] = [];
    const menu = menuTemplate(shellWords(['en']), {
      goTo: (place) => gone.push(place),
      quit: () => undefined,
    });
    const go = menu.find((item) => item.label === 'Go')?.submenu as MenuItemConstructorOptions[];
    for (const item of go) (item.click as () => void)();
    expect(gone[0]).toBe('#/today');
    expect(gone).toContain('#/inbox');
  });

  it('names every thing in both languages', () => {
    const quiet = { goTo: () => undefined, quit: () => undefined };
    const [zh, en] = [['zh'], ['en']].map((tags) => labels(menuTemplate(shellWords(tags), quiet)));
    expect(zh).toHaveLength(en?.length ?? 0);
    expect(zh?.filter((label) => en?.includes(label))).toEqual([]);
  });
});
