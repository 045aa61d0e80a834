package org.togglloxo.cli.run;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.togglloxo.failure.Finding;
import org.togglloxo.failure.Stop;
import org.togglloxo.loxo.webhook.Webhook;
import org.togglloxo.loxo.webhook.Webhooks;
import org.togglloxo.webhooks.WebhookSettings;

/** What {@code doctor} says of webhooks: whether they are received here, and whether Loxo sends them here. */
record WebhookFindings(WebhookSettings settings, Webhooks webhooks) {

    private static final String RECEIVER = "webhooks";
    private static final String REGISTERED = "Loxo GET /webhooks";

    /** @param askLoxo false where it is known already that Loxo does not answer */
    List<Finding> examine(boolean askLoxo) {
        if (!settings.on()) {
            return List.of(Finding.note(RECEIVER, "not received, since webhooks.token is empty"));
        }
        List<Finding> findings = new ArrayList<>();
        String place = "received at %s while sync runs on the schedule".formatted(settings.place());
        findings.add(
                settings.loopback()
                        ? Finding.ok(RECEIVER, place)
                        : Finding.note(
                                RECEIVER,
                                "%s, from other machines too and without TLS. Set webhooks.host=127.0.0.1 and put a proxy with TLS in front"
                                        .formatted(place)));
        if (askLoxo) {
            findings.add(registered());
        }
        return findings;
    }

    private Finding registered() {
        try {
            List<String> told = webhooks.list().stream()
                    .filter(webhook -> settings.receives(webhook.endpointUrl()))
                    .map(Webhook::changes)
                    .toList();
            List<String> missing = new ArrayList<>();
            new TreeMap<>(Webhook.USED)
                    .forEach((type, actions) -> actions.forEach(action -> missing.add(type + " " + action)));
            missing.removeAll(told);
            return missing.isEmpty()
                    ? Finding.ok(REGISTERED, "tells this receiver of %s".formatted(String.join(", ", told)))
                    : Finding.note(
                            REGISTERED,
                            "does not tell this receiver of %s. Run: webhooks register --endpoint-url https://YOUR-HOST/webhooks/{token}"
                                    .formatted(String.join(", ", missing)));
        } catch (Stop stop) {
            return Finding.fail(REGISTERED, stop.exitCode(), stop.message());
        }
    }
}
