// The log of server and command line: JSON lines on standard error, without secrets.
import { pino, type Logger } from "pino";

const hidden = ["password", "token", "secret", "authorization", "cookie", "databaseUrl", "connectionString"];

/** `level` as in the settings; 'silent' says nothing. */
export function openLog(level: string): Logger {
  const paths = hidden.flatMap((name) => [name, `*.${name}`, `*.*.${name}`, `req.headers.${name}`]);
  return pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: [...new Set(paths)], censor: "***" },
    },
    pino.destination({ dest: 2, sync: true }),
  );
}
