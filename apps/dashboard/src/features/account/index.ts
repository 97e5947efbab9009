export { AccountGate } from './account-gate.js';
