/** Every typed word occurs in the label, in any order and case: `view cust` finds "Customers: saved view". */
export function matches(label: string, typed: string): boolean {
  const text = label.toLocaleLowerCase();
  return typed
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
