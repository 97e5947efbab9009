import { BaseApp } from '@zeppos/zml/base-app';
import { note } from './device/log.js';

/**
 * ZML lives here alone: pages reach its messenger through the app, so that no page carries a second copy.
 * The log keeps one `@zos` import in this bundle: without any, zpm takes it for CommonJS and it fails on a watch.
 */
App(
  BaseApp({
    globalData: {},
    onCreate: () => note('opened'),
  }),
);
