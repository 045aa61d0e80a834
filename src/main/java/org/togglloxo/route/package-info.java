/** The names under which the flow's routes, endpoints and beans stand in a Camel context. */
package org.togglloxo.route;
