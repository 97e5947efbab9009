export { HistoryScreen } from './history-screen.js';
export { SessionList } from './session-list.js';
export { doneShare, endWord, routineName, sessionLength } from './session-words.js';
