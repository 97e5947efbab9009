export { ExercisesScreen } from './exercises-screen.js';
export { ProgressNav } from './progress-nav.js';
export { RemindersScreen } from './reminders-screen.js';
export { YearScreen } from './year-screen.js';
