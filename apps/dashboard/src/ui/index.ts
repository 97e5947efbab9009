export { Button, LinkButton } from './button.js';
export { Confirm } from './confirm.js';
export { Field, typed } from './field.js';
export { Icon, type IconName } from './icons.js';
export { EmptyState, PageHeader, Problem, WhenReady } from './page.js';
export { ShareBar } from './share-bar.js';
export { ToastPlace, useSay } from './toast.js';
export { useNow } from './use-now.js';
