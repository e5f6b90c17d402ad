import type { ReactElement } from 'react';
import { Menu as List, MenuItem, MenuTrigger, Popover, Separator } from 'react-aria-components';
import { Icon, type IconName } from './icon.tsx';
import { Keys } from './kbd.tsx';

export interface MenuAction {
  readonly id: string;
  readonly text: string;
  readonly icon?: IconName;
  readonly keys?: string;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  readonly run: () => void;
}

/** Actions behind a button; a `null` entry draws a line. */
export function Menu({
  label,
  actions,
  children,
}: {
  label: string;
  actions: readonly (MenuAction | null)[];
  /** The button that opens it. */
  children: ReactElement;
}): ReactElement {
  return (
    <MenuTrigger>
      {children}
      <Popover className="pop" offset={4} placement="bottom end">
        <List className="options pop-list" aria-label={label}>
          {actions.map((action, index) =>
            action === null ? (
              <Separator key={`line-${index}`} className="menu-line" />
            ) : (
              <MenuItem
                key={action.id}
                id={action.id}
                textValue={action.text}
                className={action.danger ? 'choice danger' : 'choice'}
                onAction={action.run}
                {...(action.disabled === undefined ? {} : { isDisabled: action.disabled })}
              >
                {action.icon ? <Icon name={action.icon} size="s" /> : null}
                <span className="cut">{action.text}</span>
                <span className="sp" />
                {action.keys ? (
                  <span className="keys">
                    <Keys spec={action.keys} />
                  </span>
                ) : null}
              </MenuItem>
            ),
          )}
        </List>
      </Popover>
    </MenuTrigger>
  );
}
