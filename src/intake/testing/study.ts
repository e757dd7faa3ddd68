// A file written in a test, studied as an import would study it.
import { studyFile } from "#intake/study.ts";
import { file } from "#intake/testing/bytes.ts";
import type { TableProfile } from "#intake/types.ts";

/** The profile of a UTF-8 text; throws when the file is refused. */
export async function study(text: string): Promise<TableProfile> {
  const profile = await studyFile(() => file(text));
  if (!profile.ok) throw new Error(profile.reason);
  return profile.value;
}
