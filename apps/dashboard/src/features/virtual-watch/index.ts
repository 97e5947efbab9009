export { VirtualWatchPage } from './page.js';
