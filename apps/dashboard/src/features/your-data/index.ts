export { YourDataScreen } from './your-data-screen.js';
