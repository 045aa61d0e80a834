package org.togglloxo.flow;

import org.apache.camel.CamelContext;
import org.togglloxo.http.CallObserver;
import org.togglloxo.sync.run.Progress;

/** Who looks at a flow from outside: its Camel context, its calls and its runs. Throws nothing; called by several threads. */
public interface FlowObserver extends CallObserver, Progress {

    /** Nobody. */
    FlowObserver NONE = new FlowObserver() {};

    /** A context is being put together; its routes are not there yet. */
    default void prepare(CamelContext context) {}
}
