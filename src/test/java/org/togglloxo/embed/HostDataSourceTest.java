package org.togglloxo.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.util.Properties;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sqlite.SQLiteDataSource;
import org.togglloxo.TogglLoxo;
import org.togglloxo.ledger.LedgerDatabases;
import org.togglloxo.ledger.sql.LedgerSettings;
import org.togglloxo.sandbox.Sandbox;
import org.togglloxo.sandbox.SandboxOptions;

/** The ledger and the schedule on a DataSource of the host, whose own tables have the same names. */
@Timeout(120)
class HostDataSourceTest {

    private static final String[] TABLES = {"candidate", "run", "history", "mark", "flyway_schema_history", "qrtz_locks"
    };

    private final Sandbox sandbox =
            Sandbox.start(SandboxOptions.builder().candidates(40).build());
    private HikariDataSource pool;
    private Jdbi hosts;
    private Main main;

    @BeforeEach
    void fillDatabase() {
        LedgerSettings database = LedgerDatabases.emptyPostgres();
        pool = new HikariDataSource();
        pool.setJdbcUrl(database.url());
        pool.setUsername("postgres");
        pool.setMaximumPoolSize(14);
        pool.setAutoCommit(false);
        hosts = Jdbi.create(database.url(), database.user(), database.password());
        hosts.useHandle(handle -> {
            for (String table : TABLES) {
                handle.execute("CREATE TABLE IF NOT EXISTS public." + table + " (theirs TEXT)");
            }
        });
    }

    @AfterEach
    void end() {
        stopHost();
        pool.close();
        sandbox.close();
    }

    private void stopHost() {
        if (main != null) {
            main.shutdown();
            main = null;
        }
    }

    private void host(String dataSource, String schedule) throws Exception {
        main = new Main();
        main.bind("recruiting", pool);
        main.bind("files", new SQLiteDataSource());
        main.setShutdownStrategy(new SimpleMainShutdownStrategy());
        main.setPropertyPlaceholderLocations("false");
        Properties given = new Properties();
        given.setProperty("toggl.base-url", sandbox.togglBaseUrl());
        given.setProperty("toggl.api-key", sandbox.options().togglKey());
        given.setProperty("loxo.base-url", sandbox.loxoBaseUrl());
        given.setProperty("loxo.agency-slug", sandbox.options().agencySlug());
        given.setProperty("loxo.api-key", sandbox.options().loxoKey());
        given.setProperty("ledger.data-source", dataSource);
        given.setProperty("sync.schedule", schedule);
        main.setOverrideProperties(given);
        main.configure().withJmxEnabled(false).addRoutesBuilder(new TogglLoxo());
        main.init();
        main.start();
    }

    private long runs() {
        return hosts.withHandle(
                handle -> handle.createQuery("SELECT count(*) FROM toggl_loxo.run WHERE ended = 'finished'")
                        .mapTo(Long.class)
                        .one());
    }

    private String columns(String table) {
        return hosts.withHandle(
                handle -> handle.createQuery("SELECT string_agg(column_name, ',') FROM information_schema.columns"
                                + " WHERE table_schema = 'public' AND table_name = :table")
                        .bind("table", table)
                        .mapTo(String.class)
                        .one());
    }

    @Test
    void runsOnTheHostsPoolInASchemaOfOurOwn() throws Exception {
        long before = sandbox.loxo().peopleCount();
        host("recruiting", "0/1 * * * * ?");
        await().until(() -> runs() >= 2);
        stopHost();

        assertThat(sandbox.loxo().people()).hasSizeGreaterThan((int) before + 5);
        assertThat(sandbox.loxo().duplicates()).isEmpty();
        assertThat(TABLES).extracting(this::columns).containsOnly("theirs");
        assertThat(pool.isClosed()).isFalse();
        try (Connection connection = pool.getConnection()) {
            assertThat(connection.getSchema()).isEqualTo("public");
            assertThat(connection.getAutoCommit()).isFalse();
        }
        sandbox.loxo().forgetCalls();
        long done = runs();
        host("recruiting", "0/1 * * * * ?");
        await().until(() -> runs() > done);
        assertThat(sandbox.loxo().countOf("POST /people")).isZero();
    }

    @Test
    void anotherDatabaseIsRefusedByItsName() {
        assertThatThrownBy(() -> host("files", "0 0 0 1 1 ?"))
                .hasMessageContaining("ledger.data-source is 'files', which leads to SQLite: PostgreSQL is needed");
    }
}
