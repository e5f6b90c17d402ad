/**
 * What the desk's pages may load and do, wherever they come from: no inline script or style sheet, nothing remote, no plugin,
 * no frame; pictures that the desk made itself may be data or blob. `connect`: where else than to their own origin they may
 * connect.
 */
export const contentPolicy = (connect: readonly string[] = []): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    // Positioned elements (menus, the time grid) cannot do without the attribute.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    ["connect-src 'self'", ...connect].join(' '),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
