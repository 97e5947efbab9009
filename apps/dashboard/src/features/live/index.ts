export { LinkNotice, RunningBanner, useEndedCount } from './live-banners.js';
export { LiveProvider, useDeviceNews } from './live-provider.js';
export { LiveScreen } from './live-screen.js';
