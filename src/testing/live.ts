// A person at a shared document, for tests: writes, reads, goes away and comes back, as the browser does.
import { HocuspocusProvider, HocuspocusProviderWebsocket } from "@hocuspocus/provider";
import * as Y from "yjs";

export interface LivePerson {
  readonly document: Y.Doc;
  readonly provider: HocuspocusProvider;
  /** Codes with which the server closed the socket. */
  readonly closings: number[];
  /** A paragraph at the end of a part; gives when it was acknowledged. */
  write(part: string, text: string): void;
  textOf(part: string): string;
  /** Everything written has been acknowledged. */
  isSent(): boolean;
  goAway(): void;
  comeBack(): void;
  leave(): void;
}

export interface LiveSeat {
  /** 'http://127.0.0.1:1234' */
  readonly address: string;
  readonly path: string;
  readonly name: string;
  readonly headers: Record<string, string>;
  /** What was written before, on the way back. */
  readonly document?: Y.Doc;
}

/** A socket that shows headers at the door; browsers send cookies instead. */
function socketWith(headers: Record<string, string>): typeof WebSocket {
  return class extends WebSocket {
    constructor(url: string | URL) {
      super(url, { headers } as unknown as string[]);
    }
  };
}

export function livePerson({ address, path, name, headers, document = new Y.Doc() }: LiveSeat): LivePerson {
  const closings: number[] = [];
  const socket = new HocuspocusProviderWebsocket({
    url: address.replace(/^http/, "ws") + path,
    WebSocketPolyfill: socketWith(headers),
    delay: 100,
    minDelay: 50,
    maxDelay: 400,
    onClose: ({ event }) => void closings.push(event.code),
  });
  const provider = new HocuspocusProvider({ websocketProvider: socket, name, document, token: "session" });
  provider.attach();
  return {
    document,
    provider,
    closings,
    write: (part, text) => {
      const fragment = document.getXmlFragment(part);
      const paragraph = new Y.XmlElement("paragraph");
      paragraph.insert(0, [new Y.XmlText(text)]);
      fragment.insert(fragment.length, [paragraph]);
    },
    textOf: (part) =>
      document
        .getXmlFragment(part)
        .toArray()
        .map((node) =>
          (node as Y.XmlElement)
            .toArray()
            .map((words) => (words as Y.XmlText).toString())
            .join(""),
        )
        .join("\n"),
    isSent: () => provider.isSynced && !provider.hasUnsyncedChanges,
    goAway: () => socket.disconnect(),
    comeBack: () => void socket.connect(),
    leave: () => {
      provider.destroy();
      socket.destroy();
    },
  };
}

/** Waits until something is so; throws when it is not in time. */
export async function until(isSo: () => boolean | Promise<boolean>, ms = 30_000): Promise<void> {
  const end = performance.now() + ms;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`not so after ${ms} ms`);
    await new Promise((resume) => setTimeout(resume, 20));
  }
}
