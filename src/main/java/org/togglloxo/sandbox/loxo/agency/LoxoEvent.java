package org.togglloxo.sandbox.loxo.agency;

import java.time.Instant;

/**
 * An event in somebody's history as Loxo holds it, {@code person_event} in the API. An id is 0 where there is none.
 *
 * @param activityType the name of the activity type
 * @param notes empty where there are none
 * @param createdById the user's, that of the key unless told otherwise
 */
public record LoxoEvent(
        long id,
        long activityTypeId,
        String activityType,
        long personId,
        long jobId,
        long companyId,
        String notes,
        long createdById,
        Instant createdAt,
        Instant updatedAt) {

    LoxoEvent of(long anotherPersonId) {
        return new LoxoEvent(
                id,
                activityTypeId,
                activityType,
                anotherPersonId,
                jobId,
                companyId,
                notes,
                createdById,
                createdAt,
                updatedAt);
    }
}
