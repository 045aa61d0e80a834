package org.togglloxo.cli;

import java.util.List;
import org.togglloxo.cli.candidates.CandidatesCommand;
import org.togglloxo.cli.candidates.ExplainCommand;
import org.togglloxo.cli.candidates.ForgetCommand;
import org.togglloxo.cli.candidates.LinkCommand;
import org.togglloxo.cli.candidates.RetryCommand;
import org.togglloxo.cli.candidates.ScorecardCommand;
import org.togglloxo.cli.ledger.AuditCommand;
import org.togglloxo.cli.ledger.LedgerCommand;
import org.togglloxo.cli.routes.RoutesCommand;
import org.togglloxo.cli.run.ApplyCommand;
import org.togglloxo.cli.run.DoctorCommand;
import org.togglloxo.cli.run.PlanCommand;
import org.togglloxo.cli.run.ReconcileCommand;
import org.togglloxo.cli.run.StatusCommand;
import org.togglloxo.cli.run.SyncCommand;
import org.togglloxo.cli.sandbox.SandboxCommand;
import org.togglloxo.cli.webhooks.WebhooksCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "toggl-loxo",
        description = "Carries candidates from Toggl Hire to Loxo.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Settings come from config/application.properties, overridden by environment variables:",
            "toggl.api-key <- TOGGL_API_KEY. LOG_LEVEL=DEBUG turns the log up.",
            "",
            "Exit codes: 0 nothing needs attention, 1 unexpected error, 2 usage or settings,",
            "3 finished with some deferred or failed, or held by the brake, 4 stopped by an authorization error,",
            "5 stopped because Toggl's list could not be read or trusted to its end."
        })
final class RootCommand implements Runnable {

    /** In the order in which they are shown. */
    static final List<Class<?>> COMMANDS = List.of(
            SandboxCommand.class,
            SyncCommand.class,
            PlanCommand.class,
            ApplyCommand.class,
            RoutesCommand.class,
            DoctorCommand.class,
            ReconcileCommand.class,
            StatusCommand.class,
            CandidatesCommand.class,
            ExplainCommand.class,
            ScorecardCommand.class,
            RetryCommand.class,
            LinkCommand.class,
            ForgetCommand.class,
            AuditCommand.class,
            LedgerCommand.class,
            WebhooksCommand.class);

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "A command is missing. To see it work, try: sandbox");
    }
}
