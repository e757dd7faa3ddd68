// A door before a house, behind which the screens can be replaced by those of a next release: everything stands under other addresses, and the old ones are gone.
import { type IncomingMessage, type ServerResponse, createServer, request } from "node:http";
import type { AddressInfo } from "node:net";

export interface Door {
  readonly address: string;
  /** From now on the next release is served. */
  release(): void;
  close(): Promise<void>;
}

const isText = (type = "") => /html|javascript|css/.test(type);

export async function openDoor(house: string): Promise<Door> {
  let isNext = false;
  const through = (asked: IncomingMessage, reply: ServerResponse) => {
    const path = asked.url ?? "/";
    if (isNext && path.startsWith("/assets/")) return reply.writeHead(404).end();
    const { "if-none-match": _mark, "if-modified-since": _since, ...said } = asked.headers;
    const headers = { ...said, "accept-encoding": "identity" };
    const inner = request(house + path.replace(/^\/next\//, "/assets/"), { method: asked.method ?? "GET", headers }, (answer) => {
      const { "content-length": _length, ...kept } = answer.headers;
      if (!isNext || path.startsWith("/api/") || !isText(answer.headers["content-type"])) {
        reply.writeHead(answer.statusCode!, answer.headers);
        answer.pipe(reply);
        return;
      }
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part));
      answer.on("end", () => {
        reply.writeHead(answer.statusCode!, kept);
        reply.end(Buffer.concat(parts).toString("utf8").replaceAll("assets/", "next/"));
      });
    });
    inner.once("error", () => reply.destroy());
    reply.once("close", () => inner.destroy());
    return asked.pipe(inner);
  };
  const door = createServer(through);
  await new Promise<void>((stands) => door.listen(0, "127.0.0.1", stands));
  return {
    address: `http://127.0.0.1:${(door.address() as AddressInfo).port}`,
    release: () => void (isNext = true),
    close: () =>
      new Promise((closed) => {
        door.close(() => closed());
        door.closeAllConnections();
      }),
  };
}
