// Verifies each of many ID tokens with panva's jose: FOLDER RUNS in, "microseconds megabytes" for each token out. Looks for jose in the
// folder that PEERS_MODULES names.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const modules = createRequire(pathToFileURL(join(process.env.PEERS_MODULES, "package.json")));
const { importJWK, jwtVerify } = await import(pathToFileURL(modules.resolve("jose")));

const [folder, runs] = process.argv.slice(2);
const key = await importJWK(JSON.parse(readFileSync(join(folder, "jwks.json"), "utf8")).keys[0]);
const tokens = readFileSync(join(folder, "tokens.txt"), "utf8").trim().split("\n");
const expected = { issuer: "https://id.peers.example", audience: "peers", algorithms: ["RS256"] };

async function verifyAll() {
  for (const token of tokens) {
    const { payload } = await jwtVerify(token, key, expected);
    if (payload.nonce !== "n-0S6_WzA2Mj") throw new Error("another nonce");
  }
}

await verifyAll();
const start = process.cpuUsage();
for (let run = 0; run < Number(runs); run += 1) await verifyAll();
const { user, system } = process.cpuUsage(start);
const memory = process.resourceUsage().maxRSS / 1024;
console.log((user + system) / Number(runs) / tokens.length, memory);
