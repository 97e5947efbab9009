import { home, replace } from '@zos/router';

export type PageName = 'home' | 'ready' | 'player' | 'summary';

/** Always replaces: a page that was left must not come back with old facts in it. */
export function goTo(page: PageName, parameter = ''): void {
  replace({ url: `pages/${page}/page`, params: parameter });
}

export const leave = (): void => home();
