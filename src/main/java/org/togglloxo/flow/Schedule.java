package org.togglloxo.flow;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
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
import org.togglloxo.ledger.LedgerSettings;

/**
 * Quartz for one context. On the ledger's PostgreSQL of all nodes one starts a run, and a dead node's run is started by
 * another.
 */
final class Schedule {

    private static final int THREADS = 2;
    private static final int CHECK_IN_MILLIS = 5_000;
    private static final String NAME = "toggl-loxo";

    private final QuartzComponent quartz = new QuartzComponent();

    private Schedule(boolean running, Properties properties) throws SchedulerException {
        quartz.setSchedulerFactory(Own.of(properties));
        quartz.setAutoStartScheduler(running);
    }

    /** @param running whether its routes are to be started by the clock at all */
    static Schedule of(LedgerSettings ledger, boolean running) throws SchedulerException {
        Properties properties = new Properties();
        properties.putAll(running && !ledger.sqlite() ? shared(ledger) : Map.of());
        properties.putIfAbsent("org.quartz.scheduler.instanceName", NAME);
        properties.put("org.quartz.scheduler.skipUpdateCheck", "true");
        // workers take half a second to end, and where nothing is started none are needed
        String pool = running ? "org.quartz.simpl.SimpleThreadPool" : "org.quartz.simpl.ZeroSizeThreadPool";
        properties.put("org.quartz.threadPool.class", pool);
        if (running) {
            properties.put("org.quartz.threadPool.threadCount", Integer.toString(THREADS));
        }
        return new Schedule(running, properties);
    }

    private static Map<String, Object> shared(LedgerSettings ledger) {
        Map<String, Object> properties = new HashMap<>();
        // Quartz keeps pools by name for the whole process too, and closes them by name
        String pool = "ledger-" + UUID.randomUUID();
        String source = "org.quartz.dataSource." + pool;
        // as Camel names it for a context of this name, and as it stands in the database
        properties.put("org.quartz.scheduler.instanceName", NAME + "-" + NAME);
        properties.put("org.quartz.scheduler.instanceId", "AUTO");
        properties.put("org.quartz.jobStore.class", "org.quartz.impl.jdbcjobstore.JobStoreTX");
        properties.put("org.quartz.jobStore.driverDelegateClass", "org.quartz.impl.jdbcjobstore.PostgreSQLDelegate");
        properties.put("org.quartz.jobStore.isClustered", "true");
        properties.put("org.quartz.jobStore.clusterCheckinInterval", Integer.toString(CHECK_IN_MILLIS));
        properties.put("org.quartz.jobStore.dataSource", pool);
        properties.put(source + ".provider", "hikaricp");
        properties.put(source + ".driver", "org.postgresql.Driver");
        properties.put(source + ".URL", ledger.url());
        properties.put(source + ".user", ledger.user());
        properties.put(source + ".password", ledger.password());
        properties.put(source + ".maxConnections", Integer.toString(THREADS + 3));
        return properties;
    }

    QuartzComponent component() {
        return quartz;
    }

    /** Nothing is started by the clock until {@link #resume}; what is under way goes on. */
    void suspend() throws SchedulerException {
        if (quartz.getScheduler() != null) {
            quartz.getScheduler().standby();
        }
    }

    void resume() throws SchedulerException {
        if (quartz.getScheduler() != null) {
            quartz.getScheduler().start();
        }
    }

    /** The triggers of the routes of a context. */
    static List<TriggerKey> triggers(CamelContext context) {
        return context.getRoutes().stream()
                .map(Route::getEndpoint)
                .filter(QuartzEndpoint.class::isInstance)
                .map(endpoint -> ((QuartzEndpoint) endpoint).getTriggerKey())
                .toList();
    }

    /** In a store that outlives the context, a trigger without a route would fire for ever. */
    void forget(List<TriggerKey> gone) throws SchedulerException {
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
