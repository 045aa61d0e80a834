package org.togglloxo.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.Date;
import java.util.Properties;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerBuilder;
import org.quartz.impl.SchedulerRepository;
import org.quartz.impl.StdSchedulerFactory;
import org.togglloxo.ledger.LedgerDatabases;
import org.togglloxo.ledger.sql.LedgerSettings;

/** Nodes of which one takes over another edition while the other looks for what is due. */
class SharedScheduleTest {

    private static final String LOCKED =
            "SELECT COUNT(*) FROM pg_locks WHERE NOT granted" + " AND relation = 'qrtz_job_details'::regclass";
    private static final String FREE =
            "SELECT lock_name FROM qrtz_locks WHERE lock_name = 'TRIGGER_ACCESS' FOR UPDATE SKIP LOCKED";

    private LedgerSettings ledger;
    private Scheduler node;

    @BeforeEach
    void schedule() throws SchedulerException {
        ledger = LedgerDatabases.postgres();
        Properties properties = new Properties();
        properties.putAll(SharedSchedule.of(ledger));
        node = new StdSchedulerFactory(properties).getScheduler();
        // only others of this process could be given it by its name
        SchedulerRepository.getInstance().remove(node.getSchedulerName());
        // within the half minute that Quartz looks ahead, and not within this test
        Date soon = Date.from(Instant.now().plusSeconds(25));
        node.scheduleJob(
                JobBuilder.newJob(Nothing.class).withIdentity("sync").build(),
                TriggerBuilder.newTrigger().withIdentity("sync").startAt(soon).build());
    }

    @AfterEach
    void end() throws SchedulerException {
        node.shutdown(true);
    }

    @Test
    void nobodyTakesATriggerAwayBetweenTwoStatementsOfALookForTheNext() throws SchedulerException {
        Jdbi.create(ledger.url(), ledger.user(), ledger.password()).useTransaction(database -> {
            database.execute("LOCK TABLE qrtz_job_details IN ACCESS EXCLUSIVE MODE");
            node.start();
            await().until(() -> asks(database));
            // what all who change triggers need first
            assertThat(database.createQuery(FREE).mapTo(String.class).list()).isEmpty();
        });
    }

    private static boolean asks(Handle database) {
        return database.createQuery(LOCKED).mapTo(Long.class).one() > 0;
    }

    /** Does not come to its turn. */
    public static final class Nothing implements Job {

        @Override
        public void execute(JobExecutionContext context) {
            throw new AssertionError("too early");
        }
    }
}
