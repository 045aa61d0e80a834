/** Loxo's webhooks as they arrive: the server, the token in its path, what is read of a body, and what waits to be worked off. */
package org.togglloxo.webhooks;
