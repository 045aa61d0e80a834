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
import org.togglloxo.ledger.LedgerSettings;

/** Quartz on the ledger's PostgreSQL: of all nodes one starts a run, and a dead node's run is started by another. */
public final class SharedSchedule {

    private static final int THREADS = 2;
    private static final int CHECK_IN_MILLIS = 5_000;
    private static final String STORE = "org.quartz.jobStore.";

    private SharedSchedule() {}

    static QuartzComponent of(LedgerSettings ledger) {
        Map<String, Object> properties = shared("ledger");
        properties.put("org.quartz.dataSource.ledger.provider", "hikaricp");
        properties.put("org.quartz.dataSource.ledger.driver", "org.postgresql.Driver");
        properties.put("org.quartz.dataSource.ledger.URL", ledger.url());
        properties.put("org.quartz.dataSource.ledger.user", ledger.user());
        properties.put("org.quartz.dataSource.ledger.password", ledger.password());
        properties.put("org.quartz.dataSource.ledger.maxConnections", Integer.toString(THREADS + 3));
        return component(properties);
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
        return ledger.sqlite() ? component(scheduler()) : of(ledger);
    }

    private static Map<String, Object> scheduler() {
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
