/**
 * The headers of the sandboxed document. Its one script stands inside it and is named by its digest; WebAssembly is allowed
 * for the engine that runs programs, code from text is not. There is nothing to reach: no origin, no network, no frames.
 */
export const frameHeaders = (scriptSha256: string): Record<string, string> => ({
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': [
    "default-src 'none'",
    `script-src 'sha256-${scriptSha256}' 'wasm-unsafe-eval'`,
    'worker-src blob:',
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
    'sandbox allow-scripts',
  ].join('; '),
  'cache-control': 'no-cache',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=()',
  'cross-origin-resource-policy': 'same-origin',
});

/** The document around the script; nothing in it is ever seen. */
export const frameDocument = (script: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Virtual watch</title><script>${script}</script></html>\n`;
