import { useEffect, useState } from 'preact/hooks';
import { type Program, rememberedProgram, rememberProgram } from './program.js';

/** The program of the last visit, and another when a person chooses one. Undefined until it has been looked up. */
export function useProgram(): [Program | undefined, (program: Program) => void] {
  const [program, setProgram] = useState<Program>();
  useEffect(() => void rememberedProgram().then(setProgram), []);
  const choose = (chosen: Program) => {
    setProgram(chosen);
    void rememberProgram(chosen);
  };
  return [program, choose];
}
