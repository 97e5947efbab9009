import './security.css';

export { AccountScreen } from './account-screen.js';
