// Blocks at the cursor are always laid out, whatever else is left out of sight.
import { Extension } from "@tiptap/core";
import { type EditorState, Plugin } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";

/**
 * Where the blocks begin and end in which a selection begins and ends, and their neighbours. A block that has just come is not laid out before the next
 * picture of the page (`content-visibility: auto`), and in a block that is not laid out a browser leaves the cursor before the letter just written: of a
 * quick 'Enter, W, o' stays 'oW'. What lies between the ends of a long selection may stay out of sight.
 */
export function blocksAtCursor({ doc, selection }: Pick<EditorState, "doc" | "selection">): { readonly from: number; readonly to: number }[] {
  const places = new Set([selection.anchor, selection.head].flatMap((position) => [-1, 0, 1].map((step) => doc.resolve(position).index(0) + step)));
  const blocks: { from: number; to: number }[] = [];
  doc.forEach((block, from, place) => {
    if (places.has(place)) blocks.push({ from, to: from + block.nodeSize });
  });
  return blocks;
}

/** `drawn`: the class of a block that is always laid out. */
export const drawnBlocks = (drawn: string): Extension =>
  Extension.create({
    name: "drawn-blocks",
    addProseMirrorPlugins: () => [
      new Plugin({
        props: {
          decorations: (state) =>
            DecorationSet.create(
              state.doc,
              blocksAtCursor(state).map(({ from, to }) => Decoration.node(from, to, { class: drawn })),
            ),
        },
      }),
    ],
  });
