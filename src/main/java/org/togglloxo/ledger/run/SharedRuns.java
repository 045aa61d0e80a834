package org.togglloxo.ledger.run;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.togglloxo.candidate.Outcome;
import org.togglloxo.failure.Stop;
import org.togglloxo.ledger.sql.Session;
import org.togglloxo.ledger.sql.Store;

/** The runs of a workspace whose candidates several nodes deliver, as one node sees them and changes them. */
public final class SharedRuns {

    private final Store store;
    private final Clock clock;
    private final String process;
    private final String node;
    private final Duration deadAfter;

    /**
     * @param process this one, and no other before or after it
     * @param deadAfter a node that says nothing for so long is taken to be dead
     */
    public SharedRuns(Store store, Clock clock, String process, Duration deadAfter) {
        this.store = store;
        this.clock = clock;
        this.process = process;
        // the workspaces of a process come and go by themselves, and so does a flow whose rules were edited
        this.node =
                "%s/%s/%s".formatted(process, UUID.randomUUID(), store.scope().workspace());
        this.deadAfter = deadAfter;
    }

    private <T> T change(Work<T> work) {
        long now = clock.millis();
        return store.write(session -> work.on(table(session, now)));
    }

    private <T> T look(Work<T> work) {
        long now = clock.millis();
        return store.read(session -> work.on(table(session, now)));
    }

    private SharedRunTable table(Session session, long now) {
        return new SharedRunTable(session, process, node, now - deadAfter.toMillis());
    }

    @FunctionalInterface
    private interface Work<T> {
        T on(SharedRunTable table);
    }

    /** This node is there. */
    public void isHere() {
        long now = clock.millis();
        change(table -> table.isHere(now));
    }

    /** This node ends; where nothing else of its process goes on, its part of every pace is free for the others. */
    public void leave() {
        change(SharedRunTable::leave);
    }

    /** Whether another process is heard of that takes part in runs of this workspace. */
    public boolean isAnotherHere() {
        return look(SharedRunTable::isAnotherHere);
    }

    /** This node lists a run that it has just begun. */
    public void list(long runId) {
        change(table -> table.list(runId));
    }

    /** So many are to be listed. */
    public void expect(long runId, long total) {
        change(table -> table.expect(runId, total));
    }

    /** These go into the queue; said before they do, since they may come out of it at once. */
    public void announce(long runId, Collection<String> togglIds) {
        change(table -> table.announce(runId, togglIds));
    }

    /** These did not go into it after all. */
    public void withdraw(long runId, Collection<String> togglIds) {
        change(table -> table.withdraw(runId, togglIds));
    }

    /** The listing has come to its end. @param stop why it ended early, or null */
    public void listed(long runId, long read, Long total, Stop stop) {
        long now = clock.millis();
        change(table -> table.listed(runId, now, read, total, stop));
    }

    /** Whether somebody who came out of the queue still waits for an outcome. */
    public boolean waits(long runId, String togglId) {
        return look(table -> table.waits(runId, togglId));
    }

    /** The run in which somebody waits for an outcome, the last one where there are several. */
    public Optional<Long> waitsIn(String togglId) {
        return look(table -> table.waitsIn(togglId));
    }

    /** In the transaction that writes everything else: whoever is first counts. */
    public static void complete(Session session, long runId, String togglId, Outcome outcome) {
        SharedRunTable.complete(session, runId, togglId, outcome);
    }

    /** Somebody is held back by this node until it is known whether all are refused. */
    public void hold(long runId, String togglId) {
        change(table -> table.hold(runId, togglId));
    }

    /** The run stops on every node; the first reason counts. */
    public void stop(long runId, Stop stop) {
        change(table -> table.stop(runId, stop));
    }

    /** What this node has done so far, and how many it has under way. */
    public void report(long runId, long done, long applications, long events, long underWay, List<Remark> remarks) {
        change(table -> {
            table.report(runId, done, applications, events, underWay);
            return table.remark(runId, remarks);
        });
    }

    /** Empty once it has ended. */
    public Optional<SharedRunState> state(long runId) {
        return look(table -> table.state(runId));
    }

    /** Runs that nobody ends any more: their node is gone. */
    public List<Long> abandoned() {
        return look(SharedRunTable::abandoned);
    }

    /** What a run whose listing ended came to, as its row: with the counts of all nodes, and not ended yet. */
    public RunRow sum(long runId) {
        return look(table -> table.sum(runId));
    }

    /** Why its listing ended early; empty where it came to its own end. */
    public Optional<Stop> listingStop(long runId) {
        return look(table -> table.listingStop(runId));
    }

    /** Ends a run, once. @return as it ended; in another way where another node was first */
    public RunRow end(RunRow run) {
        return change(table -> table.end(run));
    }
}
