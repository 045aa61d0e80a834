package org.togglloxo.sandbox.loxo.agency;

import java.time.Instant;

/**
 * A file in somebody's profile as Loxo holds it; not the resume of an application.
 *
 * @param isResume false: any other document
 * @param name the file's name
 * @param sourceTypeId 0 where none was given
 */
public record LoxoDocument(
        long id, long personId, boolean isResume, String name, byte[] content, long sourceTypeId, Instant createdAt) {

    LoxoDocument of(long anotherPersonId) {
        return new LoxoDocument(id, anotherPersonId, isResume, name, content, sourceTypeId, createdAt);
    }
}
