export { isOnlyThisComputer } from './device-news.js';
export { DevicesScreen } from './devices-screen.js';
export { NewDeviceNotice } from './new-device-notice.js';
