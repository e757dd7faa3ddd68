// evenhand password E-MAIL: a new password for somebody who has forgotten theirs.
import { cliCommand } from "#apps/cli/command.ts";
import { CommandFault, exitCodes } from "#apps/cli/exit.ts";
import { openStorage } from "#apps/storage.ts";
import { installationSecret } from "#db/secret.ts";
import { setNewPassword } from "#http/sign-in/new-password.ts";

export const passwordCommand = cliCommand({
  describe: (command) =>
    command
      .argument("<email>", "whose password was forgotten")
      .option("--without-second-factor", "take the authenticator app off as well, where that was lost too")
      .description("set a new password, shown once, and sign the person out everywhere")
      .addHelpText("after", "\nThe audit log says that it was set from outside. The person can change it under their own name after signing in."),
  async run({ console, settings, log }, options, [email]) {
    const storage = await openStorage({ settings, log });
    try {
      const secret = settings.secret ?? (await installationSecret(storage.database));
      const takesOffSecondFactor = options["withoutSecondFactor"] === true;
      const set = await setNewPassword(storage.database, secret, { email: email as string, takesOffSecondFactor });
      if (set === null) throw new CommandFault(exitCodes.failed, "no-such-person", `Nobody signs in here as ${email as string}. Check the spelling.`);
      const keepsSecondFactor = set.hadSecondFactor && !takesOffSecondFactor;
      await console.answer({ email, password: set.password, signedOut: set.signedOut, keepsSecondFactor }, () =>
        [
          `The new password of ${email as string}: ${set.password}`,
          "It is shown this once; they should change it after signing in.",
          ...(keepsSecondFactor ? ["Their authenticator app is still asked for; --without-second-factor takes it off."] : []),
        ].join("\n"),
      );
    } finally {
      await storage.close();
    }
  },
});
