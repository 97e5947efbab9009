export { SharedHistory } from './shared-history.js';
export { TakeScreen } from './take-screen.js';
export { GrantsProvider, ownersWords, placeOf, useWhose, type Whose } from './whose.js';
export { WhoseChoice } from './whose-choice.js';
