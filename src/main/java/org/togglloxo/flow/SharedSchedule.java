package org.togglloxo.flow;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.component.quartz.QuartzComponent;
import org.togglloxo.ledger.LedgerSettings;

/** Quartz on the ledger's PostgreSQL: of all nodes one starts a run, and a dead node's run is started by another. */
final class SharedSchedule {

    private static final int THREADS = 2;
    private static final int CHECK_IN_MILLIS = 5_000;

    private SharedSchedule() {}

    static QuartzComponent of(LedgerSettings ledger) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("org.quartz.scheduler.instanceName", "toggl-loxo");
        properties.put("org.quartz.scheduler.instanceId", "AUTO");
        properties.put("org.quartz.scheduler.skipUpdateCheck", "true");
        properties.put("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
        properties.put("org.quartz.threadPool.threadCount", Integer.toString(THREADS));
        properties.put("org.quartz.jobStore.class", "org.quartz.impl.jdbcjobstore.JobStoreTX");
        properties.put("org.quartz.jobStore.driverDelegateClass", "org.quartz.impl.jdbcjobstore.PostgreSQLDelegate");
        properties.put("org.quartz.jobStore.isClustered", "true");
        properties.put("org.quartz.jobStore.clusterCheckinInterval", Integer.toString(CHECK_IN_MILLIS));
        properties.put("org.quartz.jobStore.dataSource", "ledger");
        properties.put("org.quartz.dataSource.ledger.provider", "hikaricp");
        properties.put("org.quartz.dataSource.ledger.driver", "org.postgresql.Driver");
        properties.put("org.quartz.dataSource.ledger.URL", ledger.url());
        properties.put("org.quartz.dataSource.ledger.user", ledger.user());
        properties.put("org.quartz.dataSource.ledger.password", ledger.password());
        properties.put("org.quartz.dataSource.ledger.maxConnections", Integer.toString(THREADS + 3));
        QuartzComponent quartz = new QuartzComponent();
        quartz.setProperties(properties);
        return quartz;
    }
}
