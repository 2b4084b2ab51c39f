package dev.postern;

import dev.postern.command.TokenOptions;
import dev.postern.identity.DevelopmentIssuer;
import dev.postern.identity.IdentityException;
import java.io.PrintStream;

/** The command {@code token} as a process: a token of the project's development issuer, and nothing else on its output. */
final class TokenProcess {

    private static final int FAILED = 2;

    private TokenProcess() {}

    /** The exit code. */
    static int run(TokenOptions options, PrintStream out, PrintStream errors) {
        try {
            var project = CheckSettings.read(CheckSettings.environment(options.settings()))
                    .project()
                    .folder();
            out.println(DevelopmentIssuer.of(project)
                    .token(options.subject(), options.scopes(), options.claims(), options.lifetime()));
            return 0;
        } catch (IdentityException | SettingException failure) {
            errors.println("postern: " + failure.getMessage());
            return FAILED;
        }
    }
}
