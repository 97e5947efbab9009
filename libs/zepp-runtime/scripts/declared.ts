/** One member that the platform's declarations name. */
export type Kind = 'function' | 'number' | 'text' | 'object' | 'class' | 'method' | 'constant';
/** `name` is the path inside the module: `set`, `Step.getCurrent`, `widget.TEXT`. */
export type Declared = {
  module: string;
  name: string;
  kind: Kind;
  level: string;
  /** The code that `app.json` must hold. */
  permission?: string;
};
