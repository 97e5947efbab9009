export { AccountGate } from './account-gate.js';
export { useTokenInAddress } from './use-token.js';
