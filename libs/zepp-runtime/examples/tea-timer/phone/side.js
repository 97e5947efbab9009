import { BaseSideService } from '@zeppos/zml/base-side';

const minutes = () => Number(settings.settingsStorage.getItem('minutes')) || 4;

AppSideService(
  BaseSideService({
    onRequest(request, answer) {
      if (request.method === 'favourite') answer(null, { minutes: minutes() });
    },
  }),
);
