import type { catalogues } from './catalogues.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: (typeof catalogues)['zh-CN'];
    returnNull: false;
  }
}
