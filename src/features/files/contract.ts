// Questions about files, as every room asks them.
export { type FileView, addFile, listFiles, openFile, removeFile, restoreFile } from "#facts/files.ts";
