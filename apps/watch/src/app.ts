import { BaseApp } from '@zeppos/zml/base-app';

/** ZML lives here alone: pages reach its messenger through the app, so that no page carries a second copy. */
App(BaseApp({ globalData: {} }));
