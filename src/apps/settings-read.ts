// Reads settings from the environment and the settings file, and says of each where it came from.
import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { mailSettingsApart } from "#apps/mail-settings.ts";
import { type SettingName, type Settings, aboutSetting, settingNames, settingsSchema } from "#apps/settings.ts";

export interface ReadSettings {
  readonly settings: Settings;
  /** 'EVENHAND_PORT', '/srv/evenhand.config.json' or 'default'. */
  readonly sources: Readonly<Record<SettingName, string>>;
  readonly unknownVariables: readonly string[];
}

/** A setting that cannot be used; the sentence names it and what mends it. */
export class SettingFault extends Error {
  override readonly name = "SettingFault";
  readonly code = "setting";
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Environment before file before default. Throws a SettingFault that lists everything wrong. */
export function readSettings(environment: Environment): ReadSettings {
  const fromEnvironment = inEnvironment(environment);
  const dataFolder = fromEnvironment.get("dataFolder");
  const file = settingsFile(environment, dataFolder?.value ?? defaultDataFolder());
  const values: Record<string, unknown> = {};
  const sources: Record<string, string> = {};
  for (const name of settingNames) {
    const said = fromEnvironment.get(name);
    if (said) [values[name], sources[name]] = [said.value, said.variable];
    else if (file && name in file.values) [values[name], sources[name]] = [file.values[name], file.path];
    else sources[name] = "default";
  }
  values["dataFolder"] ??= defaultDataFolder();
  if (typeof values["dataFolder"] === "string") values["dataFolder"] = resolve(withHome(values["dataFolder"]));
  const parsed = settingsSchema.safeParse(values);
  if (!parsed.success) throw new SettingFault(parsed.error.issues.map((issue) => sentenceOf(issue, sources)).join("\n"));
  const apart = mailSettingsApart(parsed.data);
  if (apart.length > 0) throw new SettingFault(apart.join("\n"));
  return { settings: parsed.data, sources: sources as Record<SettingName, string>, unknownVariables: unknownVariables(environment) };
}

/** What `evenhand settings` lists; secrets are masked. */
export function listSettings(
  read: ReadSettings,
): { name: SettingName; value: unknown; source: string; default: unknown; environment: readonly string[]; meaning: string }[] {
  const defaults: Partial<Settings> = settingsSchema.parse({ dataFolder: defaultDataFolder() });
  return settingNames.map((name) => {
    const about = aboutSetting(name);
    const value = read.settings[name];
    return {
      name,
      value: about.isSecret && value !== null ? masked(String(value)) : value,
      source: read.sources[name],
      default: defaults[name] ?? null,
      environment: about.environment,
      meaning: about.meaning,
    };
  });
}

/** 'postgresql://anna:***@db/firm'; anything else that is secret becomes '***'. */
function masked(value: string): string {
  if (!/^postgres(ql)?:/.test(value) || !URL.canParse(value)) return "***";
  const url = new URL(value);
  if (url.password !== "") url.password = "***";
  for (const name of ["password", "sslpassword"]) if (url.searchParams.has(name)) url.searchParams.set(name, "***");
  return url.toString();
}

function inEnvironment(environment: Environment): Map<SettingName, { value: string; variable: string }> {
  const found = new Map<SettingName, { value: string; variable: string }>();
  for (const name of settingNames) {
    for (const variable of aboutSetting(name).environment) {
      const value = environment[variable]?.trim();
      if (value && !found.has(name)) found.set(name, { value, variable });
    }
  }
  return found;
}

const otherVariables = new Set(["EVENHAND_CONFIG", "EVENHAND_TEST_RUN"]);

/** Variables with our prefix that set nothing: most likely mistyped, so the server names them in its log. */
function unknownVariables(environment: Environment): string[] {
  const known = new Set([...settingNames.flatMap((name) => aboutSetting(name).environment), ...otherVariables]);
  return Object.keys(environment).filter((variable) => variable.startsWith("EVENHAND_") && !known.has(variable));
}

function settingsFile(environment: Environment, dataFolder: string): { path: string; values: Record<string, unknown> } | null {
  const named = environment["EVENHAND_CONFIG"]?.trim();
  const path = resolve(withHome(named ?? join(dataFolder, "evenhand.config.json")));
  if (!existsSync(path)) {
    if (named) throw new SettingFault(`EVENHAND_CONFIG names ${path}, and there is no such file.`);
    return null;
  }
  let values: unknown;
  try {
    values = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new SettingFault(`The settings file ${path} is not JSON: ${(error as Error).message}`, { cause: error });
  }
  if (typeof values !== "object" || values === null || Array.isArray(values))
    throw new SettingFault(`The settings file ${path} must hold one object: {"port": 4650}.`);
  const unknown = Object.keys(values).filter((name) => !(settingNames as string[]).includes(name));
  if (unknown.length > 0)
    throw new SettingFault(`The settings file ${path} names ${unknown.join(", ")}, which is no setting. Those there are: ${settingNames.join(", ")}.`);
  if (!named && "dataFolder" in values)
    throw new SettingFault(
      `The settings file ${path} lies in the data folder and cannot name another. Set EVENHAND_DATA, or put the file elsewhere and name it in EVENHAND_CONFIG.`,
    );
  return { path, values: values as Record<string, unknown> };
}

function sentenceOf(issue: { path: PropertyKey[]; message: string }, sources: Record<string, string>): string {
  const name = String(issue.path[0]) as SettingName;
  const about = aboutSetting(name);
  const where = sources[name] === "default" ? about.environment[0] : sources[name];
  return `The setting ${name} (from ${where}) ${issue.message}. It means: ${about.meaning} Correct it, or remove it to use the default.`;
}

export function defaultDataFolder(): string {
  return join(homedir(), ".evenhand");
}

function withHome(path: string): string {
  return path === "~" || path.startsWith("~/") ? join(homedir(), path.slice(1)) : path;
}
