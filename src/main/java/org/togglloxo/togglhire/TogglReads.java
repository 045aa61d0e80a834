package org.togglloxo.togglhire;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;

/** Whoever reads from Toggl Hire, again and again while there is hope. */
interface TogglReads {

    /** @throws TogglRefusal for a status that is no success */
    JsonNode read(URI address) throws Exception;
}
