/** Every style sheet of the dashboard, in the order in which they build on each other. */
import '@fontsource/inter/latin-400.css';
import '@fontsource/inter/latin-500.css';
import '@fontsource/inter/latin-600.css';
import './ui/tokens.css';
import './ui/base.css';
import './ui/parts.css';
import './ui/part/part.css';
import './shell/shell.css';
import './features/account/account.css';
import './features/week/week.css';
import './features/history/history.css';
import './features/progress/progress.css';
import './features/session/session.css';
import './features/live/live.css';
import './features/devices/devices.css';
import './features/your-data/your-data.css';
import './features/sharing/sharing.css';
