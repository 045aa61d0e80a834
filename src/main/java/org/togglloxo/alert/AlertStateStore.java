package org.togglloxo.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.togglloxo.ledger.run.AlertMemory;

/**
 * The state in the ledger, changed by one node at a time. Where the ledger fails, what this process knows counts: somebody is told
 * twice rather than never.
 */
final class AlertStateStore {

    private static final Logger LOG = LoggerFactory.getLogger(AlertStateStore.class);
    /** Longer than all ways together may take. */
    private static final Duration TO_TELL = Duration.ofMinutes(2);

    private static final int ATTEMPTS = 10;

    private final ObjectMapper json = new ObjectMapper();
    private final AlertMemory memory;
    private AlertState known = AlertState.WELL;

    AlertStateStore(AlertMemory memory) {
        this.memory = memory;
    }

    /**
     * What is remembered now.
     *
     * @param ours whether this node is to tell its last alert
     * @param again whether that was tried before
     */
    record Change(AlertState state, boolean ours, boolean again) {}

    /**
     * One thread at a time, since each step begins with what the one before left in the ledger.
     *
     * @param usable whether the ledger can be asked; one that has just failed is not waited for
     */
    synchronized Change change(UnaryOperator<AlertState> step, long now, boolean usable) {
        if (usable) {
            try {
                for (int i = 0; i < ATTEMPTS; i++) {
                    Optional<AlertMemory.Entry> entry = memory.read();
                    AlertState before = entry.map(this::parsed).orElse(AlertState.WELL);
                    Change change = change(before, step, now);
                    if (isSame(before, change.state())
                            || memory.write(
                                    entry.map(AlertMemory.Entry::version).orElse(0L), text(change.state()))) {
                        known = change.state();
                        return change;
                    }
                }
            } catch (RuntimeException e) {
                LOG.debug("what was told was not read or written", e);
            }
        }
        Change change = change(known, step, now);
        known = change.state();
        return change;
    }

    /** A run that goes well after one that did hands back what it got: nothing is written then. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(AlertState before, AlertState after) {
        return after == before;
    }

    private static Change change(AlertState before, UnaryOperator<AlertState> step, long now) {
        AlertState after = step.apply(before);
        boolean isNew = after.lastId() != before.lastId();
        boolean ours = !after.told() && (isNew || after.claimedUntil() <= now);
        return new Change(ours ? after.claimed(now + TO_TELL.toMillis()) : after, ours, !isNew);
    }

    /** One that cannot be read was written by a later version: it is begun anew. */
    private AlertState parsed(AlertMemory.Entry entry) {
        try {
            return json.readValue(entry.state(), AlertState.class);
        } catch (JsonProcessingException e) {
            LOG.debug("what was told cannot be read", e);
            return AlertState.WELL;
        }
    }

    private String text(AlertState state) {
        try {
            return json.writeValueAsString(state);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
