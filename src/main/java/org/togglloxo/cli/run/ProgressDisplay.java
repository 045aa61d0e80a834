package org.togglloxo.cli.run;

import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.cli.terminal.Console;
import org.togglloxo.cli.terminal.OutputOption;
import org.togglloxo.ledger.run.RunRow;
import org.togglloxo.report.CallForecast;
import org.togglloxo.report.TimeFormat;
import org.togglloxo.sync.RunProgress;
import org.togglloxo.sync.run.Forecast;
import org.togglloxo.sync.run.Progress;

/** A bar on a terminal, plain lines elsewhere; on stderr, so that stdout stays for results. */
public final class ProgressDisplay implements Progress {

    private static final int A_LINE_EVERY = 1_000;

    private final Console console;
    private final boolean terminal;
    private final AtomicLong done = new AtomicLong();
    private volatile ProgressBar bar;
    private volatile Long total;
    private volatile long begunAt;

    ProgressDisplay(Console console, boolean terminal) {
        this.console = console;
        this.terminal = terminal;
    }

    /** A bar where somebody watches, lines where a file or a pipe does. */
    public static Progress forThis(OutputOption output) {
        return new ProgressDisplay(output.console(), !output.json() && Console.isTerminal());
    }

    @Override
    public void begun(long runId) {
        done.set(0);
        begunAt = System.nanoTime();
        total = null;
    }

    @Override
    public void total(Long all) {
        total = all;
        ProgressBar shown = bar == null ? begunBar() : bar;
        if (shown != null && all != null) {
            shown.maxHint(all);
        }
    }

    /** It begins with the first page, below the lines that tell what is to come. */
    private ProgressBar begunBar() {
        if (terminal) {
            bar = new ProgressBarBuilder()
                    .setTaskName("candidates")
                    .setInitialMax(-1)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(250)
                    .build();
        }
        return bar;
    }

    @Override
    public void expects(Forecast forecast) {
        CallForecast.ofRun(forecast).forEach(console::aside);
    }

    @Override
    public void completed(Outcome outcome) {
        long now = done.incrementAndGet();
        ProgressBar shown = bar;
        if (shown != null) {
            shown.step();
        } else if (now % A_LINE_EVERY == 0) {
            console.aside(
                    "%d of %s candidates%s".formatted(now, total == null ? "?" : total.toString(), timeLeft(now)));
        }
    }

    private String timeLeft(long now) {
        OptionalLong left = total == null
                ? OptionalLong.empty()
                : RunProgress.secondsLeft(now, total, (System.nanoTime() - begunAt) / 1_000_000);
        return left.isEmpty() ? "" : ", about %s left".formatted(TimeFormat.about(left.getAsLong()));
    }

    @Override
    public void ended(RunRow run) {
        ProgressBar shown = bar;
        bar = null;
        if (shown != null) {
            shown.close();
        }
    }
}
