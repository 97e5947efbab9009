import { BaseApp } from '@zeppos/zml/base-app';
import { log } from '@zos/utils';

const logger = log.getLogger('tea');

App(
  BaseApp({
    globalData: {},
    onCreate() {
      logger.log('the kettle is on');
    },
  }),
);
