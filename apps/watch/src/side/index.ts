import { BaseSideService } from '@zeppos/zml/base-side';

AppSideService(
  BaseSideService({
    onRequest(_req: unknown, res: (e: unknown, d: unknown) => void) {
      res(null, { ok: true, paired: false });
    },
  }),
);
