package org.togglloxo.http;

/** Is told of each call to a service, by the thread that made it, once it has ended. Never gets a query, a body or a header. */
public interface CallObserver {

    /** Nobody. */
    CallObserver NONE = new CallObserver() {};

    default void called(Call call) {}

    /**
     * One call.
     *
     * @param api {@code toggl} or {@code loxo}
     * @param endpoint method and path with {@code {id}} for what names an item: {@code GET /people/{id}}
     * @param status that was answered, or 0 for none
     * @param nanos from the moment it was sent to the last byte of the answer
     */
    record Call(String api, String endpoint, int status, long nanos) {}
}
