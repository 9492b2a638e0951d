/** The bundler hands the tables over as text. */
declare module '*.yml' {
  const text: string;
  export default text;
}
