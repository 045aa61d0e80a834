package org.togglloxo.loxo.job;

import org.togglloxo.ledger.OutboxEntry;
import org.togglloxo.loxo.api.LoxoRequest;

/**
 * What is to be done for an opening without a job.
 *
 * @param job what the opening has meanwhile, or why it gets none; null where one is to be made
 * @param opening in Toggl Hire
 * @param title of the job
 * @param newCompany the company that a plan would make first, or null
 * @param companyWithoutUrl the company whose website a plan would fill in, or null
 * @param entry as the ledger has it
 * @param request the call that makes the job
 */
record NewJob(
        Job job,
        Opening opening,
        String title,
        String newCompany,
        String companyWithoutUrl,
        OutboxEntry entry,
        LoxoRequest request) {

    static NewJob not(Job job) {
        return new NewJob(job, null, null, null, null, null, null);
    }

    public boolean isDue() {
        return job == null;
    }
}
