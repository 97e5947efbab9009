import { useState } from 'preact/hooks';
import { fetchSecondFactor, useAnswer } from '../../../api/index.js';
import { focusPart, Part, Unfold, WhenReady } from '../../../ui/index.js';
import { factorWords } from './factor-words.js';
import { RecoveryCodes } from './recovery-codes.js';
import { TurnOff } from './turn-off.js';
import { TurnOn } from './turn-on.js';

type SecondFactorProps = { name: string; deeds: number; onDone: () => void };

export function SecondFactorPart({ name, deeds, onDone }: SecondFactorProps) {
  const { loaded, again } = useAnswer(fetchSecondFactor, `second factor ${deeds}`);
  // Held here, because the part below them changes as soon as the second factor is on.
  const [codes, setCodes] = useState<string[]>();
  const onConfirmed = (fresh: string[]) => {
    setCodes(fresh);
    onDone();
  };
  const onKept = () => {
    focusPart('second-factor-part');
    setCodes(undefined);
  };
  return (
    <Part
      id="second-factor-part"
      title="Second factor"
      lead="Signing in asks for a code from your phone as well. Whoever learns your password then still stays outside."
    >
      {codes !== undefined && (
        <RecoveryCodes codes={codes} whose={`${name} at ${location.host}`} onDone={onKept} />
      )}
      <WhenReady loaded={loaded} onAgain={again}>
        {(factor) => (
          <>
            <p>{factor.on ? factorWords(factor) : 'It is off.'}</p>
            {codes === undefined && (
              <Unfold key={String(factor.on)} label={factor.on ? 'Turn it off' : 'Turn it on'}>
                {(fold) =>
                  factor.on ? (
                    <TurnOff onDone={onDone} onClose={fold} />
                  ) : (
                    <TurnOn onConfirmed={onConfirmed} onClose={fold} />
                  )
                }
              </Unfold>
            )}
          </>
        )}
      </WhenReady>
    </Part>
  );
}
