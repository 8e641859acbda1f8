/** The parts that bring the editor with them, half of the program's script: each comes when it is first used, behind the first paint. */

export const CodeView = () => import("./CodeView.svelte");
export const PasteField = () => import("./PasteField.svelte");
export const TextChange = () => import("./TextChange.svelte");
export const TextEditor = () => import("./TextEditor.svelte");
