// Whom the server may call: the public internet, and of private networks what the settings name. Asked of the address that a connection would go to.
import { BlockList, isIP } from "node:net";

const closed = new BlockList();
for (const [net, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
] as const)
  closed.addSubnet(net, bits, "ipv4");
for (const [net, bits] of [
  ["::", 96],
  ["64:ff9b::", 96],
  ["64:ff9b:1::", 48],
  ["100::", 64],
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
  ["5f00::", 16],
  ["fc00::", 7],
  ["fe80::", 10],
  ["fec0::", 10],
  ["ff00::", 8],
] as const)
  closed.addSubnet(net, bits, "ipv6");

export interface AllowedTargets {
  /** Whether a name or address was opened by the settings: by its own name, or by a network that holds the address. */
  isOpened(host: string, address?: string): boolean;
  /** Whether a connection to this address may be made for this host. */
  mayConnect(host: string, address: string): boolean;
}

/** `opened`: names ('hooks.local'), addresses ('10.1.2.3') and networks ('10.0.0.0/8'). */
export function allowedTargets(opened: readonly string[]): AllowedTargets {
  const networks = new BlockList();
  const names = new Set<string>();
  for (const entry of opened) {
    const [net = "", bits] = entry.split("/");
    const family = isIP(net);
    if (family === 0) names.add(entry.toLowerCase());
    else networks.addSubnet(net, bits === undefined ? (family === 4 ? 32 : 128) : Number(bits), family === 4 ? "ipv4" : "ipv6");
  }
  const holds = (list: BlockList, address: string) => {
    const plain = unmapped(address);
    const family = isIP(plain);
    return family !== 0 && list.check(plain, family === 4 ? "ipv4" : "ipv6");
  };
  const isOpened = (host: string, address = host) => names.has(host.toLowerCase()) || holds(networks, address);
  return { isOpened, mayConnect: (host, address) => isIP(unmapped(address)) !== 0 && (isOpened(host, address) || !holds(closed, address)) };
}

/** An IPv4 address in IPv6 clothes is judged as what it is. */
function unmapped(address: string): string {
  const bare = address.replace(/^\[|\]$/g, "").split("%")[0]!;
  const dotted = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1];
  if (dotted !== undefined) return dotted;
  const hex = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/i.exec(bare);
  if (hex === null) return bare;
  const [high, low] = [Number.parseInt(hex[1]!, 16), Number.parseInt(hex[2]!, 16)];
  return [high >> 8, high & 255, low >> 8, low & 255].join(".");
}
