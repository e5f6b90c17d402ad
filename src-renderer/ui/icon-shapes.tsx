import type { ReactNode } from 'react';

/**
 * Every icon of the desk: 16 px, a 1.4 line, round caps. Drawn once in a sprite (`IconSprite`) and referred to by
 * name, so that a list of a thousand rows holds a thousand references and one set of paths.
 */
export const iconShapes = {
  today: (
    <>
      <circle cx="8" cy="8" r="2.8" />
      <path d="M8 1.8v1.4M8 12.8v1.4M1.8 8h1.4M12.8 8h1.4M3.6 3.6l1 1M11.4 11.4l1 1M3.6 12.4l1-1M11.4 4.6l1-1" />
    </>
  ),
  calendar: (
    <>
      <rect x="2" y="3" width="12" height="11" rx="1.6" />
      <path d="M2 6.4h12M5.2 1.6v2.6M10.8 1.6v2.6" />
    </>
  ),
  people: (
    <>
      <circle cx="6" cy="5.4" r="2.4" />
      <path d="M1.8 13.4c.3-2.6 2-4 4.2-4s3.9 1.4 4.2 4M10.6 3.3a2.4 2.4 0 0 1 0 4.3M12 9.8c1.3.6 2.1 1.8 2.3 3.6" />
    </>
  ),
  pipeline: (
    <>
      <rect x="2" y="2.5" width="3.2" height="11" rx=".8" />
      <rect x="6.4" y="2.5" width="3.2" height="7.5" rx=".8" />
      <rect x="10.8" y="2.5" width="3.2" height="4.5" rx=".8" />
    </>
  ),
  task: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="M5.4 8.2l1.8 1.8 3.5-3.8" />
    </>
  ),
  note: (
    <>
      <path d="M3.5 1.9h6l3 3v9.2h-9z" />
      <path d="M9.3 1.9v3.2h3.2M5.6 8h4.8M5.6 10.7h3.2" />
    </>
  ),
  plan: <path d="M3 14V2.2M3 3h8.6l-1.7 2.7 1.7 2.7H3" />,
  campaign: <path d="M2.2 6.4v3.2h2.3l6.3 3V3.4l-6.3 3zM13 6.3c.8.9.8 2.5 0 3.4M5.2 9.8l.7 3.4" />,
  library: (
    <path d="M8 3.9C6.6 2.8 4.6 2.5 2.2 2.5v9.9c2.4 0 4.4.3 5.8 1.4 1.4-1.1 3.4-1.4 5.8-1.4V2.5c-2.4 0-4.4.3-5.8 1.4zM8 3.9v9.9" />
  ),
  chart: <path d="M2 13.8h12M4.2 11.2V8.4M8 11.2V3M11.8 11.2V5.8" />,
  inbox: <path d="M2 9l2-6h8l2 6v4.2H2zM2 9h3.5c.2 1.3 1.2 2.1 2.5 2.1s2.3-.8 2.5-2.1H14" />,
  sync: <path d="M13.4 6.4A5.6 5.6 0 0 0 3.3 5M2.6 9.6A5.6 5.6 0 0 0 12.7 11M3.2 2.2V5H6M12.8 13.8V11H10" />,
  settings: (
    <>
      <path d="M2 4.5h6M11.5 4.5H14M2 11.5h2.5M8 11.5h6" />
      <circle cx="9.7" cy="4.5" r="1.7" />
      <circle cx="6.2" cy="11.5" r="1.7" />
    </>
  ),
  search: (
    <>
      <circle cx="7" cy="7" r="4.6" />
      <path d="M10.5 10.5L14 14" />
    </>
  ),
  plus: <path d="M8 3v10M3 8h10" />,
  close: <path d="M3.5 3.5l9 9M12.5 3.5l-9 9" />,
  dash: <path d="M4 8h8" />,
  check: <path d="M3 8.5l3.3 3.3L13 4.6" />,
  left: <path d="M10 3.5L5.5 8l4.5 4.5" />,
  right: <path d="M6 3.5L10.5 8 6 12.5" />,
  expand: <path d="M3.5 6L8 10.5 12.5 6" />,
  up: <path d="M8 12.5v-9M4.5 7L8 3.5 11.5 7" />,
  down: <path d="M8 3.5v9M4.5 9L8 12.5 11.5 9" />,
  warn: <path d="M8 2.2l6.2 11H1.8zM8 6.5v3.2M8 11.5v.1" />,
  clash: (
    <>
      <circle cx="8" cy="8" r="6.2" />
      <path d="M8 4.7v4M8 11v.1" />
    </>
  ),
  call: (
    <path d="M3 2.5h2.6l1.2 3.1-1.6 1.2a8 8 0 0 0 4 4l1.2-1.6 3.1 1.2V13c0 .6-.4 1-1 1C7 14 2 9 2 3.5c0-.6.4-1 1-1z" />
  ),
  visit: (
    <>
      <rect x="2" y="5" width="12" height="8.5" rx="1.3" />
      <path d="M5.7 5V3.3c0-.5.3-.8.8-.8h3c.5 0 .8.3.8.8V5M2 8.7h12M8 8v1.5" />
    </>
  ),
  meeting: (
    <>
      <path d="M2 3.2h12v7.6H7.6L4.6 13.6v-2.8H2z" />
      <path d="M5 6h6M5 8.3h4" />
    </>
  ),
  seminar: (
    <>
      <rect x="2" y="2.5" width="12" height="8" rx="1" />
      <path d="M8 10.5v1.5M5 14l3-2 3 2M5 7.8l2-2 1.5 1.2L11 5" />
    </>
  ),
  internal: <path d="M2 6.3L8 2.4l6 3.9zM3.6 6.5v5.5M6.5 6.5v5.5M9.5 6.5v5.5M12.4 6.5v5.5M2 13.6h12" />,
  leave: <path d="M2 8a6 6 0 0 1 12 0zM8 2V1.2M8 8v4.6a1.5 1.5 0 0 1-3 0" />,
  hold: (
    <>
      <circle cx="8" cy="8" r="5.8" strokeDasharray="2.6 2.4" />
      <path d="M6.5 6v4M9.5 6v4" />
    </>
  ),
  lock: (
    <>
      <rect x="3.2" y="7" width="9.6" height="6.8" rx="1.3" />
      <path d="M5.2 7V5a2.8 2.8 0 0 1 5.6 0v2" />
    </>
  ),
  bell: <path d="M3.5 11.5c.9-.9 1-2 1-4a3.5 3.5 0 0 1 7 0c0 2 .1 3.1 1 4zM6.7 13.6h2.6" />,
  offline: (
    <path d="M2 2l12 12M4.6 12.5h7.2M4.3 5.1A3.7 3.7 0 0 0 4.6 12.5M6.3 3.3a4 4 0 0 1 5.6 3.4 2.9 2.9 0 0 1 1.8 4.6" />
  ),
  online: (
    <path d="M4.6 12.5a3.3 3.3 0 0 1-.3-6.6A4 4 0 0 1 12 6.7a2.9 2.9 0 0 1 0 5.8zM6 9.2l1.5 1.5L10.3 8" />
  ),
  eye: (
    <>
      <path d="M1.6 8S4 3.8 8 3.8 14.4 8 14.4 8 12 12.2 8 12.2 1.6 8 1.6 8z" />
      <circle cx="8" cy="8" r="1.9" />
    </>
  ),
  merge: <path d="M4 2.5v3C4 8 8 8 8 10.5v3M12 2.5v3C12 8 8 8 8 10.5M6 11.5l2 2 2-2" />,
  minimize: <path d="M1 8h14" />,
  maximize: <rect x="1.5" y="1.5" width="13" height="13" />,
  bank: <path d="M2 6.3L8 2.4l6 3.9zM3.6 6.5v5.5M8 6.5v5.5M12.4 6.5v5.5M2 13.6h12" />,
  building: <path d="M3 14V2.5h6.5V14M9.5 6H13v8M1.8 14h12.4M5.2 5.2h2M5.2 8h2M5.2 10.8h2" />,
  car: <path d="M2 11.5V8.3l1.6-4h8.8l1.6 4v3.2zM2 8.3h12M4.2 11.5v1.6M11.8 11.5v1.6M4.5 10h.1M11.5 10h.1" />,
  clock: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="M8 4.6V8l2.3 1.5" />
    </>
  ),
  door: <path d="M3.5 14V2.5h7V14M1.8 14h12.4M10.5 4.5h2V14M8.3 8.2v.2" />,
  more: <path d="M3.5 8h.1M8 8h.1M12.5 8h.1" strokeWidth="2" />,
  edit: <path d="M3 13l.6-3L10.8 2.8l2.4 2.4L6 12.4z" />,
  filter: <path d="M2.5 4h11M4.5 8h7M6.5 12h3" />,
  mail: (
    <>
      <rect x="2" y="3.5" width="12" height="9" rx="1.3" />
      <path d="M2.5 4.5L8 9l5.5-4.5" />
    </>
  ),
  person: (
    <>
      <circle cx="8" cy="5.2" r="2.7" />
      <path d="M3 13.8c.3-3 2.3-4.6 5-4.6s4.7 1.6 5 4.6" />
    </>
  ),
  question: <path d="M5.8 6a2.2 2.2 0 1 1 3.3 1.9c-.8.5-1.1.9-1.1 1.7M8 12v.1" />,
  star: <path d="M8 2.2l1.8 3.7 4 .6-2.9 2.8.7 4L8 11.4l-3.6 1.9.7-4L2.2 6.5l4-.6z" />,
  swap: <path d="M3 5.5h9M9.5 3L12 5.5 9.5 8M13 10.5H4M6.5 8L4 10.5 6.5 13" />,
  web: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="M2 8h12M8 2c2 1.7 2.6 3.7 2.6 6S10 12.3 8 14c-2-1.7-2.6-3.7-2.6-6S6 3.7 8 2z" />
    </>
  ),
  'arrow-left': <path d="M12.5 8h-9M7 4.5L3.5 8 7 11.5" />,
  'arrow-right': <path d="M3.5 8h9M9 4.5L12.5 8 9 11.5" />,
  enter: <path d="M13 3.5v5.2H3.5M6.5 5.7L3.5 8.7l3 3" />,
  shift: <path d="M8 2.5L2.8 8h2.7v4.5h5V8h2.7z" />,
  command: (
    <path d="M6 6h4v4H6zM6 6H4.3A1.8 1.8 0 1 1 6 4.3zM10 6V4.3A1.8 1.8 0 1 1 11.7 6zM10 10h1.7A1.8 1.8 0 1 1 10 11.7zM6 10v1.7A1.8 1.8 0 1 1 4.3 10z" />
  ),
  attach: (
    <path d="M12.8 7.3l-5 5a3 3 0 0 1-4.3-4.3l5.3-5.3a2 2 0 0 1 2.9 2.9l-5.1 5.1a1 1 0 0 1-1.5-1.5l4.6-4.6" />
  ),
  trash: <path d="M2.8 4.3h10.4M6 4.3V2.5h4v1.8M4.2 4.3l.6 9.2h6.4l.6-9.2M6.7 6.8v4.2M9.3 6.8v4.2" />,
  repeat: (
    <path d="M3 8V6.5A2.5 2.5 0 0 1 5.5 4H13M10.5 1.5L13 4l-2.5 2.5M13 8v1.5A2.5 2.5 0 0 1 10.5 12H3M5.5 9.5L3 12l2.5 2.5" />
  ),
  undo: <path d="M3 6h6.5a3.5 3.5 0 0 1 0 7H6M5.7 3L3 6l2.7 3" />,
  redo: <path d="M13 6H6.5a3.5 3.5 0 0 0 0 7H10M10.3 3L13 6l-2.7 3" />,
  link: (
    <path d="M6.7 9.3a2.6 2.6 0 0 0 3.7 0l2.3-2.3a2.6 2.6 0 0 0-3.7-3.7L8 4.3M9.3 6.7a2.6 2.6 0 0 0-3.7 0L3.3 9a2.6 2.6 0 0 0 3.7 3.7l1-1" />
  ),
  print: <path d="M4.5 6V2.5h7V6M4.5 11.5H2.7V6h10.6v5.5h-1.8M4.5 9.5h7v4h-7z" />,
  download: <path d="M8 2.5v7.5M4.8 7.2L8 10.4l3.2-3.2M2.8 13.3h10.4" />,
  upload: <path d="M8 10.5V3M4.8 6L8 2.8 11.2 6M2.8 13.3h10.4" />,
  restore: <path d="M4.5 4.5V1.5h10v10h-3M1.5 4.5h10v10h-10z" />,
  pin: <path d="M5.500 2.500h5M6.300 2.500v4L4 9h8L9.700 6.500v-4M8 9v5" />,
  sort: <path d="M5 3v10M2.8 10.8L5 13l2.2-2.2M11 13V3M8.8 5.2L11 3l2.2 2.2" />,
  bold: <path d="M4.5 3h4a2.4 2.4 0 0 1 0 4.8h-4zM4.5 7.8h4.8a2.6 2.6 0 0 1 0 5.2H4.5z" />,
  italic: <path d="M7 3h5M4 13h5M9.500 3l-3 10" />,
  list: <path d="M6 4h8M6 8h8M6 12h8M2.6 4h.1M2.6 8h.1M2.6 12h.1" />,
  heading: <path d="M3.500 3v10M12.500 3v10M3.500 8h9" />,
  quote: <path d="M3 11.5c1.5-.5 2.5-1.7 2.5-3.5H3V4.5h3.5V8M9.5 11.5c1.5-.5 2.5-1.7 2.5-3.5H9.5V4.5H13V8" />,
  code: <path d="M5.500 4.500L2 8l3.500 3.500M10.500 4.500L14 8l-3.500 3.500" />,
  server: (
    <>
      <rect x="2.5" y="2.5" width="11" height="4.5" rx="1" />
      <rect x="2.5" y="9" width="11" height="4.5" rx="1" />
      <path d="M5 4.75h.1M5 11.25h.1" />
    </>
  ),
  laptop: (
    <>
      <rect x="3" y="3" width="10" height="7.5" rx="1" />
      <path d="M1.5 13h13" />
    </>
  ),
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof iconShapes;
