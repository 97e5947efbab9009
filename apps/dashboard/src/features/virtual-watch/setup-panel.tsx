import type { Machine } from '@plumbline/zepp-runtime/browser';
import { modelFacts, modelNamed, modelWords, olderModels, otherModels, shortList, tooOld } from './models.js';
import { PackageChoice } from './package-choice.js';
import type { Program } from './program.js';
import { TimeChoice } from './time-choice.js';

type SetupProps = {
  model: string;
  onModel: (code: string) => void;
  program: Program;
  onProgram: (program: Program) => void;
  speed: number;
  onSpeed: (speed: number) => void;
  machine: Machine | undefined;
  clock: number;
};

const options = (models: typeof shortList, disabled = false) =>
  models.map((model) => (
    <option key={model.code} value={model.code} disabled={disabled}>
      {modelWords(model)}
    </option>
  ));

/** Which watch, which program, how fast. */
export function SetupPanel({
  model,
  onModel,
  program,
  onProgram,
  speed,
  onSpeed,
  machine,
  clock,
}: SetupProps) {
  const chosen = modelNamed(model);
  return (
    <section class="sheet stack" aria-label="Watch, program and time">
      <div class="field">
        <label for="watch-model">Model</label>
        <select id="watch-model" value={model} onChange={(event) => onModel(event.currentTarget.value)}>
          <optgroup label="One of each screen">{options(shortList)}</optgroup>
          <optgroup label="All others">{options(otherModels)}</optgroup>
          <optgroup label="Too old for Plumbline">{options(olderModels)}</optgroup>
          <optgroup label="Zepp OS 1 runs other programs">{options(tooOld, true)}</optgroup>
        </select>
        {chosen !== undefined && <p class="hint">{modelFacts(chosen)}</p>}
      </div>
      <TimeChoice speed={speed} onChoose={onSpeed} machine={machine} clock={clock} />
      <PackageChoice program={program} onChoose={onProgram} />
    </section>
  );
}
