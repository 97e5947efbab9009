import type { Device, ScreenView } from '@plumbline/zepp-runtime/browser';
import { Button } from '../../ui/index.js';
import { asPng, asText, save } from './downloads.js';

/** The screen as it is now, as a file. */
export function PictureSave({ model, screen }: { model: Device; screen: ScreenView | undefined }) {
  if (screen === undefined) return null;
  const name = `${model.code}-screen`;
  const png = async () => {
    const blob = await asPng(screen.svg, { width: model.width, height: model.height });
    if (blob !== undefined) save(`${name}.png`, blob);
  };
  return (
    <div class="button-row picture-save">
      <Button kind="quiet" onClick={() => void png()}>
        Save as PNG
      </Button>
      <Button kind="quiet" onClick={() => save(`${name}.svg`, asText(screen.svg, 'image/svg+xml'))}>
        Save as SVG
      </Button>
    </div>
  );
}
