package org.togglloxo.flow;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.camel.component.quartz.QuartzComponent;
import org.quartz.utils.ConnectionProvider;
import org.quartz.utils.DBConnectionManager;
import org.togglloxo.ledger.Ledger;
import org.togglloxo.ledger.sql.LedgerSettings;

/** Quartz on the ledger's PostgreSQL: of all nodes one starts a run, and a dead node's run is started by another. */
public final class SharedSchedule {

    private static final int THREADS = 2;
    private static final int CHECK_IN_MILLIS = 5_000;
    private static final String STORE = "org.quartz.jobStore.";

    private SharedSchedule() {}

    /** What Quartz has to know to be one of several nodes on the ledger's database. */
    static Map<String, Object> of(LedgerSettings ledger) {
        // Quartz keeps pools by name for the whole process, and closes them by name
        String pool = "ledger-" + UUID.randomUUID();
        String source = "org.quartz.dataSource." + pool;
        Map<String, Object> properties = shared(pool);
        properties.put(source + ".provider", "hikaricp");
        properties.put(source + ".driver", "org.postgresql.Driver");
        properties.put(source + ".URL", ledger.url());
        properties.put(source + ".user", ledger.user());
        properties.put(source + ".password", ledger.password());
        properties.put(source + ".maxConnections", Integer.toString(THREADS + 3));
        // each workspace of each node has a pool
        properties.put(source + ".minimumIdle", "1");
        return properties;
    }

    /**
     * A scheduler of our own in a host's context; shared with other nodes where the ledger is.
     *
     * @param hosts the DataSource of the ledger, where it is one of the host's, or null
     */
    public static QuartzComponent besideThatOfHost(LedgerSettings ledger, DataSource hosts) {
        if (hosts != null) {
            String name = "toggl-loxo-" + UUID.randomUUID();
            DBConnectionManager.getInstance().addConnectionProvider(name, new HostsConnections(hosts));
            Map<String, Object> properties = shared(name);
            properties.put(STORE + "tablePrefix", Ledger.SCHEMA_IN_HOST + ".QRTZ_");
            return component(properties);
        }
        return component(ledger.sqlite() ? scheduler() : of(ledger));
    }

    /** With a store in memory. */
    static Map<String, Object> scheduler() {
        Map<String, Object> properties = new HashMap<>();
        properties.put("org.quartz.scheduler.instanceName", "toggl-loxo");
        properties.put("org.quartz.scheduler.instanceId", "AUTO");
        properties.put("org.quartz.scheduler.skipUpdateCheck", "true");
        properties.put("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
        properties.put("org.quartz.threadPool.threadCount", Integer.toString(THREADS));
        return properties;
    }

    private static Map<String, Object> shared(String dataSource) {
        Map<String, Object> properties = scheduler();
        properties.put(STORE + "class", "org.quartz.impl.jdbcjobstore.JobStoreTX");
        properties.put(STORE + "driverDelegateClass", "org.quartz.impl.jdbcjobstore.PostgreSQLDelegate");
        properties.put(STORE + "isClustered", "true");
        // an edition that goes takes its trigger away: not between two statements of a look for the next
        properties.put(STORE + "acquireTriggersWithinLock", "true");
        properties.put(STORE + "clusterCheckinInterval", Integer.toString(CHECK_IN_MILLIS));
        properties.put(STORE + "dataSource", dataSource);
        return properties;
    }

    private static QuartzComponent component(Map<String, Object> properties) {
        QuartzComponent quartz = new QuartzComponent();
        quartz.setProperties(properties);
        return quartz;
    }

    /** Quartz restores what it changes on a connection; the pool stays the host's. */
    private record HostsConnections(DataSource source) implements ConnectionProvider {

        @Override
        public Connection getConnection() throws SQLException {
            return source.getConnection();
        }

        @Override
        public void initialize() {
            // it is open already
        }

        @Override
        public void shutdown() {
            // it is the host's to close
        }
    }
}
