/** Just what this program uses of the platform's globals; `@zeppos/device-types` misses most of it. */
type MessengerOptions = { timeout: number };

/** The messenger that ZML's BaseApp puts into the app's global data. */
type Messenger = {
  request(data: object, options: MessengerOptions): Promise<unknown>;
  /** Our own mark. */
  softened?: boolean;
  transport?: { handlers?: Map<number, { handler?: (reply: unknown) => void }> };
};

type PlatformApp = { _options: { globalData: { messaging?: Messenger } } };

declare function App(options: object): void;
declare function Page(options: {
  onInit?(this: void, parameter?: string): void;
  build(this: void): void;
  onDestroy?(this: void): void;
}): void;
declare function AppService(options: {
  onInit(this: void, parameter?: string): void;
  onDestroy?(): void;
}): void;
declare function getApp(): PlatformApp;

/** Phone side. */
type SettingsStorage = {
  getItem(key: string): string | null | undefined;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
};

type PhoneResponse = { status: number; body: unknown };

declare const settings: { settingsStorage: SettingsStorage };

declare function AppSideService(options: object): void;
declare function fetch(request: {
  url: string;
  method: string;
  headers: Record<string, string>;
  body?: string;
}): Promise<PhoneResponse>;
declare const WebSocket: unknown;
declare function setTimeout(work: () => void, afterMs: number): number;
declare function clearTimeout(timer: number): void;

/** Settings page. */
type SettingsElement = { readonly kind: unique symbol };
type SettingsProps = Record<string, unknown>;
type SettingsChild = SettingsElement | string;

declare function AppSettingsPage(options: {
  build(props: { settingsStorage: SettingsStorage }): SettingsElement;
}): void;
declare function View(props: SettingsProps, children: SettingsChild[]): SettingsElement;
declare function Section(props: SettingsProps, children: SettingsChild[]): SettingsElement;
declare function Text(props: SettingsProps, children: SettingsChild[]): SettingsElement;
declare function TextInput(props: SettingsProps): SettingsElement;
declare function Button(props: SettingsProps): SettingsElement;

declare module '@zeppos/zml/base-app' {
  export function BaseApp(options: object): object;
}

declare module '@zeppos/zml/base-side' {
  type SideCalls = {
    onInit?(): void;
    onRun?(): void;
    onDestroy?(): void;
    onRequest(request: unknown, answer: (fault: unknown, data: unknown) => void): void;
    onSettingsChange?(change: { key: string; newValue: unknown; oldValue: unknown }): void;
  };
  export function BaseSideService(options: SideCalls): object;
  export const settingsLib: SettingsStorage;
}
