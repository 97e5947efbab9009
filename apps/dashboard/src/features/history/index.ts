export { HistoryScreen } from './history-screen.js';
export { SessionList } from './session-list.js';
export { endWord } from './session-words.js';
