// Under which names the server answers.
import { expect, test } from "vitest";

import { isKnownName } from "#http/known-name.ts";

const names = { publicUrl: "https://evenhand.example.com", hostNames: ["sales.example.org"], machine: "box.corp.example" };

test("its own names, addresses in numbers and names that cannot be public are answered", () => {
  const known = [
    "evenhand.example.com",
    "EVENHAND.example.com.",
    "sales.example.org",
    "box.corp.example",
    "127.0.0.1",
    "[::1]",
    "::1",
    "localhost",
    "evenhand",
  ];
  for (const name of [...known, "printer.local", "app.internal", "nas.home.arpa"]) expect([name, isKnownName(name, names)]).toEqual([name, true]);
});

test("a name that anybody can register and point here is not answered", () => {
  for (const name of ["attacker.example.net", "evenhand.example.com.attacker.example", "127.0.0.1.attacker.example", "localhost.attacker.example", "1.2.3"])
    expect([name, isKnownName(name, names)]).toEqual([name, false]);
});
