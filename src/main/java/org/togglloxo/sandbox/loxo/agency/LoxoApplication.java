package org.togglloxo.sandbox.loxo.agency;

import java.time.Instant;

/**
 * An application for a job as Loxo holds it: what {@code GET /jobs/{job_id}/candidates} calls a candidate.
 *
 * @param personId who applied: found by the address, or created for it
 * @param created whether the person was created for it
 * @param name as the application gave it
 * @param email as the application gave it
 * @param phone as the application gave it
 * @param resumeName the file's name
 * @param resume the file
 * @param sourceTypeId 0 where none was given
 * @param highlights empty until somebody writes them
 */
public record LoxoApplication(
        long id,
        long personId,
        long jobId,
        boolean created,
        String name,
        String email,
        String phone,
        String resumeName,
        byte[] resume,
        long sourceTypeId,
        String highlights,
        Instant createdAt) {

    LoxoApplication of(long anotherPersonId) {
        return new LoxoApplication(
                id,
                anotherPersonId,
                jobId,
                created,
                name,
                email,
                phone,
                resumeName,
                resume,
                sourceTypeId,
                highlights,
                createdAt);
    }

    public LoxoApplication highlighted(String text) {
        return new LoxoApplication(
                id, personId, jobId, created, name, email, phone, resumeName, resume, sourceTypeId, text, createdAt);
    }
}
