/** What the calls to both services have in common: their pace, and an HTTP client that hides nothing. */
package org.togglloxo.http;
