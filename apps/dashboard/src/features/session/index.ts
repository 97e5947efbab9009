export { SessionScreen } from './session-screen.js';
