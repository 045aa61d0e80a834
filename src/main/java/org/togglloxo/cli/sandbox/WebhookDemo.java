package org.togglloxo.cli.sandbox;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.togglloxo.cli.terminal.OutputOption;
import org.togglloxo.flow.Flow;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.loxo.webhook.Webhook;
import org.togglloxo.sandbox.Sandbox;
import org.togglloxo.sandbox.loxo.agency.LoxoApplication;

/** A webhook's way, in the sandbox: Loxo merges two people, tells so, and the ledger follows. */
record WebhookDemo(Sandbox sandbox, Flow flow, Ledger ledger, OutputOption output) {

    private static final long PATIENCE_MILLIS = 30_000;
    private static final long PAUSE_MILLIS = 20;

    void show() {
        List<Long> two = twoOnOneJob();
        if (two.size() < 2) {
            return;
        }
        flow.webhooks().register(new Webhook("", "person", "destroy", flow.webhookUrl()));
        long survivor = sandbox.loxo().merge(two.get(0), two.get(1));
        long gone = survivor == two.get(0) ? two.get(1) : two.get(0);
        output.text("");
        output.text(
                followed(Long.toString(gone))
                        ? "Loxo merged person %d into %d and told so by a webhook: the ledger leads to %d now."
                                .formatted(gone, survivor, survivor)
                        : "Loxo merged person %d into %d, and the ledger has not followed within %d s."
                                .formatted(gone, survivor, PATIENCE_MILLIS / 1_000));
    }

    private List<Long> twoOnOneJob() {
        Map<Long, List<Long>> byJob = sandbox.loxo().applications().stream()
                .sorted((one, other) -> Long.compare(one.personId(), other.personId()))
                .collect(Collectors.groupingBy(
                        LoxoApplication::jobId, Collectors.mapping(LoxoApplication::personId, Collectors.toList())));
        return byJob.values().stream()
                .filter(people -> people.size() > 1)
                .findFirst()
                .orElse(List.of());
    }

    /** Whether the ledger has come to know that the person is gone. */
    boolean followed(String gone) {
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        while (ledger.knowsPerson(gone)) {
            if (System.nanoTime() > end) {
                return false;
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
