package org.togglloxo.observe;

import java.util.Optional;
import java.util.function.Supplier;
import org.togglloxo.flow.Flow;
import org.togglloxo.flow.files.RouteError;

/**
 * What is looked at.
 *
 * @param flow that runs at the moment, or null while it is being started
 * @param refusedEdit what was saved last and cannot be used
 */
record ObservedState(Supplier<Flow> flow, Supplier<Optional<RouteError>> refusedEdit) {

    static final ObservedState NOTHING_YET = new ObservedState(() -> null, Optional::empty);
}
