import type { ReactElement, ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs as Group } from 'react-aria-components';

export interface TabItem<T extends string> {
  readonly value: T;
  readonly text: string;
  readonly count?: ReactNode;
}

/** Parts of one record. Only the chosen part is rendered; `after` stands at the right end of the line of tabs. */
export function Tabs<T extends string>({
  label,
  items,
  value,
  onChange,
  children,
  after,
}: {
  label: string;
  items: readonly TabItem<T>[];
  value: T;
  onChange: (value: T) => void;
  children: ReactNode;
  after?: ReactNode;
}): ReactElement {
  return (
    <Group
      className="tab-group"
      selectedKey={value}
      onSelectionChange={(key) => {
        const next = items.find((item) => item.value === key);
        if (next) onChange(next.value);
      }}
    >
      <div className="tab-line">
        <TabList className="tabs" aria-label={label}>
          {items.map((item) => (
            <Tab key={item.value} id={item.value}>
              {item.text}
              {item.count === undefined ? null : <span className="c">{item.count}</span>}
            </Tab>
          ))}
        </TabList>
        {after}
      </div>
      <TabPanel id={value} className="tab-panel">
        {children}
      </TabPanel>
    </Group>
  );
}
