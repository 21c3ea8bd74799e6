/** The text of a script that the build makes of a module: see `build/preview-frames.ts`. */
declare module '*?classic' {
  const script: string;
  export default script;
}
