package org.togglloxo.flow;

import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.component.quartz.QuartzEndpoint;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SchedulerFactory;
import org.quartz.TriggerKey;
import org.quartz.impl.SchedulerRepository;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.simpl.ZeroSizeThreadPool;
import org.togglloxo.ledger.sql.LedgerSettings;
import org.togglloxo.settings.Scope;

/**
 * Quartz for one context. On the ledger's PostgreSQL of all nodes one starts a run, and a dead node's run is started by
 * another.
 */
public final class Schedule {

    private static final String NAME = "toggl-loxo";

    private final QuartzComponent quartz = new QuartzComponent();

    private Schedule(Properties properties) throws SchedulerException {
        quartz.setSchedulerFactory(Own.of(properties));
        // a version that is started beside the running one begins no run before it has taken over
        quartz.setAutoStartScheduler(false);
    }

    /**
     * The clock stands still until {@link #resume}.
     *
     * @param running whether its routes are to be started by the clock at all
     */
    static Schedule of(LedgerSettings ledger, boolean running) throws SchedulerException {
        Properties properties = new Properties();
        if (running && !ledger.sqlite()) {
            properties.putAll(SharedSchedule.of(ledger));
            // as Camel names it for a context of this name, and as it stands in the database
            properties.put(StdSchedulerFactory.PROP_SCHED_INSTANCE_NAME, NAME + "-" + name(ledger.scope()));
        } else {
            properties.putAll(SharedSchedule.scheduler());
        }
        if (!running) {
            // workers take half a second to end, and none are needed
            properties.remove("org.quartz.threadPool.threadCount");
            properties.put(StdSchedulerFactory.PROP_THREAD_POOL_CLASS, ZeroSizeThreadPool.class.getName());
        }
        return new Schedule(properties);
    }

    /** What the context of a flow is called: where there are several in one process, each has a name of its own. */
    static String name(Scope scope) {
        return Stream.of(NAME, scope.workspace(), scope.agency())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("-"));
    }

    QuartzComponent component() {
        return quartz;
    }

    /** Nothing is started by the clock until {@link #resume}; what is under way goes on. */
    public void suspend() throws SchedulerException {
        if (quartz.getScheduler() != null) {
            quartz.getScheduler().standby();
        }
    }

    public void resume() {
        try {
            if (quartz.getScheduler() != null) {
                quartz.getScheduler().start();
            }
        } catch (SchedulerException e) {
            throw new IllegalStateException("the schedule cannot be started: " + e.getMessage(), e);
        }
    }

    /** The triggers of the routes of a context. */
    public static List<TriggerKey> triggers(CamelContext context) {
        return context.getRoutes().stream()
                .map(Route::getEndpoint)
                .filter(QuartzEndpoint.class::isInstance)
                .map(endpoint -> ((QuartzEndpoint) endpoint).getTriggerKey())
                .toList();
    }

    /** In a store that outlives the context, a trigger without a route would fire for ever. */
    public void forget(List<TriggerKey> gone) throws SchedulerException {
        if (quartz.getScheduler() != null) {
            quartz.getScheduler().unscheduleJobs(gone);
        }
    }

    /**
     * A scheduler for one context alone. Quartz keeps schedulers by name for the whole process: a context that is tried
     * beside the running one would be given the other's, and take its place there.
     */
    private record Own(String name, StdSchedulerFactory factory) implements SchedulerFactory {

        static Own of(Properties properties) throws SchedulerException {
            String name = properties.getProperty(StdSchedulerFactory.PROP_SCHED_INSTANCE_NAME);
            return new Own(name, new StdSchedulerFactory(properties));
        }

        @Override
        public Scheduler getScheduler() throws SchedulerException {
            synchronized (SchedulerRepository.getInstance()) {
                Scheduler own = factory.getScheduler();
                SchedulerRepository.getInstance().remove(name);
                return own;
            }
        }

        @Override
        public Scheduler getScheduler(String other) throws SchedulerException {
            return factory.getScheduler(other);
        }

        @Override
        public Collection<Scheduler> getAllSchedulers() throws SchedulerException {
            return factory.getAllSchedulers();
        }
    }
}
