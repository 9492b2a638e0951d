/**
 * The bundler hands the tables over as text: see `loader` in `src/dev/bundle.ts` and `src/dev/run.mjs`.
 */
declare module '*.yml' {
  const text: string;
  export default text;
}
